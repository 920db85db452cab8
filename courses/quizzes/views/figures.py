"""How the questions of a quiz fare, for those who teach it and those who run its batches."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from academy.people.guards import staff_required
from academy.people.requests import SignedInRequest
from academy.web import lists
from courses.models import Batch
from courses.quizzes.forms import QuizFilter
from courses.quizzes.queries import statistics

QUIZZES = (
    lists.Column("quiz", _("Quiz"), lambda row: row.title, sort="title"),
    lists.Column(
        "course",
        _("Course"),
        lambda row: row.course_title,
        sort="course_title",
        css="only-wide",
    ),
    lists.Column(
        "attempts",
        _("Attempts"),
        lambda row: row.attempt_count,
        sort="attempt_count",
        css="num only-wide",
    ),
    lists.Column("mean", _("Mean mark"), lambda row: row.mean, sort="mean", css="num"),
)
QUESTIONS = (
    lists.Column("question", _("Question"), lambda row: row.text),
    lists.Column("answers", _("Answers"), lambda row: row.count),
    lists.Column("right", _("Right, %"), lambda row: round(row.right)),
    lists.Column(
        "discrimination",
        _("Discrimination"),
        lambda row: None if row.discrimination is None else round(row.discrimination, 2),
    ),
    lists.Column("blank", _("Left blank"), lambda row: row.blank_count),
    lists.Column(
        "taken",
        _("What was taken"),
        lambda row: "; ".join(f"{one.text}: {one.count}" for one in row.taken),
    ),
)


@staff_required
@require_GET
def quiz_list(request: SignedInRequest) -> HttpResponse:
    """The quizzes of the reader's courses and batches, with how they fared."""
    found = lists.build(
        request,
        statistics.with_attempts(statistics.quizzes_of(request.user), request.user),
        filterset_class=QuizFilter,
        columns=QUIZZES,
        default_sort="course_title",
    )
    if found.wants_export:
        return lists.spreadsheet(request, QUIZZES, found.rows, filename="kuis.xlsx")
    return render(request, "courses/quizzes/quiz_list.html", {"list": found})


@staff_required
@require_GET
def quiz_figures(request: SignedInRequest, activity_id: UUID) -> HttpResponse:
    """Each question of a quiz: share right, discrimination, what was taken; gain by batch."""
    quiz = get_object_or_404(statistics.quizzes_of(request.user), activity_id=activity_id)
    batches = statistics.batches_of(quiz, request.user)
    chosen = next((one for one in batches if str(one.public_id) == request.GET.get("batch")), None)
    looked_at = [chosen] if chosen else list(batches)
    figures = statistics.figures_of(quiz, looked_at)
    if statistics.still_learns(request.user, quiz):
        figures = statistics.without_key(figures)
    if request.GET.get("format") == "xlsx":
        return lists.spreadsheet(request, QUESTIONS, figures.questions, filename="soal-kuis.xlsx")
    context = {
        "quiz": quiz,
        "batches": batches,
        "chosen": chosen,
        "tabs": _tabs(batches, chosen),
        "figures": figures,
        "gains": statistics.gains_of(quiz, looked_at) if quiz.kind != "quiz" else [],
    }
    return render(request, "courses/quizzes/quiz_figures.html", context)


def _tabs(batches: Iterable[Batch], chosen: Batch | None) -> list[dict[str, object]]:
    everything = {"label": gettext("All batches"), "url": "?", "current": chosen is None}
    return [
        everything,
        *(
            {"label": batch, "url": f"?batch={batch.public_id}", "current": batch == chosen}
            for batch in batches
        ),
    ]
