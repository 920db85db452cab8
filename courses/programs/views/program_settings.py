"""Settings of a program, for its manager."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from academy.people.guards import SignedInRequest, worker_required
from courses.models import Program
from courses.programs.actions import programs as actions
from courses.programs.forms.programs import ProgramForm


@worker_required
def program_settings(request: SignedInRequest, program_id: UUID) -> HttpResponse:
    """Target, period, price of data, partners."""
    found = get_object_or_404(Program.objects.visible_to(request.user), public_id=program_id)
    return _edit(request, found)


@worker_required
def program_new(request: SignedInRequest) -> HttpResponse:
    """Start a program."""
    return _edit(request, Program())


def _edit(request: SignedInRequest, program: Program) -> HttpResponse:
    if not request.user.has_perm("courses.change_program", program):
        raise PermissionDenied
    form = ProgramForm(request.POST or None, instance=copy(program))
    if request.method == "POST" and form.is_valid():
        saved = actions.save(program=program, by=request.user, **form.changes())
        messages.success(request, _("The settings are saved."))
        return redirect("courses:program_settings", saved.public_id)
    return render(
        request, "courses/programs/program_settings.html", {"program": program, "form": form}
    )
