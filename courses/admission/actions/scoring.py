"""What is noted about an application before it is decided: points by the rubric, what was seen."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from academy.core import audit
from academy.people.models import User
from courses.acts import locks
from courses.admission.actions import errors
from courses.models import Application, Assessment, SelectionRubric
from courses.models.verbs import CourseVerb


def give_points(
    *,
    application: Application,
    rubric: SelectionRubric,
    points: Mapping[str, int | None],
    by: User,
) -> Assessment:
    """Keep points by key of the criterion; None takes them away, other criteria stay.

    The application has their sum for a score once every criterion of `rubric` has points; until
    then they are a draft. Raises OwnApplication.
    """
    with transaction.atomic():
        application, found = _locked(application, by)
        merged = {**found.points, **points}
        found.points = {
            # Given by an older rubric it may be more than the criterion gives now.
            one["key"]: min(given, one["points"])
            for one in rubric.criteria
            if (given := merged.get(one["key"])) is not None
        }
        found.rubric, found.scored_by, found.scored_at = rubric, by, timezone.now()
        found.save()
        before = application.score
        is_whole = len(found.points) == len(rubric.criteria)
        application.score = sum(found.points.values()) if is_whole else None
        application.save(update_fields=["score"])
        audit.record(CourseVerb.SCORED, application, by=by, before=before, after=application.score)
    return found


def note_seen(*, application: Application, seen: Sequence[str], by: User) -> Assessment:
    """Keep which lines of the checklist were looked at. Raises OwnApplication."""
    with transaction.atomic():
        application, found = _locked(application, by)
        found.seen, found.seen_by, found.seen_at = list(seen), by, timezone.now()
        found.save()
        audit.record(CourseVerb.SCREENED, application, by=by, count=len(seen))
    return found


def _locked(application: Application, by: User) -> tuple[Application, Assessment]:
    if application.user_id == by.pk:
        raise errors.OwnApplication
    _batch, application = locks.batch_and_application(application)
    found = Assessment.objects.filter(application=application).first()
    return application, found or Assessment(application=application)
