"""A person goes to another batch of the program, with the seat and all that was done in it."""

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.notify.actions import notify
from academy.people.models import Role, User
from courses.acts import locks
from courses.acts.reasons import reason_of
from courses.completion import actions as completion
from courses.enrollment.actions import seats
from courses.enrollment.actions.enrollments import OwnSeat
from courses.models import Attendance, AttendanceSource, Batch, BatchMove, Enrollment
from courses.models.notices import PersonNotice, SeatNotice
from courses.models.seats.enrollment import EnrollmentState
from courses.models.verbs import CourseVerb
from courses.workspace.queries.people import moving


class NotBoth(Refused):
    message = _("Only who runs both batches moves somebody. A program manager can do it.")


class OtherProgram(Refused):
    message = _("Choose another batch of the same program.")


class HasPassed(Refused):
    message = _(
        "This person has passed in this batch, and what was reached stays there: there is "
        "nothing left to move."
    )


class NotLearning(Refused):
    message = _(
        "This person is not learning in this batch any more. Give the seat back first, then "
        "move it."
    )


class Issued(Refused):
    """A certificate rests on the seat."""


def move_person(
    *, enrollment: Enrollment, to: Batch, by: User, reason: str, is_one_of_many: bool = False
) -> BatchMove:
    """Let the person go on in `to` with what was done so far, and tell all whom it concerns.

    The seat itself goes: completions, marks, hand-ins, attempts and their history hang on it.
    Attendance stays noted at the sessions where it was noted, and is noted also at those of
    `to` that are the same and over (`moving.matching`). Sessions that `to` held before the
    person came are not asked for. Moved back, everything is as it was. Nobody who has passed
    is moved, but for those whom the move itself has let pass, back to where they were.
    `is_one_of_many`: the coordinators are told of all of them together, by who moves them.

    Raises OwnSeat, WhyMissing, SeatMoved where somebody else was faster, NotBoth,
    OtherProgram, HasPassed, NotLearning, Issued, HadSeat, BatchEnded or BatchFull; nothing is
    changed then.
    """
    if enrollment.user_id == by.pk:
        raise OwnSeat
    reason = reason_of(reason)
    with transaction.atomic():
        to, enrollment = locks.batches_and_enrollment(enrollment, to.pk)
        of = enrollment.batch
        came = moving.latest(enrollment)
        _refuse(enrollment, to, by, came)
        made = BatchMove(
            person=enrollment.user,
            enrollment=enrollment,
            from_batch=of,
            to_batch=to,
            reason=reason,
            moved_by=by,
            moved_at=timezone.now(),
            enrolled_before=enrollment.enrolled_at,
        )
        _go(enrollment, to)
        made.completed_by_it = enrollment.state == EnrollmentState.COMPLETED
        made.save()
        audit.record(
            CourseVerb.PERSON_MOVED, enrollment, by=by, move=made.pk, before=of.pk, after=to.pk
        )
        _tell(made)
        if not is_one_of_many:
            _tell_coordinators(made)
    return made


def _refuse(enrollment: Enrollment, to: Batch, by: User, came: BatchMove | None) -> None:
    of = enrollment.batch
    if not all(by.has_perm("courses.run_batch", each) for each in (of, to)):
        raise NotBoth
    if to.program_id != of.program_id or to.pk == of.pk:
        raise OtherProgram
    if enrollment.state == EnrollmentState.COMPLETED:
        if came is None or not (came.completed_by_it and came.from_batch_id == to.pk):
            raise HasPassed
    elif enrollment.state != EnrollmentState.ACTIVE:
        raise NotLearning
    if why := moving.held_back(enrollment):
        raise Issued(why)
    if to.enrollments.filter(user=enrollment.user_id).exists():
        raise seats.HadSeat
    seats.check(to)


def _go(enrollment: Enrollment, to: Batch) -> None:
    """Put the locked seat into `to`, whose rule is then asked as of somebody who comes new."""
    twins = moving.matching(enrollment, to)
    since = moving.since_in(enrollment, to)
    moving.brought(enrollment).delete()
    enrollment.batch, enrollment.enrolled_at = to, since
    # What was asked in the other batch says nothing here.
    enrollment.asked, enrollment.is_eligible, enrollment.eligible_at = {}, False, None
    enrollment.save(update_fields=["batch", "enrolled_at", "asked", "is_eligible", "eligible_at"])
    Attendance.objects.bulk_create(
        Attendance(
            session=session,
            enrollment=enrollment,
            status=row.status,
            source=AttendanceSource.MOVED,
            noted_by=row.noted_by,
            noted_at=row.noted_at,
        )
        for row, session in twins
    )
    completion.refresh(enrollment)


def _tell(made: BatchMove) -> None:
    key = f"batch-move-{made.pk}"
    _notify(
        made.person,
        PersonNotice.MOVED,
        key,
        made,
        url=reverse("courses:outline", args=[made.to_batch.public_id]),
        reason=made.reason,
    )


def _tell_coordinators(made: BatchMove) -> None:
    key = f"batch-move-{made.pk}"
    # Who runs both reads of it once, where the person is now. No name: it outlives an erasure.
    told = {made.person_id, made.moved_by_id}
    page = reverse("courses:person", args=[made.enrollment.public_id])
    for reader in coordinators_of(made.to_batch).exclude(pk__in=told):
        _notify(reader, SeatNotice.MOVED_HERE, key, made, url=page)
        told.add(reader.pk)
    page = reverse("courses:batch_overview", args=[made.from_batch.public_id])
    for reader in coordinators_of(made.from_batch).exclude(pk__in=told):
        _notify(reader, SeatNotice.MOVED_AWAY, key, made, url=page)


def coordinators_of(batch: Batch) -> QuerySet[User]:
    """Return those who run `batch` today."""
    # Who lost the role may still stand in the list.
    return batch.coordinators.filter(role_grants__role=Role.COORDINATOR, is_active=True).distinct()


def _notify(
    reader: User,
    kind: PersonNotice | SeatNotice,
    key: str,
    made: BatchMove,
    *,
    url: str,
    **more: str,
) -> None:
    with translation.override(reader.language):
        batches = {"before": str(made.from_batch), "after": str(made.to_batch)}
    notify(reader, kind, key=key, params=batches | more, url=url)
