"""Who works on which course here: whoever writes it in the content admin."""

from django.db.models import QuerySet

from academy.people.models import User
from cms.models import CoursePage
from cms.rules import courses_of


def writable(user: User) -> QuerySet[CoursePage]:
    """Return the courses that `user` writes, by title."""
    found: QuerySet[CoursePage] = courses_of(user).order_by("title")
    return found
