"""Rounds: listed, begun, compared, closed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from academy.people.guards import staff_required
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.forms.once import make_once
from academy.web.forms.refusals import put_on
from courses.acts.kinds import ActKind
from courses.assignments.queries.work import rubric_of, wording_of
from courses.calibration import actions
from courses.calibration.access import assignment_of, round_of
from courses.calibration.forms import AgreedForm, BeginForm, CloseForm, RoundFilter
from courses.calibration.queries import proposal
from courses.calibration.queries import rounds as queries
from courses.calibration.queries.result import result_of
from courses.calibration.views.sheet import sheet
from courses.models import CalibrationRound

COLUMNS = (
    lists.Column("title", _("Assignment"), lambda row: row.title, sort="title"),
    lists.Column(
        "batch", _("Batch"), lambda row: str(row.batch), sort="batch__number", css="only-wide"
    ),
    lists.Column("finished", _("Finished"), lambda row: row.finished_count, css="num"),
    lists.Column(
        "started", _("Begun"), lambda row: row.started_at, sort="started_at", css="only-wide"
    ),
    lists.Column("state", _("State"), lambda row: row.state.label),
)


@staff_required
def calibrations(request: SignedInRequest) -> HttpResponse:
    """The rounds that the reader sees, the newest first, and those that wait for the reader."""
    found = lists.build(
        request,
        queries.listed(request.user),
        filterset_class=RoundFilter,
        columns=COLUMNS,
        default_sort="-started_at",
    )
    context = {"list": found, "waiting": queries.waiting(request.user)}
    return render(request, "courses/calibration/calibrations.html", context)


@staff_required
def calibration_new(request: SignedInRequest, batch_id: UUID, activity_id: UUID) -> HttpResponse:
    """Begin a round: five hand-ins are proposed, and all trainers of the course."""
    batch, assignment, course = assignment_of(request, batch_id, activity_id)
    about: dict[str, Any] = {"batch": batch, "assignment": assignment, "course": course}
    choices = proposal.choices(request.user, batch, assignment)
    trainers = proposal.trainers_of(course)
    form = BeginForm(request.POST or None, choices=choices, trainers=trainers)
    made = make_once(
        request,
        form,
        kind=ActKind.NEW_CALIBRATION,
        model=CalibrationRound,
        make=lambda: actions.begin(by=request.user, **about, **form.begun(assignment)),
    )
    if made is not None:
        text = gettext("The round has begun. It stands on the start page of all who are asked.")
        messages.success(request, text)
        return redirect("courses:calibration", made.public_id)
    proposal.with_files(one for one, _is_ticked in form.drawn)
    running = queries.running(request.user, batch, assignment)
    context = about | {"form": form, "running": running}
    return render(request, "courses/calibration/calibration_new.html", context)


@staff_required
def calibration(request: SignedInRequest, round_id: UUID) -> HttpResponse:
    """What is left to mark, or the comparison; a post keeps what was agreed."""
    round = round_of(request, round_id)
    reads = request.user.has_perm("courses.read_calibration", round)
    if request.method == "POST" and not reads:
        raise PermissionDenied
    works = queries.works_of(round)
    context = _shown(request, round) | {"works": works, "reads": reads}
    if not reads:
        context["kept"] = queries.marks_of(round.part_of(request.user))
        return render(request, "courses/calibration/round.html", context)
    result = result_of(round, works)
    if request.GET.get("format") == "xlsx":
        return sheet(request, round, result)
    form = AgreedForm(request.POST or None, instance=round)
    if request.method == "POST" and form.is_valid() and _agree(request, round, form):
        return redirect("courses:calibration", round.public_id)
    context |= {"result": result, "form": form, "agreed": form.initial["agreed"]}
    return render(request, "courses/calibration/round.html", context)


def _shown(request: SignedInRequest, round: CalibrationRound) -> dict[str, Any]:
    part = round.part_of(request.user)
    is_changed = wording_of(rubric_of(round.assignment)) != round.rubric
    return {
        "round": round,
        "part": part,
        "rubric_is_changed": is_changed,
        "may_mark": request.user.has_perm("courses.mark_calibration", round),
        "may_close": round.is_open and request.user.has_perm("courses.close_calibration", round),
    }


def _agree(request: SignedInRequest, round: CalibrationRound, form: AgreedForm) -> bool:
    stored = CalibrationRound(pk=round.pk, agreed=form.initial["agreed"])
    try:
        actions.agree(round=stored, by=request.user, agreed=form.cleaned_data["agreed"])
    except Refused as refusal:
        put_on(form, refusal)
        return False
    messages.success(request, gettext("Kept with the round."))
    return True


@staff_required
def calibration_close(request: SignedInRequest, round_id: UUID) -> HttpResponse:
    """End a round before everybody has finished, with a reason."""
    round = round_of(request, round_id)
    if not request.user.has_perm("courses.close_calibration", round):
        raise PermissionDenied
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(round=round, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, gettext("The round is closed. Who was asked reads why."))
            return redirect("courses:calibration", round.public_id)
    return render(request, "courses/calibration/close.html", {"round": round, "form": form})
