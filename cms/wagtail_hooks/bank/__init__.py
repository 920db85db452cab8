"""The bank of questions in Wagtail's admin: its pages, its list, and what is done with many."""

from cms.wagtail_hooks.bank import many, questions

__all__ = ["many", "questions"]
