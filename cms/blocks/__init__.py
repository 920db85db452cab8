from cms.blocks.streams import ArticleStreamBlock, LessonStreamBlock, SentenceListBlock

__all__ = ["ArticleStreamBlock", "LessonStreamBlock", "SentenceListBlock"]
