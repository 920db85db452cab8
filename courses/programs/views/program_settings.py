"""Settings of a program, for its manager."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from courses.acts.kinds import ActKind
from courses.models import Program
from courses.programs.actions import programs as actions
from courses.programs.forms.programs import ProgramForm


@worker_required
def program_settings(request: SignedInRequest, program_id: UUID) -> HttpResponse:
    """Target, period, price of data, partners."""
    program = get_object_or_404(Program.objects.visible_to(request.user), public_id=program_id)
    form = _form(request, program)
    if request.method == "POST" and form.is_valid():
        return _saved(request, actions.save(program=program, by=request.user, **form.changes()))
    return _page(request, program, form)


@worker_required
def program_new(request: SignedInRequest) -> HttpResponse:
    """Start a program."""
    form = _form(request, Program())
    made = make_once(
        request,
        form,
        kind=ActKind.NEW_PROGRAM,
        model=Program,
        make=lambda: actions.save(program=Program(), by=request.user, **form.changes()),
    )
    return _page(request, Program(), form) if made is None else _saved(request, made)


def _form(request: SignedInRequest, program: Program) -> ProgramForm:
    if not request.user.has_perm("courses.change_program", program):
        raise PermissionDenied
    return ProgramForm(request.POST or None, instance=copy(program))


def _page(request: SignedInRequest, program: Program, form: ProgramForm) -> HttpResponse:
    return render(
        request, "courses/programs/program_settings.html", {"program": program, "form": form}
    )


def _saved(request: SignedInRequest, program: Program) -> HttpResponse:
    messages.success(request, _("The settings are saved."))
    return redirect("courses:program_settings", program.public_id)
