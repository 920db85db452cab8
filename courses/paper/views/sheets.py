"""The sheets of a session: printed, and how far they have been written down."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from academy.core.errors import Refused
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.models import PaperSheet, Session
from courses.paper.actions.printing import print_sheet
from courses.paper.pdf import sheet_pdf
from courses.paper.queries import standing


def noted_session(request: SignedInRequest, session_id: UUID) -> Session:
    """Return the session for those who note all of it. Raises Http404 or PermissionDenied."""
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("batch__program", "trainer"),
        public_id=session_id,
    )
    if not request.user.has_perm("courses.note_session", session):
        raise PermissionDenied
    return session


@worker_required
@require_GET
def paper(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Sheets, pages and photos of a session, and where paper and ledger differ."""
    session = noted_session(request, session_id)
    context = {
        "session": session,
        "batch": session.batch,
        "sheets": standing.sheets_of(session),
        "photos": standing.photos_of(session),
        "contested": standing.contested(session),
        "is_to_come": session.starts_at > timezone.now(),
    }
    return render(request, "courses/paper/paper.html", context)


@worker_required
@require_POST
def paper_print(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Keep who stands in which row, and answer with the sheet."""
    session = noted_session(request, session_id)
    try:
        sheet = print_sheet(session=session, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return redirect("courses:paper", session.public_id)
    return redirect("courses:paper_file", sheet.public_id)


@worker_required
@require_GET
def paper_file(request: SignedInRequest, sheet_id: UUID) -> HttpResponse:
    """The sheet as it was printed, to print it once more."""
    sheet = get_object_or_404(
        PaperSheet.objects.visible_to(request.user).select_related(
            "session__batch__program", "session__trainer"
        ),
        public_id=sheet_id,
    )
    response = HttpResponse(sheet_pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="daftar-hadir-{sheet.number}.pdf"'
    return response
