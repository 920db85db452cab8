import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Reader
from cms.models import CoursePage, CourseTrainer
from courses.models.batches.batch import BatchCourse
from courses.models.batches.saved_filter import LONGEST_NAME
from courses.models.seats.enrollment import Enrollment


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def visible_to(self, user: Reader) -> Self:
        """Return what `user` has written, and what is said to the batches or courses of `user`."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        seen = Q(pk__in=[])
        if user.is_coordinator:
            seen |= Q(batch__in=user.coordinated_batches.values("pk"))
        if user.is_trainer:
            seen |= Q(course__in=CourseTrainer.objects.filter(user=user).values("course"))
        if user.is_coordinator or user.is_trainer:
            seen |= Q(author=user)
        return self.filter(seen)

    def sent(self) -> Self:
        """Return what was sent and stands, the newest first."""
        standing = self.filter(sent_at__isnull=False, taken_down_at__isnull=True)
        return standing.order_by("-told_at", "-pk")

    def to(self, seat: Enrollment) -> Self:
        """Return what is said to the holder of `seat`.

        What is said to a batch, whoever comes later reads too; what is said to all batches of a
        course, those who had a seat then.
        """
        return self._to(seat.batch_id, seat.batch_id, seat.enrolled_at, seat.pk)

    def to_outer_seat(self) -> Self:
        """Return what is said to the holder of the seat of the query around this one."""
        batch = models.OuterRef("batch")
        seat = models.OuterRef(models.OuterRef("pk"))
        return self._to(batch, models.OuterRef(batch), models.OuterRef("enrolled_at"), seat)

    def _to(self, batch: Any, batch_inside: Any, enrolled_at: Any, seat_inside: Any) -> Self:
        courses = BatchCourse.objects.filter(batch=batch_inside).values("course")
        taught = Q(batch__isnull=True, course__in=courses)
        named = AnnouncementAddressee.objects.filter(
            announcement=models.OuterRef("pk"), enrollment=seat_inside
        )
        to_some = Q(filter_name="") | models.Exists(named)
        return self.sent().filter(Q(batch=batch) & to_some | taught & Q(told_at__gte=enrolled_at))

    def current(self) -> Self:
        """Return what has not run out."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=timezone.localdate()))

    def unread_by(self, user: Any) -> Self:
        """Return what `user` (a key, or a reference to one) has not read since it was told."""
        read = AnnouncementReading.objects.filter(
            announcement=models.OuterRef("pk"),
            user=user,
            read_at__gte=models.OuterRef("told_at"),
        )
        return self.filter(~models.Exists(read))


class Announcement(models.Model):
    """Something said to a whole batch, or to all batches of a course.

    With a batch and a course it is said to that batch by somebody who teaches the course.
    A draft until it is sent; `round` counts how often people were told of it. With a saved filter
    it is said to those of the batch whom the filter means when it is sent (`addressees`); its name
    stays when the filter is deleted.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey(
        "courses.Batch", models.PROTECT, null=True, blank=True, related_name="announcements"
    )
    course = models.ForeignKey(
        CoursePage, models.PROTECT, null=True, blank=True, related_name="announcements"
    )
    saved_filter = models.ForeignKey(
        "courses.SavedFilter", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # "": everybody in the batch.
    filter_name = models.CharField(_("only for"), max_length=LONGEST_NAME, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="announcements"
    )
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=4000)
    until = models.DateField(_("stands until"), null=True, blank=True)
    created_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    told_at = models.DateTimeField(_("told last at"), null=True, blank=True)
    round = models.PositiveSmallIntegerField(_("how often told"), default=0)
    edited_at = models.DateTimeField(_("changed at"), null=True, blank=True)
    taken_down_at = models.DateTimeField(_("taken down at"), null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = [F("sent_at").desc(nulls_first=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(batch__isnull=False) | Q(course__isnull=False),
                name="announcement_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(told_at__isnull=False),
                name="announcement_sent_is_told",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.sent_at is None

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()


class AnnouncementAddressee(models.Model):
    """A seat to whose holder an announcement to some of a batch was said when it was sent."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="addressees")
    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="addressed")

    class Meta:
        verbose_name = _("addressee of an announcement")
        verbose_name_plural = _("addressees of announcements")
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "enrollment"], name="announcement_addressee_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id} {self.enrollment_id}"


class AnnouncementReading(models.Model):
    """Somebody has read an announcement."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="readings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="announcement_readings"
    )
    read_at = models.DateTimeField(_("read at"))

    class Meta:
        verbose_name = _("reading of an announcement")
        verbose_name_plural = _("readings of announcements")
        constraints = [
            models.UniqueConstraint(fields=["announcement", "user"], name="announcement_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id} {self.user_id}"
