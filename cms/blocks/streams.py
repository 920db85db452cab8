from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.asked import (
    BetterPictureBlock,
    FillInBlock,
    OrderingBlock,
    PredictionBlock,
    RevealBlock,
)
from cms.blocks.media import AudioBlock, EmbedBlock, FileBlock, VideoBlock
from cms.blocks.pictures import ComparisonBlock, GalleryBlock, ImageBlock
from cms.blocks.teaching import CalloutBlock, QuickCheckBlock, StepsBlock
from cms.blocks.texts import HeadingBlock, QuoteBlock, TableBlock, TextBlock


class ArticleStreamBlock(blocks.StreamBlock):
    """What site pages are made of."""

    text = TextBlock(group=_("Words"))
    heading = HeadingBlock(group=_("Words"))
    quote = QuoteBlock(group=_("Words"))
    table = TableBlock(group=_("Words"))
    image = ImageBlock(group=_("Pictures and media"))
    gallery = GalleryBlock(group=_("Pictures and media"))
    comparison = ComparisonBlock(group=_("Pictures and media"))
    video = VideoBlock(group=_("Pictures and media"))
    audio = AudioBlock(group=_("Pictures and media"))
    file = FileBlock(group=_("Pictures and media"))
    embed = EmbedBlock(group=_("Pictures and media"))
    callout = CalloutBlock(group=_("Teaching"))
    steps = StepsBlock(group=_("Teaching"))

    class Meta:
        template = "cms/blocks/stream.html"


class BriefStreamBlock(ArticleStreamBlock):
    """What the brief of an assignment is made of."""

    quick_check = QuickCheckBlock(group=_("Teaching"))


class LessonStreamBlock(BriefStreamBlock):
    """What lessons are made of."""

    prediction = PredictionBlock(group=_("To think about"))
    better_picture = BetterPictureBlock(group=_("To think about"))
    ordering = OrderingBlock(group=_("To think about"))
    fill_in = FillInBlock(group=_("To think about"))
    reveal = RevealBlock(group=_("To think about"))
