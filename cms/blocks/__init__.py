from cms.blocks.media import AudioBlock, EmbedBlock, FileBlock, VideoBlock
from cms.blocks.pictures import ComparisonBlock, GalleryBlock, ImageBlock
from cms.blocks.site import PointBlock, WordsBlock
from cms.blocks.streams import ArticleStreamBlock, LessonStreamBlock
from cms.blocks.teaching import CalloutBlock, QuickCheckBlock, StepsBlock
from cms.blocks.texts import HeadingBlock, QuoteBlock, SentenceListBlock, TableBlock, TextBlock

__all__ = [
    "ArticleStreamBlock",
    "AudioBlock",
    "CalloutBlock",
    "ComparisonBlock",
    "EmbedBlock",
    "FileBlock",
    "GalleryBlock",
    "HeadingBlock",
    "ImageBlock",
    "LessonStreamBlock",
    "PointBlock",
    "QuickCheckBlock",
    "QuoteBlock",
    "SentenceListBlock",
    "StepsBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
    "WordsBlock",
]
