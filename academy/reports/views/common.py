"""What the views of reports share."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from academy.people.requests import SignedInRequest
from courses.models import Program


def program_to_run(request: SignedInRequest, program_id: UUID) -> Program:
    """Return a program whose people the reader works with: 404 or 403 otherwise."""
    program = get_object_or_404(Program.objects.visible_to(request.user), public_id=program_id)
    if not request.user.has_perm("reports.read_program", program):
        raise PermissionDenied
    return program
