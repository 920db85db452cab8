"""What makes a reader think before reading on: each opens with an answer, and nobody marks it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.rich_text import RichText, expand_db_html

from cms.blocks.asking import GAP, Asked, Choice, FillIn, Option, Ordering, Reveal, gaps_of
from cms.blocks.pictures import ImageBlock, source_of

MOST_GAPS = 8
# What opens with the answer is not what a search looks through.
HIDDEN = {"search_index": False}


def _html(text: RichText | None) -> str:
    return expand_db_html(text.source) if text else ""


def _refused(field: str, sentence: Any) -> blocks.StructBlockValidationError:
    return blocks.StructBlockValidationError(block_errors={field: ValidationError(sentence)})


class AskedValue(blocks.StructValue):
    """A block's content; `asked()` is what of it is shown to whom."""

    def asked(self, block_id: str) -> Asked:
        raise NotImplementedError

    @property
    def shown(self) -> Asked:
        """What an author sees, in a preview: nobody answers there."""
        return self.asked("")


class PredictionValue(AskedValue):
    def asked(self, block_id: str) -> Asked:
        options: list[Option] = []
        right: list[str] = []
        for bound in self["options"].bound_blocks:
            options.append(Option(str(bound.id or len(options)), bound.value["text"]))
            right += [options[-1].id] if bound.value["is_right"] else []
        return Choice(
            id=block_id,
            question=self["question"],
            explanation=_html(self["explanation"]),
            kind="prediction",
            options=tuple(options),
            right=frozenset(right),
        )


class PredictedBlock(blocks.StructBlock):
    """What one may guess."""

    text = blocks.CharBlock(label=_("Answer"), max_length=200)
    is_right = blocks.BooleanBlock(
        label=_("Right"), required=False, help_text=_("Where none is ticked, none is wrong.")
    )


class PredictionBlock(blocks.StructBlock):
    """Guess first; the answer opens the explanation."""

    question = blocks.CharBlock(label=_("Question"), max_length=300)
    options = blocks.ListBlock(PredictedBlock(), label=_("Answers"), min_num=2, max_num=4)
    explanation = blocks.RichTextBlock(
        label=_("Explanation"), help_text=_("Opens with the answer"), **HIDDEN
    )

    class Meta:
        icon = "view"
        label = _("Guess first")
        description = _("A question before the explanation, which opens with the answer")
        template = "cms/blocks/prediction.html"
        value_class = PredictionValue
        label_format = "{question}"
        preview_value = {
            "question": "Di mana stoples terlihat paling jelas?",
            "options": [
                {"text": "Di bawah lampu kamar", "is_right": False},
                {"text": "Di dekat jendela", "is_right": True},
            ],
            "explanation": "<p>Cahaya jendela datang dari satu sisi dan lembut.</p>",
        }


class BetterPictureValue(AskedValue):
    def asked(self, block_id: str) -> Asked:
        options = tuple(
            Option(name, self[name]["alt"], source_of(self[name]["image"]), self[name]["caption"])
            for name in ("first", "second")
        )
        return Choice(
            id=block_id,
            question=self["question"],
            explanation=_html(self["explanation"]),
            kind="better_picture",
            options=options,
            right=frozenset([self["better"]]),
        )


class BetterPictureBlock(blocks.StructBlock):
    """Which of two pictures is better, and why."""

    question = blocks.CharBlock(label=_("Question"), max_length=300)
    first = ImageBlock(label=pgettext_lazy("picture", "First"))
    second = ImageBlock(label=pgettext_lazy("picture", "Second"))
    better = blocks.ChoiceBlock(
        label=_("The better one"),
        choices=[
            ("first", pgettext_lazy("picture", "First")),
            ("second", pgettext_lazy("picture", "Second")),
        ],
        **HIDDEN,
    )
    explanation = blocks.RichTextBlock(
        label=_("Why"), help_text=_("Opens with the answer"), **HIDDEN
    )

    class Meta:
        icon = "image"
        label = _("Which picture is better?")
        description = _("Two pictures to choose from; the reason opens with the answer")
        template = "cms/blocks/better_picture.html"
        value_class = BetterPictureValue
        label_format = "{question}"
        preview_value = {
            "question": "Foto mana yang lebih jujur?",
            "first": {"image": None, "alt": "Stoples di bawah lampu kilat", "caption": ""},
            "second": {"image": None, "alt": "Stoples di dekat jendela", "caption": ""},
            "better": "second",
            "explanation": "<p>Warnanya sama dengan yang diterima pembeli.</p>",
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["first"]["image"] == cleaned["second"]["image"]:
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Choose two different pictures."))]
            )
        return cleaned


