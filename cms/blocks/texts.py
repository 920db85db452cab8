"""Words: running text, headings, quotations, tables."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

INLINE = ["bold", "italic", "link"]


class SentenceListBlock(blocks.CharBlock):
    """One sentence of a list."""

    class Meta:
        icon = "list-ul"
        label = _("Sentence")


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists")
        template = "cms/blocks/text.html"
        preview_value = (
            "<p>Letakkan stoples di dekat <b>jendela</b> pada pukul sembilan pagi. "
            "Cahaya dari samping memperlihatkan bentuknya.</p>"
        )


class HeadingValue(blocks.StructValue):
    @property
    def anchor(self) -> str:
        """The readable part of the heading's address in the page."""
        return slugify(self["text"])[:30].strip("-") or "bagian"


class HeadingBlock(blocks.StructBlock):
    """A heading that one can link to."""

    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Rank"),
        choices=[("h2", _("Heading")), ("h3", _("Subheading"))],
        default="h2",
        search_index=False,
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading between parts of the text")
        template = "cms/blocks/heading.html"
        value_class = HeadingValue
        label_format = "{text}"
        preview_value = {"text": "Memilih jendela yang tepat", "level": "h2"}


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Words"), rows=3)
    source = blocks.CharBlock(label=_("Who said it"), max_length=150, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's words, with their source")
        template = "cms/blocks/quote.html"
        preview_value = {
            "text": "Foto yang jujur menjual dua kali: hari ini, dan saat pembeli kembali.",
            "source": "Pengurus kopontren di Tuban",
        }


class TableBlock(TypedTableBlock):
    """A table with headings; columns of words and columns of figures."""

    text = blocks.RichTextBlock(label=_("Words"), features=INLINE)
    figure = blocks.CharBlock(label=_("Figures"), required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with headings")
        template = "cms/blocks/table.html"
        preview_value = {
            "caption": "Biaya satu stoples",
            "columns": [
                {"type": "text", "heading": "Bahan"},
                {"type": "figure", "heading": "Rupiah"},
            ],
            "rows": [
                {"values": ["Cabai dan bawang", "6.500"]},
                {"values": ["Stoples dan label", "3.200"]},
            ],
        }
