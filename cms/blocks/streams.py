from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SentenceListBlock(blocks.CharBlock):
    """One sentence of a list."""

    class Meta:
        icon = "list-ul"
        label = _("Sentence")


class ArticleStreamBlock(blocks.StreamBlock):
    """What site pages are made of."""

    paragraph = blocks.RichTextBlock(label=_("Text"))


class LessonStreamBlock(ArticleStreamBlock):
    """What lessons are made of."""
