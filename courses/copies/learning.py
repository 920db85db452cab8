"""What was learnt: lessons, quizzes, practice, hand-ins and marks."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academy.people.holdings.copies import Rows, section
from academy.people.models import User
from courses.copies.hidden import as_shown
from courses.models import (
    AttemptAnswer,
    BlockAnswer,
    Completion,
    LessonNote,
    Mark,
    MarkCorrection,
    PracticeCard,
    PracticeReview,
    Review,
    Submission,
    SubmissionFile,
    VoiceNote,
)
from courses.quizzes.rules.answers import places_of


@section("finished_activities", _("Finished activities"), Completion)
def finished_activities(user: User) -> Rows:
    found = Completion.objects.filter(enrollment__user=user).order_by("pk")
    return list(found.values("activity__title", "happened_at", "received_at"))


@section("answers_in_lessons", _("Answers in lessons"), BlockAnswer)
def answers_in_lessons(user: User) -> Rows:
    found = BlockAnswer.objects.filter(enrollment__user=user).order_by("pk")
    return list(found.values("lesson__title", "words", "happened_at", "received_at"))


@section("notes", _("Notes on lessons"), LessonNote)
def notes(user: User) -> Rows:
    found = LessonNote.objects.filter(enrollment__user=user).order_by("pk")
    return list(found.values("lesson__title", "text", "kept_at"))


@section("marks", _("Marks"), Mark)
def marks(user: User) -> Rows:
    found = Mark.objects.filter(enrollment__user=user).order_by("pk")
    rows = found.values("enrollment", "activity", "activity__title", "value", "given_at")
    return as_shown(user, list(rows), "value")


@section("corrected_marks", _("Corrected marks"), MarkCorrection)
def corrected_marks(user: User) -> Rows:
    found = MarkCorrection.objects.filter(enrollment__user=user).order_by("pk")
    rows = [
        {
            "enrollment": item.enrollment_id,
            "activity": item.activity_id,
            "activity__title": item.activity.title,
            "before": item.before,
            "after": item.after,
            "reason": item.told_reason,
            "corrected_at": item.corrected_at,
        }
        for item in found.select_related("activity", "sheet")
    ]
    return as_shown(user, rows, "before", "after")


@section(
    "quiz_answers",
    _("Answers in quizzes"),
    AttemptAnswer,
    labels={"asked": _("question"), "answered": _("your answer")},
)
def quiz_answers(user: User) -> Rows:
    found = AttemptAnswer.objects.filter(attempt__enrollment__user=user).order_by("pk")
    rows = found.values(
        "attempt__quiz__title", "attempt__number", "position", "question", "answer", "saved_at"
    )
    return [
        {
            "attempt__quiz__title": row["attempt__quiz__title"],
            "attempt__number": row["attempt__number"],
            "position": row["position"],
            "saved_at": row["saved_at"],
            "asked": row["question"]["text"],
            "answered": _answered(row["question"], row["answer"]),
        }
        for row in rows
    ]


def _answered(question: dict[str, Any], answer: dict[str, Any]) -> str:
    """Return an answer in the words of its page: what was chosen, or which item was put where."""
    chosen, placed = answer.get("options", ()), answer.get("places", {})
    places = places_of(question) if placed else {}
    said = [_words_of(one) for one in question["options"] if one["id"] in chosen] + [
        f"{_words_of(one)}: {places.get(placed[one['id']], '')}"
        for one in question["options"]
        if one["id"] in placed
    ]
    return "; ".join(said) or str(answer.get("text") or answer.get("number") or "")


def _words_of(option: dict[str, Any]) -> str:
    """Return the text of an option; where it is a picture alone, what stands for it."""
    return str(option["text"] or option.get("picture", {}).get("alt", ""))


@section(
    "practised_questions",
    _("Questions practised"),
    PracticeCard,
    labels={"asked": _("question"), "answered": _("your answer")},
)
def practised_questions(user: User) -> Rows:
    found = PracticeCard.objects.filter(user=user).order_by("pk")
    rows = found.values("answer_count", "wrong_count", "answered_on", "due_on", "asked")
    return [
        row
        | {
            "asked": row["asked"]["question"]["text"],
            "answered": _answered(row["asked"]["question"], row["asked"]["answer"]),
        }
        for row in rows
    ]


@section("days_of_practice", _("Answers in practice"), PracticeReview)
def days_of_practice(user: User) -> Rows:
    found = PracticeReview.objects.filter(user=user).order_by("pk")
    return list(found.values("on", "was_right", "happened_at", "received_at"))


@section("submissions", _("Hand-ins"), Submission)
def submissions(user: User) -> Rows:
    found = Submission.objects.filter(enrollment__user=user).order_by("pk")
    return list(found.values("assignment__title", "number", "state", "note", "submitted_at"))


@section(
    "submitted_files",
    _("Files handed in"),
    SubmissionFile,
    file=lambda row: reverse("courses:submission_file", args=[row["public_id"]]),
)
def submitted_files(user: User) -> Rows:
    found = SubmissionFile.objects.filter(submission__enrollment__user=user).order_by("pk")
    return list(
        found.values(
            "submission__assignment__title", "submission__number", "filename", "content_type",
            "size", "sha256", "received_at", "public_id",
        )
    )  # fmt: skip


@section("reviews", _("Reviews"), Review)
def reviews(user: User) -> Rows:
    # What was undone stays in the record: nobody reads it as said.
    said = Review.objects.filter(submission__enrollment__user=user, undone_at__isnull=True)
    found = said.order_by("pk")
    rows = found.values(
        "submission__assignment__title", "submission__number", "verdict", "mark", "scores",
        "feedback", "pins", "reviewed_at",
    )  # fmt: skip
    return [
        row
        | {
            "scores": [f"{one['title']}: {one['points']}/{one['of']}" for one in row["scores"]],
            "pins": [one["text"] for one in row["pins"]],
        }
        for row in rows
    ]


@section(
    "voice_notes",
    _("Voice notes of reviews"),
    VoiceNote,
    file=lambda row: reverse("courses:voice_note", args=[row["public_id"]]),
)
def voice_notes(user: User) -> Rows:
    found = VoiceNote.objects.given().filter(submission__enrollment__user=user).order_by("pk")
    return list(
        found.values(
            "submission__assignment__title", "submission__number", "seconds", "size",
            "received_at", "public_id",
        )
    )  # fmt: skip
