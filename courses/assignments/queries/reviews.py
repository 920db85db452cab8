"""The review queue, as its lists and pages need it."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from wagtail.models import Page

from academy.people.models import User
from cms.models import AssignmentPage, CourseTrainer
from courses.assignments.queries.claims import holders_of
from courses.assignments.queries.work import HandIn, in_order
from courses.models import Review, ReviewClaim, ReviewDraft, Submission, SubmissionState
from courses.models.work.submission import SubmissionQuerySet

# How long a verdict can be taken back: a slip of the finger is seen at once, and
# afterwards the participant has begun to work on what was said.
UNDO_WINDOW = timedelta(minutes=15)
REVIEWED_SHOWN = 10
# What a page of the queue shows of each of `listed()`.
SHOWN = (
    "public_id",
    "number",
    "submitted_at",
    "title",
    "has_draft",
    "enrollment__user__full_name",
    "enrollment__pesantren__name",
    "enrollment__batch__name",
    "enrollment__batch__number",
)
_TITLES = Page.objects.order_by().values("title")
_TITLE = _TITLES.filter(pk=OuterRef("assignment"))
_TITLE_OF_REVIEWED = _TITLES.filter(pk=OuterRef("submission__assignment"))


def reviewable(user: User) -> SubmissionQuerySet:
    """Return the hand-ins of others that `user` reviews, whatever has become of them."""
    taught = CourseTrainer.objects.filter(user=user).values("course")
    return Submission.objects.filter(course__in=taught).exclude(enrollment__user=user)


def queue(user: User) -> SubmissionQuerySet:
    """Return the hand-ins of others that wait for `user` as a trainer, the oldest first."""
    return reviewable(user).waiting()


def listed(user: User) -> SubmissionQuerySet:
    """Return the queue of `user` as a list shows it.

    Each has the `title` of its assignment, and says whether `user` `has_draft` of its review.

    An assignment is a page of three tables: with them in the join, the database thinks longer
    about its plan (28 ms) than it works (2 ms).
    """
    drafts = ReviewDraft.objects.filter(submission=OuterRef("pk"), reviewer=user)
    return (
        queue(user)
        .select_related("enrollment__user", "enrollment__batch", "enrollment__pesantren")
        .only(
            "public_id",
            "number",
            "submitted_at",
            "enrollment__user__full_name",
            "enrollment__pesantren__name",
            "enrollment__batch__name",
            "enrollment__batch__number",
        )
        .annotate(title=Subquery(_TITLE), has_draft=Exists(drafts))
    )


def undoable(user: User) -> Review | None:
    """Return the last review of `user` while it may still be taken back."""
    return still_undoable(list(_reviewed(user)[:1]))


def still_undoable(reviewed: list[Review]) -> Review | None:
    """Return the first of `reviewed`, the newest first, while it may still be taken back."""
    last = reviewed[0] if reviewed else None
    is_new = last is not None and last.reviewed_at > timezone.now() - UNDO_WINDOW
    return last if is_new else None


def reviewed_lately(user: User) -> list[Review]:
    """Return the last reviews of `user`, among which a wrong one is found again."""
    found = (
        _reviewed(user)
        .select_related("submission__enrollment__user")
        .only(
            "verdict",
            "mark",
            "reviewed_at",
            "public_id",
            "submission__public_id",
            "submission__enrollment__user__full_name",
        )
        .annotate(title=Subquery(_TITLE_OF_REVIEWED))
    )
    return list(found[:REVIEWED_SHOWN])


def _reviewed(user: User) -> QuerySet[Review]:
    return Review.objects.filter(reviewer=user, undone_at__isnull=True).order_by(
        "-reviewed_at", "-pk"
    )


def queue_around(user: User, submission: Submission) -> QuerySet[Submission]:
    """Return the queue of `user` as a list, and `submission` in it, which may wait no more."""
    rows = Submission.objects.filter(Q(pk=submission.pk) | Q(pk__in=queue(user).values("pk")))
    return rows.annotate(title=Subquery(_TITLE))


def taken_back_from(user: User, *, has_it_open: bool) -> QuerySet[Submission]:
    """Return what its author took back while `user`, a trainer of its course, was reviewing it.

    Who `has_it_open` may have nothing kept of it yet. Of the work nothing may be shown: it is a
    draft, which its author alone sees.
    """
    found = reviewable(user).filter(state=SubmissionState.DRAFT)
    if has_it_open:
        return found
    drafts = ReviewDraft.objects.filter(reviewer=user).values("submission")
    claims = ReviewClaim.objects.filter(reviewer=user).values("submission")
    return found.filter(Q(pk__in=drafts) | Q(pk__in=claims))


def of_assignment(user: User, assignment: AssignmentPage, ids: Iterable[UUID]) -> list[Submission]:
    """Return those of `ids` that `user` reviews, whatever has become of them, the oldest first."""
    found = reviewable(user).filter(public_id__in=ids, assignment=assignment)
    return list(found.select_related("enrollment__user").order_by("submitted_at", "pk"))


def in_turn(keys: list[int], submission: Submission) -> list[int]:
    """Return what comes in `keys` after `submission`, round to the first at the end."""
    place = keys.index(submission.pk) if submission.pk in keys else -1
    return [*keys[place + 1 :], *keys[: max(place, 0)]]


def following(keys: list[int], submission: Submission, user: User) -> Submission | None:
    """Return the first after `submission` that nobody else than `user` has in hand."""
    held = holders_of(keys, user)
    free = [key for key in in_turn(keys, submission) if key not in held]
    return Submission.objects.filter(pk__in=free[:1]).first()


def reviewed_by(user: User) -> QuerySet[Review]:
    """Return all valid reviews of `user`, each with the `title` of its assignment."""
    return (
        Review.objects.filter(reviewer=user, undone_at__isnull=True)
        .select_related(
            "submission__enrollment__user",
            "submission__enrollment__batch",
            "submission__enrollment__pesantren",
        )
        .annotate(title=Subquery(_TITLE_OF_REVIEWED))
    )


def hand_ins_of(submission: Submission) -> list[HandIn]:
    """Return all hand-ins of the same person and assignment with files and reviews.

    The newest first.
    """
    said = Review.objects.select_related("reviewer", "voice__speaker")
    found = list(
        Submission.objects.handed_in()
        .filter(enrollment=submission.enrollment_id, assignment=submission.assignment_id)
        .prefetch_related("files", Prefetch("reviews", said))
        .order_by("-number")
    )
    for one in found:
        # Three tables, asked for each of them otherwise.
        one.assignment = submission.assignment
    return in_order(found)
