"""The page of a person is opened, by way of a seat or of an application: found, allowed,
recorded, in this order."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from academy.people import accesses
from academy.people.requests import SignedInRequest
from courses.models import Application, Enrollment

RUNS = "courses.manage_enrollment"


def opened_seat(request: SignedInRequest, enrollment_id: UUID, *allowed: str) -> Enrollment:
    """Return a seat that the reader may see and, of `allowed`, may do one thing about.

    That the person is looked at is recorded. Raises Http404 or PermissionDenied.
    """
    visible = (
        Enrollment.objects.visible_to(request.user)
        .select_related(
            "user", "batch__program", "batch__completion_rule", "pesantren__regency", "application"
        )
        .prefetch_related("batch__coordinators")
    )
    found = get_object_or_404(visible, public_id=enrollment_id)
    _open(request, found, allowed)
    return found


def opened_application(
    request: SignedInRequest, application_id: UUID, *allowed: str
) -> Application:
    """Return somebody's sent application, as `opened_seat` returns a seat."""
    visible = (
        Application.objects.visible_to(request.user)
        .sent()
        .exclude(user=request.user)
        .select_related("user", "batch__program")
        .prefetch_related("batch__coordinators")
    )
    found = get_object_or_404(visible, public_id=application_id)
    _open(request, found, allowed)
    return found


def _open(
    request: SignedInRequest, found: Enrollment | Application, allowed: tuple[str, ...]
) -> None:
    if allowed and not any(request.user.has_perm(name, found) for name in allowed):
        raise PermissionDenied
    accesses.opened(request, found.user_id)
