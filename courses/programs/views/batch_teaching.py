"""When the modules of a batch open and are due, and which activities it demands."""

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.core.text.typed import whole_of
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.completion import actions as completion
from courses.completion.queries import met_count
from courses.enrollment.access import run_batch
from courses.models import Batch
from courses.programs.actions import batches as actions
from courses.programs.actions import schedule
from courses.programs.forms.teaching import ScheduleForm, SpreadForm, WeightsForm
from courses.programs.queries import activities
from courses.programs.queries.batches import taught
from courses.programs.queries.schedule import ModuleDates, even_dates
from courses.programs.queries.weights import changed_means


@worker_required
def batch_schedule(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Dates of each module, typed in or filled in evenly."""
    batch = run_batch(request, batch_id)
    spreads = request.method == "POST" and "spread" in request.POST
    saves = request.method == "POST" and not spreads
    form = ScheduleForm(request.POST or None, batch=batch, courses=taught(batch))
    spread = SpreadForm(request.POST if spreads else None)
    if spreads and spread.is_valid():
        # Into the fields only: who looks at the dates saves them.
        form.fill_in(even_dates(batch, **spread.cleaned_data))
    if saves and form.is_valid():
        dates = [ModuleDates(*row) for row in form.dates()]
        schedule.set_schedule(batch=batch, by=request.user, modules=dates)
        messages.success(request, _("Saved."))
        return redirect("courses:batch_schedule", batch_id)
    page = {"batch": batch, "form": form, "spread": spread}
    return render(request, "courses/programs/batch_schedule.html", page)


@worker_required
def batch_activities(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """What the batch demands: weights, new ones to adopt, ones to release."""
    batch = run_batch(request, batch_id)
    modules = activities.modules(batch)
    rows = [row for module in modules for row in module.rows]
    typed = any(name.startswith("weight_") for name in request.POST)
    form = WeightsForm(request.POST if typed else None, rows=rows)
    is_sent = request.method == "POST" and (not typed or form.is_valid())
    # Whichever button was pressed: the weights typed are saved with it.
    weights = form.weights() if is_sent and typed else {}
    changes = [] if _were_seen(request, weights) else changed_means(batch, weights)
    if is_sent and not changes:
        if weights:
            actions.set_weights(batch=batch, by=request.user, weights=weights)
        if weights or request.POST.get("action") == "weights":
            messages.success(request, _("Saved."))
        _change(request, batch, {row.activity_id for row in rows})
        return redirect("courses:batch_activities", batch_id)
    page = {
        "batch": batch,
        "form": form,
        "modules": [
            (
                module,
                [(row, _field(form, row)) for row in module.rows],
            )
            for module in modules
        ],
        "required_count": sum(row.is_required for row in rows),
        "new_count": sum(not row.is_required for row in rows) if batch.pinned_at else 0,
        "met_count": met_count(batch),
        "gone_count": sum(not row.is_published for row in rows),
        "changes": changes,
        "seen": _named(weights),
        "pressed": request.POST.get("action", "weights"),
    }
    return render(request, "courses/programs/batch_activities.html", page)


def _named(weights: dict[int, Decimal]) -> str:
    """Return one text for `weights`: a page says by it which it has shown the means of."""
    return " ".join(f"{pk}:{weight.normalize():f}" for pk, weight in sorted(weights.items()))


def _were_seen(request: SignedInRequest, weights: dict[int, Decimal]) -> bool:
    """Whether the page has shown whose means these `weights` change, or there are none."""
    return not weights or request.POST.get("seen") == _named(weights)


def _field(form: WeightsForm, row: activities.Row) -> BoundField | None:
    name = f"weight_{row.activity_id}"
    return form[name] if name in form.fields else None


def _required_now(met: int) -> str:
    if not met:
        return _("The activity is required from now on.")
    text = ngettext(
        "The activity is required from now on. %(count)d person has passed before and stays so.",
        "The activity is required from now on. %(count)d people have passed before and stay so.",
        met,
    )
    return text % {"count": met}


def _change(request: SignedInRequest, batch: Batch, known: set[int]) -> None:
    """Pin now, adopt one, or release one; an id that is not of this batch is ignored."""
    action, _sign, text = request.POST.get("action", "").partition(":")
    if action == "pin" and not batch.pinned_at:
        count = completion.pin(batch, by=request.user)
        messages.success(request, _("%(count)d activities are required now.") % {"count": count})
    number = whole_of(text)
    if number is None or number not in known:
        return
    if action == "adopt":
        completion.adopt(batch, number, by=request.user)
        messages.success(request, _required_now(met_count(batch)))
    elif action == "release":
        completion.release(batch, number, by=request.user)
        messages.success(
            request, _("The activity is no longer required. Work done in it stays in the record.")
        )
