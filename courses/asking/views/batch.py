"""Questions of one's own batch: lists, asking, one question with its answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from academy.core.errors import Refused
from academy.core.text.typed import clean_typed
from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from academy.web.files.posts import takes_files
from academy.web.forms.refusals import put_on
from cms.models import ActivityPage
from courses.acts.actions import SeatNotActive
from courses.acts.client import client_of
from courses.acts.rules import is_working
from courses.asking import queries
from courses.asking.actions import posts
from courses.asking.forms import PostForm
from courses.asking.views.sent import pictures_of
from courses.learning.access import gives_words_back, readable_seat
from courses.learning.places import not_open_yet, step_or_404
from courses.learning.queries import way as learning
from courses.models import Enrollment, Post

PER_PAGE = 20
WORDS_SEARCHED = 100


def _page_of(request: SignedInRequest, rows: Any) -> Any:
    leads = False
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [
        (
            post,
            queries.name_of(
                post.author, reader=request.user, by_staff=post.is_by_staff, leads=leads
            ),
        )
        for post in page
    ]
    return page


@participant_required
@require_GET
def activity_questions(request: SignedInRequest, batch_id: UUID, activity_id: UUID) -> HttpResponse:
    """The questions under one activity, the newest first."""
    seat = readable_seat(request, batch_id)
    read = learning.read(seat)
    step, place = step_or_404(read, activity_id)
    if place and not step.can_open:
        return not_open_yet(request, read, place)
    here = queries.questions_in(seat.batch).filter(activity=step.activity.id)
    context = {
        "batch": seat.batch,
        "step": step,
        "page": _page_of(request, queries.listed(here)),
        "can_ask": is_working(request.user, seat),
    }
    return render(request, "courses/asking/activity_questions.html", context)


@participant_required
@require_GET
def batch_questions(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """All questions of the batch, or those in which the words of the search stand."""
    seat = readable_seat(request, batch_id)
    search = clean_typed(request.GET.get("q", ""))[:WORDS_SEARCHED]
    rows = queries.questions_in(seat.batch)
    if search:
        rows = queries.matching(rows, search)
    context = {
        "batch": seat.batch,
        "search": search,
        "query": request.GET,
        "page": _page_of(request, queries.listed(rows)),
    }
    return render(request, "courses/asking/batch_questions.html", context)


@takes_files
@participant_required
@gives_words_back
def ask(request: SignedInRequest, batch_id: UUID, activity_id: UUID) -> HttpResponse:
    """Ask under an activity; questions like it are shown once before it is sent."""
    seat = readable_seat(request, batch_id)
    read = learning.read(seat)
    step, place = step_or_404(read, activity_id)
    if place and not step.can_open:
        return not_open_yet(request, read, place)
    context: dict[str, Any] = {"batch": seat.batch, "step": step, "form": PostForm()}
    if request.method == "POST":
        form = PostForm(request.POST, pictures=pictures_of(request))
        context |= {"form": form, "similar": _similar(request, form, seat, step.activity.id)}
        if form.is_valid() and not context["similar"]:
            asked = _asked(request, form, seat, step.activity.id)
            if asked is not None:
                messages.success(request, _("Sent. You will be told when somebody answers."))
                return redirect("courses:question", asked.public_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "courses/asking/ask.html", context, status=status)


def _similar(request: SignedInRequest, form: PostForm, seat: Enrollment, activity: int) -> Any:
    if not form.is_valid() or form.has_looked:
        return []
    course = ActivityPage.objects.get(pk=activity).get_parent().get_parent()
    found = queries.similar(seat.batch, form.cleaned_data["text"], course_id=course.pk)
    return [post for post in found if post.author_id != request.user.pk]


def _asked(request: SignedInRequest, form: PostForm, seat: Enrollment, activity: int) -> Any:
    """Send the question; None where it is refused, which the form says then."""
    try:
        return posts.ask(
            enrollment=seat,
            activity=ActivityPage.objects.get(pk=activity),
            text=form.cleaned_data["text"],
            pictures=form.pictures,
            **client_of(request.POST)._asdict(),
        )
    except Refused as refusal:
        put_on(form, refusal)
    return None


def _question(request: SignedInRequest, question_id: UUID) -> Post:
    visible = Post.objects.questions().visible_to(request.user)
    return get_object_or_404(
        visible.select_related("author", "batch__program", "activity"), public_id=question_id
    )


@takes_files
@participant_required
@gives_words_back
def question(request: SignedInRequest, question_id: UUID) -> HttpResponse:
    """A question with its answers, and the form for another one."""
    found = _question(request, question_id)
    seat = queries.seat_in(found.batch_id, request.user)
    if seat is None and found.author_id != request.user.pk:
        if request.user.has_perm("courses.answer_as_staff", found):
            return redirect("courses:desk_question", question_id)
        raise Http404
    form = PostForm(label=_("Your answer"))
    if request.method == "POST":
        form = PostForm(request.POST, pictures=pictures_of(request), label=_("Your answer"))
        if form.is_valid() and _answered(request, form, found, seat):
            messages.success(request, _("Your answer is sent."))
            return redirect("courses:question", question_id)
    context = {
        "question": found,
        "batch": found.batch,
        "thread": queries.thread_of(found, request.user, leads=False),
        "form": form,
        "can_answer": seat is not None and is_working(request.user, seat),
        "has_seat": seat is not None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "courses/asking/question.html", context, status=status)


def _answered(
    request: SignedInRequest, form: PostForm, question: Post, seat: Enrollment | None
) -> bool:
    if seat is None:
        put_on(form, SeatNotActive())
        return False
    try:
        posts.answer(
            question=question,
            enrollment=seat,
            text=form.cleaned_data["text"],
            pictures=form.pictures,
            **client_of(request.POST)._asdict(),
        )
    except Refused as refusal:
        put_on(form, refusal)
        return False
    return True


@participant_required
@require_POST
def question_follow(request: SignedInRequest, question_id: UUID) -> HttpResponse:
    """Want to know the same (`follows=1`), or no more."""
    found = _question(request, question_id)
    if queries.seat_in(found.batch_id, request.user) is None:
        raise Http404
    follows = request.POST.get("follows") == "1"
    posts.follow(question=found, by=request.user, follows=follows)
    if follows:
        messages.success(request, _("Noted. You too will be told when somebody answers."))
    return redirect("courses:question", question_id)
