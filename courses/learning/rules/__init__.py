"""Who may fetch which files, and what of a marked attempt is shown when."""

from courses.learning.rules import fetching

__all__ = ["fetching"]
