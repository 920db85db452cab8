"""What a selection goes by: rubric and quotas, set on pages of their own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.enrollment.access import run_batch
from courses.models import Batch, Program
from courses.selection.actions import setting
from courses.selection.forms.quotas import BLANK_ROWS, QuotasForm
from courses.selection.forms.rubric import RubricForm
from courses.selection.queries.rubrics import touched_by


def _program(request: SignedInRequest, program_id: UUID) -> Program:
    program = get_object_or_404(Program.objects.visible_to(request.user), public_id=program_id)
    if not request.user.has_perm("courses.change_program", program):
        raise PermissionDenied
    return program


def _blank(request: SignedInRequest) -> int:
    """Return how many empty rows the page has: three, and three more each time they are asked."""
    text = request.POST.get("blank", "")
    blank = int(text) if text.isdecimal() and len(text) < 3 else BLANK_ROWS
    return blank + BLANK_ROWS * ("more" in request.POST)


def _data(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


@worker_required
def program_rubric(request: SignedInRequest, program_id: UUID) -> HttpResponse:
    """Criteria with points, and what is looked at before an application is verified."""
    program = _program(request, program_id)
    rubric, blank = program.selection_rubrics.first(), _blank(request)
    form = RubricForm(_data(request), rubric=rubric, blank=blank)
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        changed = rubric is not None and form.criteria() != rubric.criteria
        setting.set_rubric(
            program=program, by=request.user, criteria=form.criteria(), checks=form.checks()
        )
        messages.success(request, _("The rubric is saved."))
        if changed and (touched := touched_by(program)):
            messages.info(request, touched)
        return redirect("courses:program_rubric", program.public_id)
    page = {
        "program": program,
        "rubric": rubric,
        "form": form,
        "blank": blank,
        "touched": touched_by(program, if_changed=True),
    }
    return render(request, "courses/selection/rubric.html", page)


@worker_required
def program_quotas(request: SignedInRequest, program_id: UUID) -> HttpResponse:
    """The quotas with which new batches of a program begin."""
    program = _program(request, program_id)
    return _quotas(request, program, None)


@worker_required
def batch_quotas(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """The quotas of a batch."""
    batch = run_batch(request, batch_id)
    return _quotas(request, batch, batch.seats)


def _quotas(request: SignedInRequest, of: Program | Batch, seats: int | None) -> HttpResponse:
    blank = _blank(request)
    quotas = list(of.selection_quotas.all())
    form = QuotasForm(_data(request), quotas=quotas, seats=seats, blank=blank)
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        setting.set_quotas(of=of, by=request.user, quotas=form.quotas())
        messages.success(request, _("The quotas are saved."))
        return redirect(request.path)
    page = {"form": form, "blank": blank, "seats": seats, "is_program": isinstance(of, Program)}
    page["program" if isinstance(of, Program) else "batch"] = of
    return render(request, "courses/selection/quotas.html", page)
