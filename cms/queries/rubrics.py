"""Kept rubrics, as the page of an assignment lists them."""

from django.db.models import QuerySet

from academy.people.models import User
from cms.models import Rubric
from cms.rules import rubrics_of


def rubrics_to_take(user: User) -> QuerySet[Rubric]:
    """Return the kept rubrics that `user` may take, with all that is in them."""
    return rubrics_of(user).select_related("course").prefetch_related("criteria__levels")
