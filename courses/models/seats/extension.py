import uuid
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Max, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Reader
from cms.models import ActivityPage
from courses.models.seats.enrollment import Enrollment

# More than this is another batch, or another quiz.
MOST_ATTEMPTS, MOST_MINUTES = 20, 600


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def standing(self) -> Self:
        """Return those that count: granted, and not withdrawn."""
        return self.filter(withdrawn_at=None)

    def in_time(self) -> Self:
        """Return those whose own date is still to come."""
        return self.standing().filter(due_at__gte=timezone.now())

    def of(self, enrollment: Enrollment) -> Self:
        """Return those of one seat that count."""
        return self.standing().filter(enrollment=enrollment)

    def totals(self) -> "QuerySet[Extension, Any]":
        """Sum them up for each seat and activity: the latest date, all attempts and minutes."""
        return (
            self.order_by()
            .values("enrollment", "activity")
            .annotate(
                until=Max("due_at"),
                attempts=Sum("extra_attempts"),
                minutes=Sum("extra_minutes"),
            )
        )

    def visible_to(self, user: Reader) -> Self:
        """Return those of the batches that `user` runs (workspace)."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        if not user.is_coordinator:
            return self.none()
        return self.filter(enrollment__batch__coordinators=user)


class Extension(models.Model):
    """More time, attempts or minutes for one person in one activity, with the reason.

    Several may stand side by side: the latest date counts, attempts and minutes add up. One
    that was withdrawn is kept, and counts no more.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrollment = models.ForeignKey("courses.Enrollment", models.PROTECT, related_name="extensions")
    activity = models.ForeignKey(ActivityPage, models.PROTECT, related_name="extensions")
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    extra_attempts = models.PositiveSmallIntegerField(
        _("more attempts"), default=0, validators=[MaxValueValidator(MOST_ATTEMPTS)]
    )
    extra_minutes = models.PositiveSmallIntegerField(
        _("more minutes"), default=0, validators=[MaxValueValidator(MOST_MINUTES)]
    )
    reason = models.TextField(_("reason"), max_length=500)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(_("granted at"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="extension_says_why"),
            models.CheckConstraint(
                condition=Q(due_at__isnull=False)
                | Q(extra_attempts__gt=0)
                | Q(extra_minutes__gt=0),
                name="extension_gives_something",
            ),
            models.CheckConstraint(
                condition=Q(extra_attempts__lte=MOST_ATTEMPTS, extra_minutes__lte=MOST_MINUTES),
                name="extension_sane",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_by__isnull=False),
                name="extension_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.activity_id}"
