"""Five questions a day from what was learnt; and which of them nobody remembers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from academy.people.guards import participant_required, role_required
from academy.people.models import Role
from academy.people.requests import SignedInRequest
from academy.web import lists
from courses.acts.client import client_of
from courses.learning.access import refusals
from courses.models import PracticeCard
from courses.practice import actions, queries
from courses.practice.forms import ForgottenFilter, given_in, seen_of
from courses.practice.queries.forgotten import forgotten as all_forgotten

COLUMNS = (
    lists.Column("question", _("Question"), lambda row: row.text, sort="text"),
    lists.Column(
        "course", _("Course"), lambda row: row.course.title, sort="course__title", css="only-wide"
    ),
    lists.Column("people", _("People"), lambda row: row.people, sort="people", css="num only-wide"),
    lists.Column("answers", _("Answers"), lambda row: row.answers, sort="answers", css="num"),
    lists.Column(
        "forgotten",
        _("Forgotten, %"),
        lambda row: round(row.forgotten),
        sort="doubt",
        css="num",
    ),
)


@participant_required
@require_GET
def practice(request: SignedInRequest) -> HttpResponse:
    """Ask the next of today's questions, or say when there is something again."""
    found = queries.practice_of(request.user)
    context = {"practice": found, "number": found.done_today + 1}
    for question_id in found.following[:1]:
        row = queries.question_now(question_id, position=found.done_today + 1)
        if row is not None:
            context |= {
                "question_id": question_id,
                "question": queries.shown(row),
                "seen": actions.fingerprint(row),
                "answer_count": found.counts.get(question_id, 0),
            }
    return render(request, "courses/practice/practice.html", context)


@participant_required
@require_POST
def practice_answer(request: SignedInRequest, question_id: UUID) -> HttpResponse:
    """Keep one answer and show at once whether it was right."""
    with refusals(request):
        try:
            actions.answer(
                user=request.user,
                question_id=question_id,
                given=given_in(request.POST),
                seen=seen_of(request.POST),
                **client_of(request.POST)._asdict(),
            )
        except actions.AnsweredElsewhere as refusal:
            messages.info(request, str(refusal.message))
        return redirect("courses:practice_result", question_id)
    return redirect("courses:practice")


@participant_required
@require_GET
def practice_result(request: SignedInRequest, question_id: UUID) -> HttpResponse:
    """Show the last answer to a question: right or not, why, and where it stands."""
    card = get_object_or_404(PracticeCard.objects.visible_to(request.user), question_id=question_id)
    found = queries.practice_of(request.user)
    source = found.sources.get(question_id)
    context = {
        "practice": found,
        "card": card,
        # A quiz that asks it may have been opened since: then its key is closed again.
        "question": queries.answered(card, max(1, found.done_today), source),
        "has_key": source is not None,
        "source": source,
    }
    return render(request, "courses/practice/result.html", context)


@role_required(Role.TRAINER, Role.PROGRAM_MANAGER)
@require_GET
def forgotten(request: SignedInRequest) -> HttpResponse:
    """The practised questions of the reader's courses by the share of wrong answers."""
    found = lists.build(
        request,
        all_forgotten(request.user),
        filterset_class=ForgottenFilter,
        columns=COLUMNS,
        default_sort="-doubt",
    )
    if found.wants_export:
        return lists.spreadsheet(request, COLUMNS, found.rows, filename="yang-terlupa.xlsx")
    return render(request, "courses/practice/forgotten.html", {"list": found})
