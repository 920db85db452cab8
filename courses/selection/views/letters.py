"""Letters of acceptance and of refusal: one at once, all of a batch as a job."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from academy.core.errors import Refused
from academy.people import accesses
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.acts.client import client_of
from courses.enrollment.access import run_batch
from courses.models import Application
from courses.selection.actions import letters
from courses.selection.pdf import letters_pdf
from courses.selection.queries.letters import TOLD_BY_LETTER


@require_POST
@worker_required
def batch_letters(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Have the letters made of all who are accepted, or declined."""
    batch = run_batch(request, batch_id)
    state = request.POST.get("state", "")
    if state not in TOLD_BY_LETTER:
        return redirect("courses:batch_selection", batch.public_id)
    try:
        job = letters.request_letters(
            batch=batch, state=state, by=request.user, client_id=client_of(request.POST).client_id
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("courses:batch_selection", batch.public_id)
    return redirect("courses:job", job.public_id)


@require_safe
@worker_required
def application_letter(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Give the letter of one person who is accepted or declined."""
    found = Application.objects.visible_to(request.user).exclude(user=request.user)
    application = get_object_or_404(
        found.select_related("user", "batch__program", "pesantren__regency"),
        public_id=application_id,
    )
    if application.state not in TOLD_BY_LETTER:
        raise Http404
    accesses.opened(request, application.user_id)
    content = letters_pdf([application], on_part=lambda _done: None)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="surat.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
