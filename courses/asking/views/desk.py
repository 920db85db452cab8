"""The questions that wait for those who teach, and answering them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.core.errors import Refused
from academy.core.text.typed import uuid_of
from academy.people.guards import staff_required
from academy.people.requests import SignedInRequest
from academy.web import formats, lists
from academy.web.files.posts import takes_files
from academy.web.forms.refusals import put_on
from courses.acts.client import client_of
from courses.asking import queries
from courses.asking.actions import posts
from courses.asking.actions.drafts import MOST_IN_DRAFT, Kept, ShownDraft, keep_draft
from courses.asking.forms import DeskFilter, PostForm
from courses.asking.views.sent import pictures_of
from courses.learning.access import gives_words_back
from courses.models import AnswerDraft, Post
from courses.models.said.asking import LONGEST_DRAFT

COLUMNS = (
    lists.Column("question", gettext_lazy("Question"), lambda row: row.text),
    lists.Column(
        "author",
        gettext_lazy("Participant"),
        lambda row: row.author.full_name,
        sort="author__full_name",
        css="only-wide",
    ),
    lists.Column(
        "activity", gettext_lazy("Activity"), lambda row: row.title, sort="title", css="only-wide"
    ),
    lists.Column("waiting", gettext_lazy("Asked"), lambda row: row.posted_at, sort="posted_at"),
)


def _asked(request: SignedInRequest) -> None:
    """Show what waits where nothing else is asked for."""
    if "answered" not in request.GET:
        query: QueryDict = request.GET.copy()
        query["answered"] = "no"
        request.GET = query  # type: ignore[assignment]  # as a link would have asked


@staff_required
def questions_desk(request: SignedInRequest) -> HttpResponse:
    """The questions of the reader's courses and batches; those that wait first."""
    _asked(request)
    found = lists.build(
        request,
        queries.desk(request.user),
        filterset_class=DeskFilter,
        columns=COLUMNS,
        default_sort="posted_at",
    )
    if found.wants_export:
        return lists.spreadsheet(request, COLUMNS, found.rows, filename="pertanyaan.xlsx")
    context = {"list": found, "waits": request.GET.get("answered") == "no"}
    return render(request, "courses/asking/desk.html", context)


@takes_files
@staff_required
@gives_words_back
def desk_question(request: SignedInRequest, question_id: UUID) -> HttpResponse:
    """A question with all that belongs to it, and the form that answers it."""
    led = Post.objects.questions().led_by(request.user)
    question = get_object_or_404(
        led.select_related("author", "batch__program", "activity", "course"), public_id=question_id
    )
    draft = queries.draft_of(question, request.user)
    if request.method == "POST":
        form = PostForm(request.POST, pictures=pictures_of(request), label=_("Your answer"))
        shown = _shown(request)
        if _is_taken(request, form, question, shown):
            return redirect("courses:desk_question", question_id)
    else:
        form, shown = _begun(draft)
    context: dict[str, Any] = {
        "question": question,
        "batch": question.batch,
        "thread": queries.thread_of(question, request.user, leads=True),
        "form": form,
        "draft": draft,
        "shown": shown,
        "shown_pictures": {*shown.pictures, *(picture.public_id for picture in form.pictures)},
        "runs_batch": request.user.has_perm("courses.run_batch", question.batch),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "courses/asking/desk_question.html", context, status=status)


def _begun(draft: AnswerDraft | None) -> tuple[PostForm, ShownDraft]:
    """Return the form with what is kept of the answer, and what of it that shows."""
    text, pictures = (draft.text, list(draft.pictures.all())) if draft else ("", [])
    form = PostForm(label=_("Your answer"), initial={"text": text}, pictures=pictures)
    return form, ShownDraft(text, [picture.public_id for picture in pictures])


def _shown(request: SignedInRequest) -> ShownDraft:
    keys = [key for text in request.POST.getlist("shown") if (key := uuid_of(text))]
    return ShownDraft(request.POST.get("shown_text", ""), keys)


def _is_taken(request: SignedInRequest, form: PostForm, question: Post, shown: ShownDraft) -> bool:
    """Keep or send what was typed, as was asked; what is refused as a draft is never sent."""
    take = _is_kept if request.POST.get("action") == "draft" else _is_answered
    return take(request, form, question, shown)


def _is_kept(request: SignedInRequest, form: PostForm, question: Post, shown: ShownDraft) -> bool:
    try:
        kept = keep_draft(
            question=question,
            by=request.user,
            text=request.POST.get("text", ""),
            pictures=form.pictures,
            shown=shown,
        )
    except Refused as refusal:
        put_on(form, refusal)
        return False
    messages.success(request, _("Your draft is kept. Nobody else reads it."))
    _say(request, kept)
    return True


def _say(request: SignedInRequest, kept: Kept) -> None:
    if kept.has_others_words:
        messages.warning(
            request,
            _("You had kept other words on another device. Both stand below, one after the other."),
        )
    if kept.is_cut:
        messages.warning(
            request,
            _(
                "A draft holds %(count)s signs. What you typed last is kept first; of the rest the "
                "end was left out."
            )
            % {"count": formats.number(LONGEST_DRAFT)},
        )
    if kept.has_too_many_pictures:
        messages.warning(
            request,
            _(
                "A draft holds %(count)s pictures. The others were left out: untick some, then add "
                "them."
            )
            % {"count": MOST_IN_DRAFT},
        )


def _is_answered(
    request: SignedInRequest, form: PostForm, question: Post, shown: ShownDraft
) -> bool:
    if not form.is_valid():
        return False
    try:
        posts.answer_as_staff(
            question=question,
            by=request.user,
            text=form.cleaned_data["text"],
            pictures=form.pictures,
            client_id=client_of(request.POST).client_id,
            shown=shown,
        )
    except Refused as refusal:
        put_on(form, refusal)
        return False
    messages.success(request, _("Your answer is sent. Who asked is told of it."))
    return True
