"""A course on one page: its modules and activities, and their order."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from academy.core.errors import Refused
from academy.people.guards import role_required
from academy.people.models import Role
from academy.people.requests import SignedInRequest
from cms.actions import arranging
from courses.writing.queries.outline import outline
from courses.writing.queries.places import Place, place_of
from courses.writing.rules import writable

WRITERS = (Role.TRAINER, Role.PROGRAM_MANAGER)


@role_required(*WRITERS)
@require_GET
def courses(request: SignedInRequest) -> HttpResponse:
    """The courses that the reader writes; who writes one is led to it."""
    found = list(writable(request.user))
    if len(found) == 1 and not request.user.is_program_manager:
        return redirect("courses:writing_course", found[0].course_id)
    return render(request, "courses/writing/courses.html", {"courses": found})


@role_required(*WRITERS)
@require_GET
def course(request: SignedInRequest, course_id: UUID) -> HttpResponse:
    """Show a course, with where to move a page (`pindah`) or how to take a move back."""
    page = get_object_or_404(writable(request.user), course_id=course_id)
    context = {
        "outline": outline(page, request.user),
        "moving": request.GET.get("pindah", ""),
        "moved": request.GET.get("dipindah", ""),
        "back": request.GET.get("batal", ""),
    }
    return render(request, "courses/writing/course.html", context)


@role_required(*WRITERS)
@require_POST
def move(request: SignedInRequest, course_id: UUID) -> HttpResponse:
    """Move a module or an activity one up or down, to a module, or to where it was dropped."""
    page = get_object_or_404(writable(request.user), course_id=course_id)
    address = reverse("courses:writing_course", args=[course_id])
    place = place_of(page, request.POST.get("move", ""))
    if place is None:
        return redirect(address)
    try:
        parent, before = arranging.move(
            course=page,
            key=place.key,
            parent=place.parent,
            before=place.before,
            shown=request.POST.get("shown", ""),
            by=request.user,
        )
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return redirect(address)
    messages.success(request, _("The order is changed; participants see it at once."))
    back = urlencode({"dipindah": place.key, "batal": Place(place.key, parent, before).text})
    return redirect(f"{address}?{back}#k-{place.key}")