class OrderingValue(AskedValue):
    def asked(self, block_id: str) -> Asked:
        options = (
            Option(str(bound.id or at), bound.value)
            for at, bound in enumerate(self["steps"].bound_blocks)
        )
        return Ordering(
            id=block_id,
            kind="ordering",
            question=self["question"],
            explanation=_html(self["explanation"]),
            options=tuple(options),
        )


class OrderingBlock(blocks.StructBlock):
    """Steps to be put in order."""

    question = blocks.CharBlock(label=_("Task"), max_length=300)
    steps = blocks.ListBlock(
        blocks.CharBlock(label=_("Step"), max_length=200, **HIDDEN),
        label=_("Steps"),
        min_num=3,
        max_num=7,
        help_text=_("Write them in the right order; they are shown mixed."),
    )
    explanation = blocks.RichTextBlock(
        label=_("Explanation"), required=False, help_text=_("Opens with the answer"), **HIDDEN
    )

    class Meta:
        icon = "list-ol"
        label = _("Put in order")
        description = _("Steps that the reader puts in order")
        template = "cms/blocks/ordering.html"
        value_class = OrderingValue
        label_format = "{question}"
        preview_value = {
            "question": "Urutkan: apa yang dilakukan lebih dahulu?",
            "steps": ["Padamkan lampu", "Dekatkan meja ke jendela", "Letakkan stoples"],
            "explanation": "<p>Lampu dahulu, agar terlihat ke mana bayangan jatuh.</p>",
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        texts = [text.strip().casefold() for text in cleaned["steps"]]
        if len(set(texts)) < len(texts):
            raise _refused("steps", _("Two steps are the same. Nobody could tell their order."))
        return cleaned


class FillInValue(AskedValue):
    def asked(self, block_id: str) -> Asked:
        texts, gaps = gaps_of(self["text"])
        return FillIn(
            id=block_id,
            kind="fill_in",
            question=self["question"],
            explanation=_html(self["explanation"]),
            texts=texts,
            gaps=gaps,
        )


class FillInBlock(blocks.StructBlock):
    """Sentences in which words are missing."""

    question = blocks.CharBlock(label=_("Task"), max_length=300)
    text = blocks.TextBlock(
        label=_("Sentences"),
        rows=3,
        max_length=1000,
        help_text=_(
            "Put what is to be filled in into square brackets, with | between words that are "
            "equally right: Light from the [side|left] shows the texture. Capitals, signs and "
            "one slip in a long word do not count."
        ),
        **HIDDEN,
    )
    explanation = blocks.RichTextBlock(
        label=_("Explanation"), required=False, help_text=_("Opens with the answer"), **HIDDEN
    )

    class Meta:
        icon = "edit"
        label = _("Fill in")
        description = _("Sentences in which the reader fills in words")
        template = "cms/blocks/fill_in.html"
        value_class = FillInValue
        label_format = "{question}"
        preview_value = {
            "question": "Lengkapi kalimat ini.",
            "text": "Cahaya dari [samping|sisi] memperlihatkan [tekstur].",
            "explanation": "<p>Bayangan kecil membuat permukaan terbaca.</p>",
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        _texts, gaps = gaps_of(cleaned["text"])
        if not 0 < len(gaps) <= MOST_GAPS:
            raise _refused("text", _("Put one to eight words into square brackets: [word]."))
        if not all(gaps) or set("[]") & set(GAP.sub("", cleaned["text"])):
            raise _refused("text", _("A square bracket has no partner, or no word in it."))
        return cleaned


class RevealValue(AskedValue):
    def asked(self, block_id: str) -> Asked:
        return Reveal(
            id=block_id,
            kind="reveal",
            question=self["question"],
            explanation=_html(self["text"]),
        )


class RevealBlock(blocks.StructBlock):
    """Something to think about first, and to open then."""

    question = blocks.CharBlock(label=_("What to think about first"), max_length=300)
    text = blocks.RichTextBlock(label=_("What opens then"), **HIDDEN)

    class Meta:
        icon = "unlocked"
        label = _("Think, then open")
        description = _("A text that the reader opens after thinking about a question")
        template = "cms/blocks/reveal.html"
        value_class = RevealValue
        label_format = "{question}"
        preview_value = {
            "question": "Apa yang akan Anda tulis kepada pembeli yang kecewa?",
            "text": "<p>Mulai dengan meminta maaf, lalu tanyakan apa yang diterima.</p>",
        }
