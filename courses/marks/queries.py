"""A mark as it stands, with what was corrected in it."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from cms.models import ActivityPage
from courses.models import Completion, Enrollment, Mark, MarkCorrection


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person has for one graded activity. `mark` is None where none was given."""

    enrollment: Enrollment
    activity: ActivityPage
    mark: Decimal | None
    corrections: list[MarkCorrection]


def mark_of(enrollment: Enrollment, activity: ActivityPage) -> Decimal | None:
    """Return the mark that counts, None where none was given."""
    return (
        Mark.objects.filter(enrollment=enrollment, activity=activity)
        .values_list("value", flat=True)
        .first()
    )


def standing(enrollment_id: UUID, activity_id: UUID) -> Standing | None:
    """Return what can be corrected: work in a graded activity that was marked or is done."""
    enrollment = (
        Enrollment.objects.filter(public_id=enrollment_id)
        .select_related("user", "batch__program")
        .first()
    )
    activity = ActivityPage.objects.filter(activity_id=activity_id, is_graded=True).first()
    if enrollment is None or activity is None:
        return None
    mark = mark_of(enrollment, activity)
    if mark is None and not is_done(enrollment, activity):
        return None
    corrections = MarkCorrection.objects.of(enrollment).filter(activity=activity)
    return Standing(enrollment, activity, mark, list(corrections))


def is_done(enrollment: Enrollment, activity: ActivityPage) -> bool:
    """Whether the work was accepted, or the quiz passed or out of attempts."""
    return Completion.objects.filter(enrollment=enrollment, activity=activity).exists()
