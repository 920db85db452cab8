"""Handing in work."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from academy.core.errors import Refused
from academy.core.text.typed import uuid_of, whole_of
from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from academy.web.files.posts import takes_files
from academy.web.files.uploads import shown_name
from academy.web.forms.refusals import put_on
from cms.models import AssignmentPage
from courses.acts.client import Client, client_of
from courses.assignments.actions import files as submission_files
from courses.assignments.actions import submissions
from courses.assignments.actions.pieces import NotWhole, Sent
from courses.assignments.actions.sending import add_sent
from courses.assignments.forms.submission import HandInForm
from courses.assignments.queries.work import Brief, brief_of, late_of, work_of
from courses.completion.plan import plan_of
from courses.learning.access import own_seat, refusals, refuse_who_left
from courses.learning.places import not_open_yet, shown_of, step_or_404
from courses.learning.queries import way as learning
from courses.models import Enrollment, Submission
from courses.models.work.piece import PIECE

PAGE = "courses/assignments/assignment.html"


def _context(
    brief: Brief, read: learning.Learning, form: HandInForm | None = None
) -> dict[str, Any]:
    page = brief.page
    step, place = step_or_404(read, page.activity_id)
    work = work_of(read.enrollment, brief)
    takes_work = read.takes_work(place)
    takes_note = takes_work and work.takes_files and work.has_files
    return shown_of(read, step, place) | {
        "assignment": page,
        "piece": PIECE,
        "work": work,
        "rubric": _rubric(read.enrollment, brief),
        "takes_work": takes_work,
        "late": late_of(page, work, place.times.due_at) if place else None,
        "form": form or HandInForm(instance=work.draft, statement=page.own_statement),
        "typed": form.typed if form and not takes_note else [],
    }


def _rubric(enrollment: Enrollment, brief: Brief) -> SafeString:
    """Return the rubric drawn, once for all of the batch: nothing in it is one reader's own."""

    def draw() -> SafeString:
        points = sum(item.points for item in brief.criteria)
        shown = {"criteria": brief.criteria, "total": points}
        return render_to_string("components/rubric.html", shown)

    key = ("rubric drawn", brief.page.activity_id, get_language())
    return plan_of(enrollment.batch).once(key, draw)


@participant_required
@require_GET
def assignment(request: SignedInRequest, batch_id: UUID, activity_id: UUID) -> HttpResponse:
    """Show what to make, the draft, and every hand-in with what was said about it."""
    enrollment = own_seat(request, batch_id)
    read = learning.read(enrollment)
    step, place = step_or_404(read, activity_id)
    if place and not step.can_open:
        return not_open_yet(request, read, place)
    context = _context(brief_of(enrollment, activity_id), read)
    if context["work"].latest is None:
        refuse_who_left(request, enrollment)
    return render(request, PAGE, context)


@takes_files
@participant_required
@require_POST
def assignment_add(request: SignedInRequest, batch_id: UUID, activity_id: UUID) -> HttpResponse:
    """Add photos or files to the draft; what is refused is said beside what was taken."""
    enrollment = own_seat(request, batch_id)
    page = get_object_or_404(AssignmentPage, activity_id=activity_id)
    refused = _add_files(request, enrollment, page)
    if request.headers.get("X-Part") == "draft":
        return draft_part(request, enrollment, activity_id, refused)
    for words in refused:
        messages.error(request, words)
    return redirect("courses:assignment", batch_id, activity_id)


def draft_part(
    request: SignedInRequest,
    enrollment: Enrollment,
    activity_id: UUID,
    refused: list[str],
    status: int = 200,
) -> HttpResponse:
    """Answer a script with the draft as it is now, and what was refused."""
    context = _context(brief_of(enrollment, activity_id), learning.read(enrollment))
    context["refused"] = refused
    return render(request, f"{PAGE}#draft", context, status=status)


def _add_files(request: SignedInRequest, enrollment: Enrollment, page: AssignmentPage) -> list[str]:
    """Add what was sent; return a sentence for each file that was not taken.

    Raises NotWhole.
    """
    files = _files(request)
    keep = [file_id for text in request.POST.getlist("keep") if (file_id := uuid_of(text))]
    if not files and not keep and "begin" not in request.POST:
        return [_("No file was chosen. Choose a photo or file first, then upload it.")]
    client: Client = client_of(request.POST)
    try:
        draft = submissions.start_submission(
            enrollment=enrollment, assignment=page, keep=keep, **client._asdict()
        )
    except Refused as refusal:
        return [str(refusal.message)]
    refused = []
    for slot, file in files:
        try:
            _add(draft, file, slot=slot, client_id=client.client_id)
        except NotWhole:
            raise
        except Refused as refusal:
            refused.append(f"{shown_name(file)}: {refusal.message}")
    return refused


