"""Letters of absence: kept beside what is noted, by who may note the person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from academy.core.errors import Refused
from academy.people.guards import sign_in_required, visible_file, worker_required
from academy.people.models import AccessKind
from academy.people.requests import SignedInRequest
from academy.web.files.posts import takes_files
from academy.web.files.storages import private_response
from academy.web.files.uploads import read_file
from academy.web.forms.refusals import put_on
from courses.acts.client import client_of
from courses.attendance.actions.letters import add_letter
from courses.attendance.forms import LetterForm
from courses.models import AttendanceLetter, Enrollment, Session

INLINE_TYPES = ("image/jpeg",)


@takes_files
@worker_required
def letters(request: SignedInRequest, session_id: UUID, seat_id: UUID) -> HttpResponse:
    """The letters of one person for one session; another one is added."""
    session, seat = _about(request, session_id, seat_id)
    form = LetterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _is_added(request, session, seat, form):
        messages.success(request, gettext("The letter is kept. What counts is what you mark."))
        return redirect("courses:letters", session.public_id, seat.public_id)
    context: dict[str, Any] = {
        "session": session,
        "seat": seat,
        "form": form,
        "letters": session.letters.filter(enrollment=seat).select_related("sent_by"),
    }
    return render(request, "courses/attendance/letters.html", context)


def _about(request: SignedInRequest, session_id: UUID, seat_id: UUID) -> tuple[Session, Enrollment]:
    """Return the session and the seat for who notes this person there."""
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("batch"), public_id=session_id
    )
    seats = Enrollment.objects.filter(batch=session.batch_id).select_related("user")
    if not request.user.has_perm("courses.note_session", session):
        if not request.user.is_companion:
            raise PermissionDenied
        seats = seats.filter(pesantren__in=request.user.companion_of)
    return session, get_object_or_404(seats, public_id=seat_id)


def _is_added(
    request: SignedInRequest, session: Session, seat: Enrollment, form: LetterForm
) -> bool:
    try:
        add_letter(
            session=session,
            enrollment=seat,
            upload=read_file(form.cleaned_data["file"]),
            by=request.user,
            client_id=client_of(request.POST).client_id,
        )
    except Refused as refusal:
        put_on(form, refusal)
        return False
    return True


@sign_in_required
@require_GET
def letter_file(request: SignedInRequest, letter_id: UUID) -> HttpResponseBase:
    """A letter, for whom it is about and for those who may note the person."""
    found = visible_file(
        request,
        AttendanceLetter.objects.visible_to(request.user).select_related("enrollment"),
        owner=lambda letter: letter.enrollment.user_id,
        kind=AccessKind.PAPER_OPENED,
        public_id=letter_id,
    )
    return private_response(
        request,
        str(found.file),
        filename=found.filename,
        content_type=found.content_type,
        inline=found.content_type in INLINE_TYPES,
    )
