"""Marks that come in one spreadsheet: all of them or none, and back again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academy.core import audit
from academy.core.errors import Refused
from academy.core.jobs import enqueue
from academy.notify.actions import notify
from academy.people.models import User
from cms.models import QuizPage
from courses.acts import locks
from courses.acts.reasons import reason_of
from courses.completion import actions as completion
from courses.learning.actions import complete
from courses.marks.actions import OwnMark
from courses.models import (
    Batch,
    Completion,
    Enrollment,
    Mark,
    MarkCorrection,
    MarkSheet,
)
from courses.models.notices import MarkNotice
from courses.models.verbs import CourseVerb
from courses.quizzes.queries.counting import earned_since

TELL = "courses.tell_of_marks"


@dataclass(frozen=True, slots=True)
class NewMark:
    """One mark as it stands (None: none) and as it is to stand."""

    enrollment_id: int
    activity_id: int
    before: Decimal | None
    after: Decimal | None


class NothingChanged(Refused):
    message = gettext_lazy("The file changes no mark.")


class OthersChanged(Refused):
    """Somebody else, or new work, has changed marks since they were shown."""

    def __init__(self, count: int):
        text = ngettext(
            "%(count)s mark has changed meanwhile. Nothing was written. Choose the file again.",
            "%(count)s marks have changed meanwhile. Nothing was written. Choose the file again.",
            count,
        )
        super().__init__(text % {"count": count})


class ChangedSince(Refused):
    """Marks of a sheet that is to be taken back are others by now, or their people elsewhere."""

    def __init__(self, count: int):
        text = ngettext(
            "%(count)s mark was changed since, or its person is in another batch now. Nothing was "
            "taken back. Correct the marks one by one instead.",
            "%(count)s marks were changed since, or their people are in another batch now. Nothing "
            "was taken back. Correct the marks one by one instead.",
            count,
        )
        super().__init__(text % {"count": count})


class TakesBackFrom(Refused):
    """What people have reached would be taken back; it is asked about first."""

    def __init__(self, count: int):
        text = ngettext(
            "%(count)s person would no longer meet what the batch asks for, and “passed” would be "
            "taken back. If this is right, tick below and send it once more.",
            "%(count)s people would no longer meet what the batch asks for, and “passed” would be "
            "taken back. If this is right, tick below and send it once more.",
            count,
        )
        super().__init__(text % {"count": count})


def take_sheet(
    *,
    batch: Batch,
    by: User,
    reason: str,
    marks: Sequence[NewMark],
    may_take_back: bool = False,
) -> MarkSheet:
    """Write all of `marks`, each with its correction, and tell everybody whose they are.

    Whether `by` may is asked before. Raises WhyMissing, NothingChanged, OthersChanged, or
    TakesBackFrom where the rule would be met no more and `may_take_back` was not said; nothing
    is written then.
    """
    reason = reason_of(reason)
    if not marks:
        raise NothingChanged
    with transaction.atomic():
        of = locks.batch(batch.pk)
        made = MarkSheet.objects.create(batch=of, reason=reason, made_by=by, made_at=timezone.now())
        _write(made, marks, by=by, reason=reason, may_take_back=may_take_back)
        audit.record(CourseVerb.MARK_SHEET_TAKEN, of, by=by, sheet=made.pk, marks=len(marks))
    return made


def undo_sheet(*, sheet: MarkSheet, by: User, may_take_back: bool = False) -> MarkSheet:
    """Put back every mark of a sheet that stands as it was brought. Twice it is once.

    What an attempt has earned since stays. Raises ChangedSince where one of them was changed
    since, OwnMark, and TakesBackFrom.
    """
    with transaction.atomic():
        of = locks.batch(sheet.batch_id)
        sheet = MarkSheet.objects.get(pk=sheet.pk)
        if sheet.undone_at is not None:
            return sheet
        if sheet.corrections.filter(enrollment__user=by).exists():
            raise OwnMark
        rows = list(sheet.corrections.all())
        sheet.undone_at, sheet.undone_by = timezone.now(), by
        sheet.save(update_fields=["undone_at", "undone_by"])
        marks = _before(sheet, rows)
        # That it was taken back is said where it is read, in the reader's language.
        _write(sheet, marks, by=by, reason=sheet.reason, may_take_back=may_take_back)
        audit.record(CourseVerb.MARK_SHEET_UNDONE, of, by=by, sheet=sheet.pk, marks=len(marks))
    return sheet


def _before(sheet: MarkSheet, rows: Sequence[MarkCorrection]) -> list[NewMark]:
    """Return the marks as if a sheet that is taken back had never come."""
    seats = {row.enrollment_id for row in rows}
    # Nobody hands in between this look and the writing.
    locks.enrollments(Enrollment.objects.filter(batch=sheet.batch_id, pk__in=seats))
    earned = earned_since(sheet.made_at, seats=seats, activities={row.activity_id for row in rows})
    return [
        NewMark(
            row.enrollment_id,
            row.activity_id,
            before=row.after,
            after=earned.get((row.enrollment_id, row.activity_id), row.before),
        )
        for row in rows
    ]


def _write(
    sheet: MarkSheet, marks: Sequence[NewMark], *, by: User, reason: str, may_take_back: bool
) -> None:
    wanted = Enrollment.objects.filter(
        batch=sheet.batch_id, pk__in={item.enrollment_id for item in marks}
    )
    seats = {seat.pk: seat for seat in locks.enrollments(wanted)}
    if changed := _count_changed(marks, seats):
        raise ChangedSince(changed) if sheet.undone_at else OthersChanged(changed)
    now = timezone.now()
    Mark.objects.bulk_create(
        [
            Mark(
                enrollment_id=item.enrollment_id,
                activity_id=item.activity_id,
                value=item.after,
                given_by=by,
                given_at=now,
            )
            for item in marks
            if item.after is not None
        ],
        update_conflicts=True,
        unique_fields=["enrollment", "activity"],
        update_fields=["value", "given_by", "given_at"],
        batch_size=500,
    )
    for item in marks:
        if item.after is None:
            Mark.objects.filter(enrollment=item.enrollment_id, activity=item.activity_id).delete()
    corrections = MarkCorrection.objects.bulk_create(
        [
            MarkCorrection(
                enrollment_id=item.enrollment_id,
                activity_id=item.activity_id,
                before=item.before,
                after=item.after,
                reason=reason,
                corrected_by=by,
                corrected_at=now,
                sheet=sheet,
            )
            for item in marks
        ],
        batch_size=500,
    )
    audit.record_many(
        CourseVerb.MARK_CORRECTED,
        (
            (
                seats[made.enrollment_id],
                {
                    "activity": made.activity_id,
                    "correction": made.pk,
                    "before": None if made.before is None else str(made.before),
                    "after": None if made.after is None else str(made.after),
                },
            )
            for made in corrections
        ),
        by=by,
    )
    _pass_quizzes(marks, seats)
    _recompute(sheet.batch_id, marks, list(seats.values()), may_take_back=may_take_back)
    people = sorted(seats)
    enqueue(
        TELL,
        {"sheet": sheet.pk, "seats": people, "is_undone": sheet.undone_at is not None},
        by=by,
        title=_("Tell %(count)s people of their marks") % {"count": len(people)},
        return_url=reverse("courses:marks_sheet", args=[sheet.batch.public_id]),
        total=len(people),
    )


def _count_changed(marks: Sequence[NewMark], seats: Collection[int]) -> int:
    stored = {
        (seat, activity): value
        for seat, activity, value in Mark.objects.filter(enrollment__in=list(seats)).values_list(
            "enrollment_id", "activity_id", "value"
        )
    }
    return sum(
        item.enrollment_id not in seats
        or stored.get((item.enrollment_id, item.activity_id)) != item.before
        for item in marks
    )


def _pass_quizzes(marks: Sequence[NewMark], seats: dict[int, Enrollment]) -> None:
    """Make done each quiz whose mark is enough now; what was done stays done."""
    ids = {item.activity_id for item in marks}
    quizzes = {quiz.pk: quiz for quiz in QuizPage.objects.filter(pk__in=ids)}
    done = set(
        Completion.objects.filter(enrollment__in=list(seats), activity__in=ids).values_list(
            "enrollment_id", "activity_id"
        )
    )
    for item in marks:
        quiz = quizzes.get(item.activity_id)
        if quiz is None or item.after is None or item.after < quiz.pass_mark:
            continue
        if (item.enrollment_id, quiz.pk) not in done:
            complete(enrollment=seats[item.enrollment_id], activity=quiz)


def _recompute(
    batch_id: int, marks: Sequence[NewMark], seats: list[Enrollment], *, may_take_back: bool
) -> None:
    """What was reached stays, but for what rested on a mark that was too high."""
    had_met = [seat.pk for seat in seats if seat.is_eligible]
    lower = {
        item.enrollment_id
        for item in marks
        if item.before is not None and (item.after is None or item.after < item.before)
    }
    completion.refresh_many(batch_id, seats, corrected=lower)
    lost = [seat for seat in seats if seat.pk in had_met and not seat.is_eligible]
    if lost and not may_take_back:
        raise TakesBackFrom(len(lost))


def tell_of_marks(sheet: MarkSheet, enrollment_id: int, *, is_undone: bool) -> None:
    """Tell one person that marks were corrected by a sheet, or put back with it."""
    seat = Enrollment.objects.select_related("user", "batch").get(pk=enrollment_id)
    key = f"mark-sheet-{sheet.pk}" + ("-undone" if is_undone else "")
    notify(
        seat.user,
        MarkNotice.SEVERAL_CORRECTED,
        key=f"{key}-{seat.pk}",
        params={"taken_back" if is_undone else "reason": sheet.reason},
        url=reverse("courses:marks", args=[seat.batch.public_id]),
    )
