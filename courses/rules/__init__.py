from courses.rules import intake, work

__all__ = ["intake", "work"]
