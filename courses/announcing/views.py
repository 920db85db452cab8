"""Announcements: written by those who run or teach, read by the batch."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from academy.people.guards import participant_required, staff_required
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from courses.acts.kinds import ActKind
from courses.announcing import actions, queries
from courses.announcing.forms import AnnouncementForm
from courses.learning.access import readable_seat, refusals
from courses.models import Announcement, Enrollment

PER_PAGE = 30


@staff_required
@require_GET
def announcements(request: SignedInRequest) -> HttpResponse:
    """What was said to the reader's batches and courses, and the own drafts."""
    page = Paginator(queries.listed(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "query": request.GET}
    return render(request, "courses/announcing/announcements.html", context)


@staff_required
def announcement_new(request: SignedInRequest) -> HttpResponse:
    """Begin a draft; sent twice it is one."""
    initial = {"target": request.GET.get("untuk", "")}
    form = AnnouncementForm(
        request.POST or None, instance=Announcement(), by=request.user, initial=initial
    )
    made = make_once(
        request,
        form,
        kind=ActKind.NEW_ANNOUNCEMENT,
        model=Announcement,
        make=lambda: actions.begin(by=request.user, **form.words()),
    )
    if made is not None:
        return redirect("courses:announcement", made.public_id)
    return render(request, "courses/announcing/announcement_form.html", {"form": form})


def _own(request: SignedInRequest, announcement_id: UUID, permission: str = "") -> Announcement:
    found: Announcement = get_object_or_404(queries.listed(request.user), public_id=announcement_id)
    if permission and not request.user.has_perm(permission, found):
        raise PermissionDenied
    return found


@staff_required
@require_GET
def announcement(request: SignedInRequest, announcement_id: UUID) -> HttpResponse:
    """One as its readers see it, whom it reaches, and who has read it."""
    found = _own(request, announcement_id)
    context = {
        "announcement": found,
        "target": queries.target_of(found).label,
        "reached": queries.reached_count(found),
        "may_change": request.user.has_perm("courses.change_announcement", found),
        "may_remove": request.user.has_perm("courses.remove_announcement", found),
    }
    return render(request, "courses/announcing/announcement.html", context)


@staff_required
def announcement_edit(request: SignedInRequest, announcement_id: UUID) -> HttpResponse:
    """Change one; nobody is told anew unless that is ticked, and then once."""
    found = _own(request, announcement_id, "courses.change_announcement")
    form = AnnouncementForm(request.POST or None, instance=copy(found), by=request.user)
    changed = make_once(
        request,
        form,
        kind=ActKind.CHANGE_ANNOUNCEMENT,
        model=Announcement,
        make=lambda: actions.change(
            announcement=found,
            by=request.user,
            tell_again=bool(form.cleaned_data.get("tell_again")),
            **form.words(),
        ),
    )
    if changed is not None:
        messages.success(request, _("Saved."))
        return redirect("courses:announcement", announcement_id)
    context = {"form": form, "announcement": found}
    return render(request, "courses/announcing/announcement_form.html", context)


@staff_required
@require_POST
def announcement_send(request: SignedInRequest, announcement_id: UUID) -> HttpResponse:
    found = _own(request, announcement_id, "courses.change_announcement")
    with refusals(request) as refused:
        actions.send(announcement=found, by=request.user)
    if not refused():
        messages.success(request, _("Sent. It is pinned on the home of everybody it reaches."))
    return redirect("courses:announcement", announcement_id)


@staff_required
@require_POST
def announcement_take_down(request: SignedInRequest, announcement_id: UUID) -> HttpResponse:
    """Let nobody read it any more; a draft is thrown away."""
    found = _own(request, announcement_id, "courses.remove_announcement")
    with refusals(request):
        if found.is_draft:
            actions.discard(announcement=found, by=request.user)
            messages.success(request, _("The draft is thrown away."))
            return redirect("courses:announcements")
        actions.take_down(announcement=found, by=request.user)
        messages.success(request, _("Taken down. Nobody reads it any more."))
    return redirect("courses:announcement", announcement_id)


@participant_required
@require_GET
def batch_announcements(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """All that was said to one's batch and stands."""
    seat = readable_seat(request, batch_id)
    page = Paginator(queries.said_to(seat), PER_PAGE).get_page(request.GET.get("page"))
    context = {"batch": seat.batch, "page": page, "query": request.GET}
    return render(request, "courses/announcing/batch_announcements.html", context)


@participant_required
def announcement_read(request: SignedInRequest, announcement_id: UUID) -> HttpResponse:
    """One announcement; the button says that it was read, and it is pinned no more."""
    own = Enrollment.objects.of_participant(request.user).seated()
    seats = own.select_related("batch__program")
    told = [Announcement.objects.to(seat).filter(public_id=announcement_id) for seat in seats]
    found = next((row for rows in told for row in rows.select_related("author")), None)
    if found is None:
        # Taken down since, or said to others: the notice leads home.
        messages.info(request, _("This announcement does not stand any more."))
        return redirect("courses:learn_home")
    if request.method == "POST":
        actions.read(announcement=found, by=request.user)
        return redirect("courses:learn_home")
    is_new = Announcement.objects.filter(pk=found.pk).unread_by(request.user).exists()
    context = {"announcement": found, "is_new": is_new}
    return render(request, "courses/announcing/announcement_read.html", context)
