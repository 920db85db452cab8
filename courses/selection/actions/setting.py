"""What a selection goes by: the rubric of a program, and quotas of programs and batches."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from academy.core import audit
from academy.people.models import User
from courses.acts import locks
from courses.models import Batch, Program, SelectionQuota, SelectionRubric
from courses.models.verbs import CourseVerb


def set_rubric(
    *, program: Program, by: User, criteria: Sequence[dict[str, Any]], checks: Sequence[str]
) -> SelectionRubric | None:
    """Write another version of the rubric; None where it says what the last one says.

    Scores that were given stay; where criteria have changed, they count as of an older rubric.
    """
    with transaction.atomic():
        program = locks.batches_and_program(program)
        last = program.selection_rubrics.first()
        criteria, checks = list(criteria), list(checks)
        if last and last.criteria == criteria and last.checks == checks:
            return last
        if last is None and not criteria and not checks:
            return None
        version = last.version + 1 if last else 1
        is_same = last is not None and last.criteria == criteria
        made = SelectionRubric.objects.create(
            program=program,
            version=version,
            criteria_since=last.criteria_since if last and is_same else version,
            criteria=criteria,
            checks=checks,
            made_by=by,
        )
        audit.record(CourseVerb.RUBRIC_SET, program, by=by, version=version)
    return made


def set_quotas(*, of: Program | Batch, by: User, quotas: Sequence[dict[str, Any]]) -> None:
    """Set all quotas of a program or a batch: dicts of by, value, least and most."""
    with transaction.atomic():
        of = locks.batch(of.pk) if isinstance(of, Batch) else locks.batches_and_program(of)
        of.selection_quotas.all().delete()
        owner = {"batch": of} if isinstance(of, Batch) else {"program": of}
        SelectionQuota.objects.bulk_create([SelectionQuota(**owner, **quota) for quota in quotas])
        audit.record(CourseVerb.QUOTAS_SET, of, by=by, count=len(quotas))
