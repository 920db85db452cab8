"""The learning part of the copy of a person's data (`academy.people.holdings.copies`).

Answers are the person's; the keys of questions are not and never leave by this door.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academy.people.holdings.copies import Rows, section
from academy.people.models import User
from courses.models import (
    Application,
    ApplicationDocument,
    AttemptAnswer,
    Attendance,
    AttendanceRequest,
    BatchMove,
    Completion,
    Enrollment,
    Mark,
    MarkCorrection,
    PersonCorrection,
    PersonMerge,
    PracticeCard,
    PracticeReview,
    Reason,
    Review,
    Submission,
    SubmissionFile,
)


@section("applications", _("Applications"), Application)
def applications(user: User) -> Rows:
    found = Application.objects.filter(user=user).order_by("pk")
    return list(
        found.values(
            "batch__program__name", "batch__number", "state", "pesantren__name",
            "pesantren_note", "membership_role", "pillar", "has_phone", "motivation",
            "experience", "score", "reserve_position", "reason", "created_at", "submitted_at",
            "decided_at",
        )
    )  # fmt: skip


@section(
    "application_documents",
    _("Papers of applications"),
    ApplicationDocument,
    file=lambda row: reverse("courses:document_file", args=[row["public_id"]]),
)
def application_documents(user: User) -> Rows:
    found = ApplicationDocument.objects.filter(application__user=user).order_by("pk")
    return list(found.values("filename", "content_type", "size", "received_at", "public_id"))


@section("enrollments", _("Seats in batches"), Enrollment)
def enrollments(user: User) -> Rows:
    found = Enrollment.objects.filter(user=user).order_by("pk")
    return list(
        found.values(
            "batch__program__name", "batch__number", "state", "pesantren__name", "pillar",
            "enrolled_at", "completed_at", "first_seen_at", "last_seen_at", "progress",
            "mean_mark", "attendance_percent", "is_eligible",
        )
    )  # fmt: skip


@section("reasons", _("Reasons that were written"), Reason)
def reasons(user: User) -> Rows:
    return list(Reason.objects.filter(person=user).order_by("pk").values("text", "written_at"))


@section("finished_activities", _("Finished activities"), Completion)
def finished_activities(user: User) -> Rows:
    found = Completion.objects.filter(enrollment__user=user).order_by("pk")
    return list(found.values("activity__title", "happened_at", "received_at"))


@section("marks", _("Marks"), Mark)
def marks(user: User) -> Rows:
    found = Mark.objects.filter(enrollment__user=user).order_by("pk")
    return list(found.values("activity__title", "value", "given_at"))


@section("corrected_marks", _("Corrected marks"), MarkCorrection)
def corrected_marks(user: User) -> Rows:
    found = MarkCorrection.objects.filter(enrollment__user=user).order_by("pk")
    return list(found.values("activity__title", "before", "after", "reason", "corrected_at"))


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
    texts = [one["text"] for one in question["options"] if one["id"] in answer.get("options", [])]
    return "; ".join(texts) or str(answer.get("text") or answer.get("number") or "")


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
    found = Review.objects.filter(submission__enrollment__user=user).order_by("pk")
    rows = found.values(
        "submission__assignment__title", "submission__number", "verdict", "mark", "scores",
        "feedback", "reviewed_at",
    )  # fmt: skip
    return [
        row | {"scores": [f"{one['title']}: {one['points']}/{one['of']}" for one in row["scores"]]}
        for row in rows
    ]


@section("attendance", _("Attendance"), Attendance)
def attendance(user: User) -> Rows:
    found = Attendance.objects.filter(enrollment__user=user).order_by("pk")
    return list(
        found.values("session__title", "session__starts_at", "status", "source", "noted_at")
    )


@section("corrections_of_the_person", _("Corrections of your data"), PersonCorrection)
def corrections_of_the_person(user: User) -> Rows:
    found = PersonCorrection.objects.filter(person=user).order_by("pk")
    return list(found.values("changes", "reason", "corrected_at"))


@section(
    "moves_to_other_batches",
    _("Moves to other batches"),
    BatchMove,
    labels={"from_batch__number": _("from batch"), "to_batch__number": _("to batch")},
)
def moves_to_other_batches(user: User) -> Rows:
    found = BatchMove.objects.filter(person=user).order_by("pk")
    return list(
        found.values(
            "from_batch__program__name", "from_batch__number", "to_batch__number", "reason",
            "moved_at",
        )
    )  # fmt: skip


@section(
    "merged_accounts",
    _("Accounts merged with yours"),
    PersonMerge,
    labels={"account__username": _("User name")},
)
def merged_accounts(user: User) -> Rows:
    found = PersonMerge.objects.filter(person=user).order_by("pk")
    return list(found.values("account__username", "reason", "merged_at", "left"))


@section("contested_attendance", _("Attendance that was asked about"), AttendanceRequest)
def contested_attendance(user: User) -> Rows:
    found = AttendanceRequest.objects.filter(enrollment__user=user).order_by("pk")
    return list(
        found.values(
            "session__title", "before", "wanted", "reason", "asked_at", "is_accepted",
            "decided_at",
        )
    )  # fmt: skip
