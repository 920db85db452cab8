"""Reading: opened, stopped at, done."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.models import ActivityPage, LessonPage
from courses.acts import locks
from courses.acts.actions import at_work, note_seen
from courses.acts.device import plausible
from courses.acts.kinds import ActKind
from courses.completion import actions as completion
from courses.models import Completion, Enrollment, LessonPosition

ANCHOR_LENGTH = LessonPosition._meta.get_field("anchor").max_length


def begin(*, enrollment: Enrollment) -> Enrollment:
    """Note that the person has come. Later calls only say that the person is here again."""
    with transaction.atomic():
        enrollment = locks.enrollment(enrollment)
        note_seen(enrollment)
    return enrollment


def open_lesson(*, enrollment: Enrollment, lesson: LessonPage) -> LessonPosition:
    """Note that `lesson` is being read; where the person stopped before is kept."""
    return _at_lesson(enrollment, lesson, {})


def keep_position(*, enrollment: Enrollment, lesson: LessonPage, anchor: str) -> LessonPosition:
    """Note where in `lesson` the person stopped; `anchor` is the id of a heading in it."""
    return _at_lesson(enrollment, lesson, {"anchor": anchor[:ANCHOR_LENGTH]})


def _at_lesson(enrollment: Enrollment, lesson: LessonPage, place: dict[str, Any]) -> LessonPosition:
    with at_work(enrollment) as visit:
        visit.admit_to(lesson)
        position, _created = LessonPosition.objects.update_or_create(
            enrollment=visit.enrollment,
            lesson=lesson,
            defaults={"opened_at": timezone.now()} | place,
        )
    return position


def finish_lesson(
    *,
    enrollment: Enrollment,
    lesson: LessonPage,
    client_id: UUID,
    happened_at: dt.datetime | None = None,
) -> Completion:
    """Note that `lesson` was read to its end. Sent twice or late it is done once.

    Raises SentDifferently, and what `check_may_work` raises, unless it was done already.
    """
    with at_work(
        enrollment,
        kind=ActKind.FINISH_LESSON,
        client_id=client_id,
        content=lesson.pk,
        happened_at=happened_at,
    ) as visit:
        done = Completion.objects.filter(enrollment=enrollment, activity=lesson).first()
        if done is None:
            visit.admit_to(lesson)
            done = complete(enrollment=visit.enrollment, activity=lesson, happened_at=happened_at)
            completion.refresh(visit.enrollment)
        return visit.gives(done)


def complete(
    *, enrollment: Enrollment, activity: ActivityPage, happened_at: dt.datetime | None = None
) -> Completion:
    """Make `activity` done for a locked enrollment. The caller refreshes the figures."""
    now = timezone.now()
    done, created = Completion.objects.get_or_create(
        enrollment=enrollment,
        activity_id=activity.pk,
        defaults={"happened_at": plausible(happened_at, now), "received_at": now},
    )
    if created:
        _let_practice_wait(enrollment)
    return done


def _let_practice_wait(enrollment: Enrollment) -> None:
    """What has just been finished may bring new questions to practise, from tomorrow on."""
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    if enrollment.practice_on is not None and enrollment.practice_on > tomorrow:
        enrollment.practice_on = tomorrow
        enrollment.save(update_fields=["practice_on"])
