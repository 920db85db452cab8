"""Rows are locked in one order, and only here.

batches, by their keys → enrollments, by theirs →
application | submission | attempt | post | session | program → account → counter

Who takes a row takes the rows before it first, those that it needs: a participant's act
begins at the enrollment, a coordinator's at the batch, and whoever numbers something calls
`Counter.take` last. Then no two can wait for each other. The rule, the schedule and what is
required have no lock of their own: they are changed under that of their batch. An account is
locked by `academy.people.locks`. One counter stands between batch and application: that of
people who come by a list, which nothing else takes. What only its own room writes is locked
there, after these or alone: an announcement, a calibration round, a certificate that is sent.

A lock and the reading after it are two statements: PostgreSQL gives a row that it had to
wait for as it is now, but what is joined to it as it was before the wait. `no_key` leaves
alone those who only refer to the row, as each new completion does to its enrollment.
"""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from academy.people.models import User
from courses.models import (
    Application,
    Batch,
    Enrollment,
    Post,
    Program,
    QuizAttempt,
    Session,
    Submission,
)


class SeatMoved(Refused):
    message = _("This person is in another batch by now. Open the page of the participant again.")


def _lock(model: type[models.Model], keys: Iterable[int]) -> None:
    # In the order of keys; evaluated for the locks alone.
    rows = model._default_manager.select_for_update(no_key=True).filter(pk__in=list(keys))
    list(rows.order_by("pk").values_list("pk"))


def batch(batch_id: int) -> Batch:
    """Lock a batch: what it teaches and demands, its seats, its reserve list, its sessions."""
    _lock(Batch, [batch_id])
    return Batch.objects.select_related("program", "completion_rule").get(pk=batch_id)


def batches_and_program(program: Program) -> Program:
    """Lock the batches of a program, then the program: whoever takes a seat refers to both."""
    _lock(Batch, program.batches.values_list("pk", flat=True))
    _lock(Program, [program.pk])
    return Program.objects.get(pk=program.pk)


def session(row: Session) -> Session:
    """Lock a session, whose batch is locked already."""
    _lock(Session, [row.pk])
    return Session.objects.get(pk=row.pk)


def batch_and_seats(batch_id: int) -> Batch:
    """Lock a batch and all its seats: for what changes the demands on everybody.

    Whoever was working has then finished under the old demands, and keeps what was reached.
    """
    of = batch(batch_id)
    _lock(Enrollment, of.enrollments.seated().values_list("pk", flat=True))
    return of


def enrollment(enrollment: Enrollment) -> Enrollment:
    """Lock an enrollment: the acts of one person happen one by one."""
    _lock(Enrollment, [enrollment.pk])
    return Enrollment.objects.select_related(
        "batch__program", "batch__completion_rule", "user"
    ).get(pk=enrollment.pk)


def enrollments(rows: Iterable[Enrollment]) -> list[Enrollment]:
    """Lock many enrollments and return them in the order of their keys."""
    keys = [row.pk for row in rows]
    _lock(Enrollment, keys)
    return list(Enrollment.objects.filter(pk__in=keys).order_by("pk"))


def batches_and_enrollments(rows: Iterable[Enrollment]) -> list[Enrollment]:
    """Lock the batches of many enrollments, then those; return them in the order of their keys.

    Raises SeatMoved where one is in another batch by now: that one is not locked.
    """
    rows = list(rows)
    before = {row.pk: row.batch_id for row in rows}
    _lock(Batch, set(before.values()))
    seats = enrollments(rows)
    if any(seat.batch_id != before[seat.pk] for seat in seats):
        raise SeatMoved
    return seats


def batch_and_enrollment(row: Enrollment) -> tuple[Batch, Enrollment]:
    """Lock the batch of an enrollment, then the enrollment.

    Raises SeatMoved where it is in another batch by now: that one is not locked.
    """
    of = batch(row.batch_id)
    seat = enrollment(row)
    if seat.batch_id != of.pk:
        raise SeatMoved
    return of, seat


def batches_and_enrollment(row: Enrollment, other_id: int) -> tuple[Batch, Enrollment]:
    """Lock the batch of an enrollment and another one, then the enrollment.

    Returns the other batch and the enrollment. Raises SeatMoved.
    """
    _lock(Batch, {row.batch_id, other_id})
    _of, seat = batch_and_enrollment(row)
    return batch(other_id), seat


def all_of(people: Iterable[User]) -> None:
    """Lock every batch, seat and application of `people`. Raises SeatMoved where one comes up."""
    people = list(people)
    before = _keys(people)
    for model, keys in before.items():
        _lock(model, keys)
    if _keys(people) != before:
        raise SeatMoved


def _keys(people: list[User]) -> dict[type[models.Model], set[int]]:
    seats = set(Enrollment.objects.filter(user__in=people).values_list("pk", "batch"))
    asked = set(Application.objects.filter(user__in=people).values_list("pk", "batch"))
    return {
        Batch: {batch for _pk, batch in seats | asked},
        Enrollment: {pk for pk, _batch in seats},
        Application: {pk for pk, _batch in asked},
    }


def application(row: Application) -> Application:
    """Lock an application, whose batch is locked if it matters."""
    _lock(Application, [row.pk])
    return Application.objects.select_related("user", "batch__program", "pesantren").get(pk=row.pk)


def batch_and_application(row: Application) -> tuple[Batch, Application]:
    """Lock the batch of an application, then the application."""
    of = batch(row.batch_id)
    return of, application(row)


def submission(row: Submission) -> Submission:
    """Lock a hand-in, whose enrollment is locked already."""
    _lock(Submission, [row.pk])
    return Submission.objects.select_related(
        "assignment", "enrollment__user", "enrollment__batch"
    ).get(pk=row.pk)


def enrollment_and_submission(row: Submission) -> tuple[Enrollment, Submission]:
    """Lock the enrollment of a hand-in, then the hand-in."""
    of = enrollment(row.enrollment)
    return of, submission(row)


def attempt(row: QuizAttempt) -> QuizAttempt:
    """Lock an attempt at a quiz, whose enrollment is locked already."""
    _lock(QuizAttempt, [row.pk])
    return QuizAttempt.objects.select_related("quiz").get(pk=row.pk)


def thread(row: Post) -> Post:
    """Lock the question that a post is or answers; all posts under it change under its lock."""
    of = row.question_id or row.pk
    _lock(Post, [of])
    return Post.objects.select_related("author", "batch", "activity").get(pk=of)


def thing[Shown: models.Model](row: Shown) -> Shown:
    """Lock something that is shown to others, as whoever hides it does."""
    if isinstance(row, Post):
        thread(row)
    _lock(type(row), [row.pk])
    return type(row)._default_manager.get(pk=row.pk)
