"""The page on which all dates to come of a batch move: chosen, looked at, done, taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from courses.acts.kinds import ActKind
from courses.enrollment.access import run_batch
from courses.models import Batch, TimetableShift
from courses.programs.actions import shifting
from courses.programs.forms.shifting import ShiftForm
from courses.programs.queries import timetable


@worker_required
def batch_shift(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Show first every date that moves; move what was seen."""
    batch = run_batch(request, batch_id)
    form = ShiftForm(request.POST or None, initial={"from_on": timezone.localdate()})
    made = None
    if _is_seen(request, form):
        made = make_once(
            request,
            form,
            kind=ActKind.SHIFT_TIMETABLE,
            model=TimetableShift,
            make=lambda: shifting.shift_timetable(
                batch=batch, by=request.user, shift=form.shift(), shown=form.shown()
            ),
        )
    if made is not None:
        _say_moved(request, made)
        return redirect("courses:batch_shift", batch_id)
    page = {"batch": batch, "form": form, "latest": timetable.latest(batch)}
    return render(
        request, "courses/programs/batch_shift.html", page | _preview(request, batch, form)
    )


def _is_seen(request: SignedInRequest, form: ShiftForm) -> bool:
    """Whether exactly what is sent was looked at."""
    return form.is_bound and form.is_valid() and request.POST.get("seen") == form.seen_mark()


def _preview(request: SignedInRequest, batch: Batch, form: ShiftForm) -> dict[str, Any]:
    """Return what a form that is whole would do; also of one whose dates are not as it showed."""
    if not form.is_bound or form.errors.keys() - {"__all__"}:
        return {}
    plan = timetable.plan(batch, form.shift(), request.user)
    shown = form.shown()
    gone = timetable.mark_news(plan, shown) if "seen" in request.POST and shown else []
    return {"plan": plan, "gone": gone, "shown": plan.shown(), "seen": form.seen_mark()}


def _say_moved(request: SignedInRequest, made: TimetableShift) -> None:
    count = len(made.changes)
    text = ngettext(
        "%(count)d date has moved. Everybody concerned is told in one message.",
        "%(count)d dates have moved. Everybody concerned is told in one message.",
        count,
    )
    messages.success(request, text % {"count": count})


@worker_required
@require_POST
def batch_shift_undo(request: SignedInRequest, batch_id: UUID, shift_id: UUID) -> HttpResponse:
    """Put back what the shift has moved and nobody has changed since."""
    batch = run_batch(request, batch_id)
    shift = get_object_or_404(batch.timetable_shifts, public_id=shift_id)
    try:
        back, left = shifting.undo_shift(shift=shift, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("courses:batch_shift", batch_id)
    if back:
        messages.success(request, _("The dates before the shift stand again. Everybody is told."))
    if left:
        text = ngettext(
            "%(count)d date stays: it was changed since, or is over.",
            "%(count)d dates stay: they were changed since, or are over.",
            left,
        )
        messages.warning(request, text % {"count": left})
    return redirect("courses:batch_shift", batch_id)
