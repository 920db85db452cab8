from courses.rules import files, intake, work

__all__ = ["files", "intake", "work"]
