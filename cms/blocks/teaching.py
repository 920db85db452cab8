"""What makes a lesson more than a text: steps, call-outs, self-tests."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks


class StepsBlock(blocks.StructBlock):
    """What to do, one after the other."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    steps = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Step"), features=["bold", "italic", "link"]),
        label=_("Steps"),
        min_num=1,
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("Numbered steps")
        template = "cms/blocks/steps.html"
        label_format = "{title}"
        preview_value = {
            "title": "Menyiapkan meja",
            "steps": [
                "<p>Padamkan lampu kamar.</p>",
                "<p>Dekatkan meja ke jendela, setengah meter.</p>",
                "<p>Bentangkan kertas putih sampai melengkung ke atas.</p>",
            ],
        }


CALLOUT_KINDS = [
    ("try", pgettext_lazy("call-out", "Try it now")),
    ("note", pgettext_lazy("call-out", "Remember")),
    ("warning", pgettext_lazy("call-out", "Take care")),
]
CALLOUT_ICONS = {"try": "camera", "note": "info", "warning": "warning"}


class CalloutValue(blocks.StructValue):
    @property
    def icon(self) -> str:
        return CALLOUT_ICONS[self["kind"]]

    @property
    def kind_label(self) -> str | Promise:
        return dict(CALLOUT_KINDS)[self["kind"]]


class CalloutBlock(blocks.StructBlock):
    """Something to try at once, to remember, or to be careful about."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"), choices=CALLOUT_KINDS, default="try", search_index=False
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        description = _("Try it now, remember, or take care")
        template = "cms/blocks/callout.html"
        value_class = CalloutValue
        label_format = "{title}"
        preview_value = {
            "kind": "try",
            "title": "Uji tiga tempat dengan satu toples",
            "text": "<ol><li>Ambil satu benda kecil.</li><li>Potret di tiga tempat.</li></ol>",
        }


class CheckOptionBlock(blocks.StructBlock):
    """An answer to choose, and what is said to it."""

    text = blocks.CharBlock(label=_("Answer"), max_length=300)
    is_right = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(label=_("What is said to it"), rows=2)


class QuickCheckBlock(blocks.StructBlock):
    """A self-test that nobody marks. At least two answers, at least one of them right."""

    question = blocks.CharBlock(label=_("Question"), max_length=300)
    options = blocks.ListBlock(CheckOptionBlock(), label=_("Answers"), min_num=2, max_num=6)

    class Meta:
        icon = "help"
        label = _("Quick check")
        description = _("A question to test oneself, without marks")
        template = "cms/blocks/quick_check.html"
        label_format = "{question}"
        preview_value = {
            "question": "Dari mana cahaya datang agar tekstur keripik terlihat?",
            "options": [
                {
                    "text": "Dari depan",
                    "is_right": False,
                    "feedback": "Cahaya depan meratakan permukaan.",
                },
                {
                    "text": "Dari samping",
                    "is_right": True,
                    "feedback": "Bayangan kecil memperlihatkan tekstur.",
                },
            ],
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not any(option["is_right"] for option in cleaned["options"]):
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Tick at least one right answer."))]
            )
        return cleaned
