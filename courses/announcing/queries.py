"""To whom something can be said, whom it reaches, and who has read it."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Cast, Coalesce, JSONObject, Left, Length
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.people.models import User
from cms.models import CoursePage
from courses.enrollment.queries.saved_filters import people_of
from courses.models import (
    Announcement,
    AnnouncementReading,
    Batch,
    BatchCourse,
    Enrollment,
    SavedFilter,
)
from courses.models.seats.enrollment import TAKING_PART

PINNED_TEXT = 110


@dataclass(frozen=True, slots=True)
class Target:
    """One batch or some of it, all batches of a course, or one batch for a course taught in it.

    Some of it: whom `saved` means, called `whom`; without it nobody, for it was deleted.
    """

    batch: Batch | None
    course: CoursePage | None
    saved: SavedFilter | None = None
    whom: str = ""

    @property
    def key(self) -> str:
        batch = f"b{self.batch.pk}" if self.batch else ""
        some = f"s{self.saved.public_id if self.saved else ''}" if self.whom else ""
        return batch + (f"c{self.course.pk}" if self.course else "") + some

    @property
    def label(self) -> str:
        if self.whom:
            return f"{self.batch} · {self.whom}"
        if self.batch is None:
            return self.course.title if self.course else ""
        return f"{self.batch} · {self.course.title}" if self.course else str(self.batch)


def targets_of(user: User) -> list[tuple[str | Promise, list[Target]]]:
    """Return to whom `user` can say something, in groups: batches and courses not yet over."""
    own = Batch.objects.visible_to(user).order_by("-starts_on", "-number")
    run = [batch for batch in own if not batch.is_over]
    taught: list[BatchCourse] = []
    if user.is_trainer:
        rows = BatchCourse.objects.filter(course__course_trainers__user=user, course__live=True)
        taught = [
            row
            for row in rows.select_related("batch", "course").order_by("-batch__starts_on", "pk")
            if not row.batch.is_over
        ]
    courses = {row.course_id: row.course for row in taught}
    saved = SavedFilter.objects.filter(batch__in=run).select_related("batch")
    found: list[tuple[str | Promise, list[Target]]] = [
        (_("A batch"), [Target(batch, None) for batch in run]),
        (
            _("Some of a batch, by a saved filter"),
            [Target(row.batch, None, row, row.name) for row in saved.order_by("batch", "name")],
        ),
        (_("All batches of a course"), [Target(None, course) for course in courses.values()]),
        (_("One batch of a course"), [Target(row.batch, row.course) for row in taught]),
    ]
    return [(label, targets) for label, targets in found if targets]


def target_of(announcement: Announcement) -> Target:
    return Target(
        announcement.batch,
        announcement.course,
        announcement.saved_filter,
        announcement.filter_name,
    )


def reached(announcement: Announcement) -> QuerySet[Enrollment]:
    """Return the seats whose holders read `announcement`, if it is sent now.

    Of one to some of a batch that was sent, those whom its filter meant then.
    """
    seats = Enrollment.objects.filter(state__in=TAKING_PART)
    if announcement.filter_name:
        return seats.filter(_meant(announcement), batch=announcement.batch_id)
    if announcement.batch_id is not None:
        return seats.filter(batch=announcement.batch_id)
    batches = Batch.objects.filter(batch_courses__course=announcement.course_id)
    return seats.filter(batch__in=[batch.pk for batch in batches if not batch.is_over])


def _meant(announcement: Announcement) -> Q:
    if not announcement.is_draft:
        return Q(addressed__announcement=announcement)
    saved = announcement.saved_filter
    people = people_of(saved) if saved else Enrollment.objects.none()
    return Q(pk__in=list(people.values_list("pk", flat=True)))


def reached_count(announcement: Announcement) -> int:
    """Return how many people `announcement` reaches; nobody is counted twice."""
    return reached(announcement).order_by().values("user").distinct().count()


def listed(user: User) -> QuerySet[Any, Any]:
    """Return the announcements of `user`'s batches and courses with how many have read each."""
    read = (
        AnnouncementReading.objects.filter(
            announcement=OuterRef("pk"), read_at__gte=OuterRef("told_at")
        )
        .order_by()
        .values("announcement")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return (
        Announcement.objects.visible_to(user)
        # What others have begun is theirs.
        .filter(Q(sent_at__isnull=False) | Q(author=user))
        .select_related("batch", "course", "author", "saved_filter__batch")
        .annotate(read_count=Coalesce(Subquery(read), 0))
        .order_by("-created_at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Pinned:
    """What stands on a home: the newest that is neither read nor run out, and how many more."""

    public_id: UUID
    title: str
    beginning: str
    is_whole: bool
    more: int


def pinned() -> Subquery:
    """Return what `pinned_of` reads, to be annotated to seats."""
    return _pinned_on(timezone.localdate())


@lru_cache(maxsize=2)
def _pinned_on(_today: dt.date) -> Subquery:
    """Build it once a day: building it took a tenth of the time of a home."""
    unread = Announcement.objects.to_outer_seat().current()
    unread = unread.unread_by(OuterRef(OuterRef("user")))
    shown = JSONObject(
        public_id=Cast("public_id", CharField()),
        title="title",
        beginning=Left("text", PINNED_TEXT),
        length=Length("text"),
        count=Window(Count("pk")),
    )
    return Subquery(unread.values(shown=shown)[:1])


def pinned_of(found: dict[str, Any] | None) -> Pinned | None:
    """Return what `pinned` has found for a seat."""
    if not found:
        return None
    return Pinned(
        public_id=UUID(found["public_id"]),
        title=found["title"],
        beginning=found["beginning"],
        is_whole=found["length"] <= PINNED_TEXT,
        more=found["count"] - 1,
    )


def said_to(seat: Enrollment) -> QuerySet[Announcement]:
    """Return all that was said to the holder of `seat` and stands, the newest first."""
    return Announcement.objects.to(seat).select_related("author")
