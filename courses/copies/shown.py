"""What others see or may see: the gallery, feedback of classmates, questions, reports."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academy.people.holdings.copies import Rows, section
from academy.people.models import User
from courses.models import (
    AnnouncementReading,
    AnswerDraft,
    GalleryWork,
    Hiding,
    PeerFeedback,
    Post,
    PostFollower,
    PostPicture,
    PostVersion,
    Report,
)


@section(
    "works_in_the_gallery",
    _("Works proposed for the gallery"),
    GalleryWork,
    labels={"taken_down_reason__text": _("reason")},
)
def works_in_the_gallery(user: User) -> Rows:
    found = GalleryWork.objects.filter(submission__enrollment__user=user).order_by("pk")
    return list(
        found.values(
            "submission__assignment__title", "state", "word", "proposed_at", "shown_name",
            "giver", "giver_name", "answered_at", "taken_down_at", "taken_down_reason__text",
        )
    )  # fmt: skip


@section(
    "feedback_given",
    _("Feedback on works of classmates"),
    PeerFeedback,
    labels={"said": _("levels"), "why_hidden": _("reason")},
)
def feedback_given(user: User) -> Rows:
    found = PeerFeedback.objects.of_giver(user).select_related("assignment").order_by("pk")
    return [
        _feedback(row) | {"why_hidden": row.why_hidden or ""} for row in found.with_why_hidden()
    ]


@section(
    "feedback_received",
    _("Feedback of classmates on your works"),
    PeerFeedback,
    labels={"said": _("levels")},
)
def feedback_received(user: User) -> Rows:
    """What the person may read on the page of the assignment, without names as there."""
    asked = PeerFeedback.objects.of_giver(user).asked().values("assignment")
    found = PeerFeedback.objects.readable().filter(submission__enrollment__user=user)
    rows = found.exclude(assignment__in=asked).select_related("assignment").order_by("pk")
    return [_feedback(row) for row in rows]


def _feedback(row: PeerFeedback) -> dict[str, object]:
    return {
        "assignment__title": row.assignment.title,
        "asked_at": row.asked_at,
        "said": [f"{title}: {level}" for title, level in row.said],
        "good": row.good,
        "advice": row.advice,
        "given_at": row.given_at,
    }


@section("posts", _("Questions and answers"), Post)
def posts(user: User) -> Rows:
    found = Post.objects.filter(author=user).order_by("pk")
    return list(
        found.values(
            "activity__title", "text", "posted_at", "edited_at", "taken_back_at", "hidden_at",
            "is_marked",
        )
    )  # fmt: skip


@section("earlier_words_of_posts", _("Earlier words of questions and answers"), PostVersion)
def earlier_words_of_posts(user: User) -> Rows:
    found = PostVersion.objects.filter(post__author=user).order_by("pk")
    return list(found.values("post__activity__title", "text", "replaced_at"))


@section(
    "pictures_of_posts",
    _("Pictures in questions and answers"),
    PostPicture,
    file=lambda row: reverse("courses:post_picture", args=[row["public_id"]]),
)
def pictures_of_posts(user: User) -> Rows:
    found = PostPicture.objects.filter(owner=user).order_by("pk")
    return list(found.values("filename", "size", "sha256", "received_at", "public_id"))


@section("answer_drafts", _("Answers that you have not sent yet"), AnswerDraft)
def answer_drafts(user: User) -> Rows:
    found = AnswerDraft.objects.filter(author=user).order_by("pk")
    return list(found.values("post__activity__title", "text", "saved_at"))


@section("followed_questions", _("Questions that you want to know too"), PostFollower)
def followed_questions(user: User) -> Rows:
    found = PostFollower.objects.filter(user=user).order_by("pk")
    return list(found.values("post__activity__title", "since"))


@section("hidden_posts", _("What of yours was hidden"), Hiding)
def hidden_posts(user: User) -> Rows:
    found = Hiding.objects.filter(person=user).order_by("pk")
    return list(found.values("reason", "hidden_at", "shown_at"))


@section("reports_made", _("What you have reported"), Report)
def reports_made(user: User) -> Rows:
    found = Report.objects.filter(reporter=user).order_by("pk")
    return list(found.values("reason", "text", "reported_at", "state", "decided_at"))


@section("announcements_read", _("Announcements that you have read"), AnnouncementReading)
def announcements_read(user: User) -> Rows:
    found = AnnouncementReading.objects.filter(user=user).order_by("pk")
    return list(found.values("announcement__title", "read_at"))
