"""Rubrics taken from the library into an assignment, and kept there."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page

from academy.core import audit
from academy.people.models import User
from cms.actions import revising
from cms.models import (
    AssignmentPage,
    CoursePage,
    Rubric,
    RubricCriterion,
    RubricLevel,
    RubricPart,
    RubricPartLevel,
)
from cms.models.pages.rubric import Criterion, Level
from cms.models.verbs import ContentVerb

OF_CRITERION = ("title", "description", "points")
OF_LEVEL = ("title", "words", "points", "sample", "sample_alt", "sample_note")


def take_rubric(*, page: AssignmentPage, rubric: Rubric, by: User) -> None:
    """Put a copy of `rubric` in the place of the rubric of `page`, as a new draft.

    What is published, and every review, stays as it is until the draft is published. Raises
    MayNotWrite.
    """

    def write(draft: Page) -> None:
        draft.criteria = _copied(rubric.criteria.all(), RubricCriterion, RubricLevel)

    with transaction.atomic():
        revising.drafted(page, write, by)
        audit.record(ContentVerb.RUBRIC_TAKEN, page, by=by, rubric=rubric.pk)


def keep_rubric(*, page: AssignmentPage, name: str, course: CoursePage | None, by: User) -> Rubric:
    """Keep the rubric of `page`, as its newest draft has it, in the library under `name`.

    A rubric of that name in the same course takes the new criteria.
    """
    with transaction.atomic():
        draft: AssignmentPage = page.get_latest_revision_as_object()
        kept = Rubric.objects.filter(name=name, course=course).first()
        kept = kept or Rubric(name=name, course=course)
        kept.criteria = _copied(draft.criteria.all(), RubricPart, RubricPartLevel)
        kept.save()
        audit.record(ContentVerb.RUBRIC_KEPT, page, by=by, rubric=kept.pk)
    return kept


def _copied[C: Criterion, L: Level](
    criteria: Iterable[Criterion], criterion_of: type[C], level_of: type[L]
) -> list[C]:
    found = []
    for place, row in enumerate(criteria):
        criterion = criterion_of(
            sort_order=place, **{name: getattr(row, name) for name in OF_CRITERION}
        )
        criterion.levels = [
            level_of(sort_order=at, **{name: getattr(level, name) for name in OF_LEVEL})
            for at, level in enumerate(row.levels.all())
        ]
        found.append(criterion)
    return found
