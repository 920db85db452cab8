"""Writing a note beside a lesson, and reading all of one's own."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from academy.core.text.typed import clean_typed
from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from academy.web.forms.refusals import put_on
from cms.models import LessonPage
from courses.learning.access import readable_seat
from courses.learning.places import not_open_yet, step_or_404
from courses.learning.queries import way as learning
from courses.learning.queries.steps import Step
from courses.models import Enrollment
from courses.notes import actions, queries
from courses.notes.forms import NoteForm

MAX_LENGTH, PER_PAGE = 80, 20


@participant_required
def note(request: SignedInRequest, batch_id: UUID, activity_id: UUID) -> HttpResponse:
    """One's own note on a lesson; when the lesson is gone it is read among all notes."""
    seat = readable_seat(request, batch_id)
    read = learning.read(seat)
    step, place = step_or_404(read, activity_id)
    if step.activity.kind != "lesson":
        raise Http404
    if place is not None and not step.can_open:
        return not_open_yet(request, read, place)
    form = _form(request, seat, step)
    changed = None
    if request.method == "POST" and form.is_valid():
        changed = _keep(request, seat, step, form)
        if changed is None:
            return redirect(step.url)
    context = {"batch": seat.batch, "step": step, "lesson_url": step.url, "form": form}
    context["there_now"] = changed and changed.note
    return render(request, "courses/notes/note.html", context)


def _form(request: SignedInRequest, seat: Enrollment, step: Step) -> NoteForm:
    if request.method == "POST":
        return NoteForm(request.POST)
    kept = queries.note_on(seat, step.activity.id)
    return NoteForm(initial={"text": kept.text, "shown": kept.version} if kept else None)


def _keep(
    request: SignedInRequest, seat: Enrollment, step: Step, form: NoteForm
) -> actions.ChangedElsewhere | None:
    """Keep the note; or return what is in the way, with the form made ready to go over it."""
    lesson = get_object_or_404(LessonPage, pk=step.activity.id)
    try:
        kept = actions.keep_note(enrollment=seat, lesson=lesson, **form.cleaned_data)
    except actions.ChangedElsewhere as refusal:
        put_on(form, refusal)
        form.data = request.POST.copy()
        form.data["shown"] = refusal.note.version if refusal.note else ""
        return refusal
    messages.success(request, _("Your note is kept.") if kept else _("Your note is empty now."))
    return None


@participant_required
@require_GET
def notes(request: SignedInRequest) -> HttpResponse:
    """All notes of the reader, searched by `?q=`."""
    text = clean_typed(request.GET.get("q", ""))[:MAX_LENGTH]
    page = Paginator(queries.notes_of(request.user, text), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "query": request.GET,
        "text": text,
        # No link leads to a lesson that is gone, or to a batch that was left.
        "reachable": queries.reachable(page.object_list, request.user),
        "own_url": reverse("courses:notes"),
    }
    return render(request, "courses/notes/notes.html", context)
