"""What we add to Wagtail's admin; each file registers its own part."""

from cms.wagtail_hooks import bank, contact, courses, freshness, menu, originals

__all__ = ["bank", "contact", "courses", "freshness", "menu", "originals"]
