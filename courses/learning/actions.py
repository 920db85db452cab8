"""Reading: opened, stopped at, done."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from cms.blocks.asking import Asked
from cms.models import ActivityPage, LessonPage
from courses.acts import locks
from courses.acts.actions import at_work, note_seen
from courses.acts.device import plausible
from courses.acts.kinds import ActKind
from courses.completion import actions as completion
from courses.models import BlockAnswer, Completion, Enrollment, LessonPosition


class NotAnswered(Refused):
    """What was sent is no answer to `asked`; nothing is lost."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        super().__init__(
            _("Give each step a place of its own, from first to last.")
            if asked.kind == "ordering"
            else _("Fill in at least one word.")
            if asked.kind == "fill_in"
            else _("Choose one of the answers.")
        )


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


def answer_block(
    *,
    enrollment: Enrollment,
    lesson: LessonPage,
    asked: Asked,
    given: Sequence[str],
    client_id: UUID,
    happened_at: dt.datetime | None = None,
) -> BlockAnswer:
    """Keep what was answered to a block of `lesson`; the last answer is the one that is kept.

    `given` is what the form sent. Who reads may answer, also when the module takes no work.
    Raises NotAnswered, SentDifferently, and what `Visit.admit_reading` raises.
    """
    answer = asked.read(given)
    if answer is None:
        raise NotAnswered(asked)
    with at_work(
        enrollment,
        kind=ActKind.ANSWER_BLOCK,
        client_id=client_id,
        content=[lesson.pk, asked.id, answer],
        happened_at=happened_at,
    ) as visit:
        if visit.is_repeated:
            return visit.earlier(BlockAnswer)
        visit.admit_reading(lesson)
        now = timezone.now()
        kept, _created = BlockAnswer.objects.update_or_create(
            enrollment=visit.enrollment,
            lesson=lesson,
            block_id=asked.id,
            defaults={
                "answer": answer,
                "words": asked.words(answer),
                "was_right": asked.is_right(answer),
                "happened_at": plausible(happened_at, now),
                "received_at": now,
            },
        )
        return visit.gives(kept)


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