def _add(draft: Submission, file: Any, *, slot: int, client_id: UUID) -> None:
    if isinstance(file, Sent):
        add_sent(submission=draft, sent=file, slot=slot, client_id=client_id)
    else:
        submission_files.add_file(submission=draft, file=file, slot=slot, client_id=client_id)


def _files(request: SignedInRequest) -> list[tuple[int, Any]]:
    """Return what was sent, now or in pieces before, each with its place in the pairs, or 0."""
    found: list[tuple[int, Any]] = [(0, file) for file in request.FILES.getlist("files")]
    found += [(slot, request.FILES[name]) for name in request.FILES if (slot := _slot(name))]
    if sending := uuid_of(request.POST.get("sent", "")):
        size = whole_of(request.POST.get("size", "")) or 0
        sent = Sent(sending, size, request.POST.get("filename", ""))
        found.append((_slot(request.POST.get("place", "")), sent))
    return found


def _slot(field: str) -> int:
    """Return the place in the pairs that a field stands for (`slot_…`), or 0."""
    return whole_of(field.removeprefix("slot_"), digits=3) or 0 if field.startswith("slot_") else 0


def _own_submission(
    request: SignedInRequest, batch_id: UUID, activity_id: UUID, submission_id: UUID
) -> Submission:
    # By its own name: who has moved comes with the address of the batch before, too.
    own = Submission.objects.visible_to(request.user).filter(
        enrollment__user=request.user,
        assignment__activity_id=activity_id,
    )
    return get_object_or_404(
        own.select_related("enrollment__batch", "assignment"), public_id=submission_id
    )


@participant_required
@require_POST
def submission_arrange(
    request: SignedInRequest, batch_id: UUID, activity_id: UUID, submission_id: UUID
) -> HttpResponse:
    """Remove a file of the draft (`hapus`) or move it (`maju`, `mundur`)."""
    draft = _own_submission(request, batch_id, activity_id, submission_id)
    with refusals(request):
        if file_id := uuid_of(request.POST.get("hapus", "")):
            submission_files.remove_file(submission=draft, file_id=file_id)
        elif file_id := uuid_of(request.POST.get("maju", "")):
            submission_files.move_file(submission=draft, file_id=file_id, step=-1)
        elif file_id := uuid_of(request.POST.get("mundur", "")):
            submission_files.move_file(submission=draft, file_id=file_id, step=1)
    return redirect("courses:assignment", batch_id, activity_id)


@participant_required
@require_POST
def submission_hand_in(
    request: SignedInRequest, batch_id: UUID, activity_id: UUID, submission_id: UUID
) -> HttpResponse:
    """Hand the draft in; what is refused comes back with the note and the ticks kept."""
    draft = _own_submission(request, batch_id, activity_id, submission_id)
    form = HandInForm(request.POST, statement=draft.assignment.own_statement)
    if form.is_valid() and _handed_in(request, draft, form):
        messages.success(request, _("Handed in. You will read here what your trainer says."))
        return redirect("courses:assignment", batch_id, activity_id)
    enrollment = own_seat(request, batch_id)
    context = _context(brief_of(enrollment, activity_id), learning.read(enrollment), form)
    return render(request, PAGE, context, status=422)


def _handed_in(request: SignedInRequest, draft: Submission, form: HandInForm) -> bool:
    """Hand `draft` in; False where it is refused, which the form says then."""
    try:
        submissions.hand_in(
            submission=draft,
            note=form.cleaned_data["note"],
            is_own=form.cleaned_data["own_work"],
            **client_of(request.POST)._asdict(),
        )
    except Refused as refusal:
        put_on(form, refusal)
        return False
    return True


@participant_required
@require_POST
def submission_take_back(
    request: SignedInRequest, batch_id: UUID, activity_id: UUID, submission_id: UUID
) -> HttpResponse:
    """Make a hand-in that nobody has reviewed a draft again."""
    handed_in = _own_submission(request, batch_id, activity_id, submission_id)
    with refusals(request) as refused:
        submissions.take_back(submission=handed_in)
    if not refused():
        messages.success(request, _("Taken back. Change what you like, then hand it in again."))
    return redirect("courses:assignment", batch_id, activity_id)
