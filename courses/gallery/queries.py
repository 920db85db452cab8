"""The gallery of a batch as its people see it, and as those see it who answer for it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery
from wagtail.models import Page

from academy.people.models import Reader, User
from courses.models import Enrollment, GalleryWork, Submission, SubmissionFile
from courses.models.work.gallery import GalleryWorkQuerySet

PER_PAGE = 24
_TITLE = Page.objects.filter(pk=OuterRef("submission__assignment")).values("title")
_PHOTOS = Prefetch("submission__files", SubmissionFile.objects.pictures(), to_attr="photos")


@dataclass(frozen=True, slots=True)
class Shelf:
    """An assignment of which the gallery shows something."""

    activity_id: UUID
    title: str
    count: int


def photos_of(submission: Submission) -> list[SubmissionFile]:
    """Return what a gallery shows of a hand-in: its photos, in their order."""
    return list(submission.files.pictures())


def shelves_of(seat: Enrollment) -> list[Shelf]:
    """Return the assignments whose works `seat` sees, in the order of the courses."""
    rows = GalleryWork.objects.in_gallery_of(seat).order_by("submission__assignment__path")
    counted = rows.values(
        "submission__assignment__activity_id", "submission__assignment__title"
    ).annotate(count=Count("pk"))
    return [
        Shelf(
            row["submission__assignment__activity_id"],
            row["submission__assignment__title"],
            row["count"],
        )
        for row in counted
    ]


def works_for(seat: Enrollment) -> GalleryWorkQuerySet:
    """Return the works that `seat` sees, the newest first, each with its photos and `title`."""
    return _pictured(GalleryWork.objects.in_gallery_of(seat))


def photos_for(seat: Enrollment) -> QuerySet[SubmissionFile]:
    """Return the photos that `seat` may fetch by the gallery of its batch."""
    seen = GalleryWork.objects.in_gallery_of(seat)
    return SubmissionFile.objects.pictures().filter(submission__gallery_work__in=seen)


def own_works(user: User) -> GalleryWorkQuerySet:
    """Return the works of `user`, each saying whether it `is_seen` today."""
    own = _pictured(GalleryWork.objects.filter(submission__enrollment__user=user))
    return own.annotate(is_seen=_is_seen()).select_related(
        "batch", "submission__assignment", "submission__enrollment__user", "taken_down_reason"
    )


def desk(user: Reader) -> QuerySet[GalleryWork]:
    """Return the works that `user` answers for, each with `title` and whether it `is_seen`."""
    found = GalleryWork.objects.worked_with_by(user)
    return found.select_related(
        "batch", "proposed_by", "submission__enrollment__user", "taken_down_reason"
    ).annotate(title=Subquery(_TITLE), is_seen=_is_seen())


def _pictured(works: GalleryWorkQuerySet) -> GalleryWorkQuerySet:
    return (
        works.select_related("submission__enrollment__user", "proposed_by")
        .annotate(title=Subquery(_TITLE))
        .prefetch_related(_PHOTOS)
    )


def _is_seen() -> Exists:
    return Exists(GalleryWork.objects.shown().filter(pk=OuterRef("pk")))
