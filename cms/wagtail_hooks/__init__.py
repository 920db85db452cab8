"""What we add to Wagtail's admin; each file registers its own part."""

from cms.wagtail_hooks import (
    bank,
    contact,
    courses,
    explorer,
    freshness,
    media,
    menu,
    originals,
    publishing,
    rubrics,
    word,
)

__all__ = [
    "bank",
    "contact",
    "courses",
    "explorer",
    "freshness",
    "media",
    "menu",
    "originals",
    "publishing",
    "rubrics",
    "word",
]
