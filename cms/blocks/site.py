"""Parts of the front page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class PointBlock(blocks.StructBlock):
    """A short title with a sentence or two."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), rows=2, max_length=300)

    class Meta:
        icon = "list-ul"
        label = _("Point")
        description = _("A short title with a sentence or two")
        template = "cms/blocks/point.html"
        label_format = "{title}"
        preview_value = {"title": "Santri", "text": "Belajar membuat dan menjual produk sendiri."}


class WordsBlock(blocks.StructBlock):
    """What a partner says."""

    text = blocks.TextBlock(label=_("Words"), rows=3, max_length=400)
    name = blocks.CharBlock(label=_("Name"), max_length=100)
    role = blocks.CharBlock(label=_("Office"), max_length=150, required=False)

    class Meta:
        icon = "openquote"
        label = _("Words of a partner")
        description = _("What a partner says about the academy")
        template = "cms/blocks/words.html"
        label_format = "{name}"
        preview_value = {
            "text": "Santri yang sabar memotret biasanya juga sabar melayani pembeli.",
            "name": "Dr. Retno Wulandari",
            "role": "Dosen pemasaran, Surabaya",
        }
