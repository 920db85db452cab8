"""A session that is held in several halls at once: its groups, and who is in which."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Reader
from courses.models.batches.session import Session


class SessionGroupQuerySet(models.QuerySet["SessionGroup"]):
    def visible_to(self, user: Reader) -> Self:
        """Return the groups of the sessions that `user` may see."""
        return self.filter(session__in=Session.objects.visible_to(user))


class SessionGroup(models.Model):
    """A part of a session with a hall, a trainer and so many places of its own."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="groups")
    name = models.CharField(pgettext_lazy("group of a session", "name"), max_length=60)
    place = models.CharField(_("hall"), max_length=200)
    map_url = models.URLField(_("link to a map"), blank=True)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        related_name="led_groups", verbose_name=_("trainer"),
    )  # fmt: skip
    # None: as many as come.
    capacity = models.PositiveSmallIntegerField(_("places in the hall"), null=True, blank=True)
    # When what people are told of it last changed: calendars on phones take it up by this.
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SessionGroupQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("part of a session", "group")
        verbose_name_plural = pgettext_lazy("parts of a session", "groups")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "name"], name="session_group_name_once"),
            models.CheckConstraint(
                condition=models.Q(capacity__isnull=True) | models.Q(capacity__gt=0),
                name="session_group_holds_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupPlace(models.Model):
    """A person's place in one group of a session; the session is that of the group."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="places")
    group = models.ForeignKey(SessionGroup, models.CASCADE, related_name="places")
    enrollment = models.ForeignKey(
        "courses.Enrollment", models.PROTECT, related_name="group_places"
    )
    placed_at = models.DateTimeField(_("placed at"))

    class Meta:
        verbose_name = _("place in a group")
        verbose_name_plural = _("places in groups")
        constraints = [
            models.UniqueConstraint(fields=["session", "enrollment"], name="group_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.group_id}"
