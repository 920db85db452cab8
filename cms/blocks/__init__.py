from cms.blocks.asked import (
    BetterPictureBlock,
    FillInBlock,
    OrderingBlock,
    PredictionBlock,
    RevealBlock,
)
from cms.blocks.media import AudioBlock, EmbedBlock, FileBlock, VideoBlock
from cms.blocks.pictures import ComparisonBlock, GalleryBlock, ImageBlock
from cms.blocks.site import PointBlock, WordsBlock
from cms.blocks.streams import ArticleStreamBlock, BriefStreamBlock, LessonStreamBlock
from cms.blocks.teaching import CalloutBlock, QuickCheckBlock, StepsBlock
from cms.blocks.texts import HeadingBlock, QuoteBlock, SentenceListBlock, TableBlock, TextBlock

__all__ = [
    "ArticleStreamBlock",
    "AudioBlock",
    "BetterPictureBlock",
    "BriefStreamBlock",
    "CalloutBlock",
    "ComparisonBlock",
    "EmbedBlock",
    "FileBlock",
    "FillInBlock",
    "GalleryBlock",
    "HeadingBlock",
    "ImageBlock",
    "LessonStreamBlock",
    "OrderingBlock",
    "PointBlock",
    "PredictionBlock",
    "QuickCheckBlock",
    "QuoteBlock",
    "RevealBlock",
    "SentenceListBlock",
    "StepsBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
    "WordsBlock",
]
