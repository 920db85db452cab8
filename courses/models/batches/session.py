import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Reader
from courses.models.batches.batch import Mode

# A hall of a hundred fills from half an hour before. Earlier nobody is there to see the code; after
# the end only who wants to be noted without having come would still use it.
CHECK_IN_BEFORE = dt.timedelta(minutes=30)


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: Reader) -> Self:
        """Return the sessions of batches that `user` runs, teaches in, or takes part in."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        seen = models.Q(batch__enrollments__user=user) | models.Q(
            batch__enrollments__pesantren__in=user.companion_of
        )
        if user.is_trainer:
            seen |= models.Q(trainer=user) | models.Q(groups__trainer=user)
        if user.is_coordinator:
            seen |= models.Q(batch__in=user.coordinated_batches.all())
        return self.filter(seen).distinct()


class Session(models.Model):
    """A live meeting of a batch, in a place, online, or both."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey("courses.Batch", models.PROTECT, related_name="sessions")
    title = models.CharField(_("title"), max_length=150)
    mode = models.CharField(_("mode"), max_length=8, choices=Mode.choices)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    map_url = models.URLField(_("link to a map"), blank=True)
    online_url = models.URLField(_("online address"), blank=True)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        related_name="led_sessions", verbose_name=_("trainer"),
    )  # fmt: skip
    # A session that is called off stays in the record and counts for nobody.
    cancelled_at = models.DateTimeField(_("called off at"), null=True, blank=True)

    # Whether it is held in several halls (`SessionGroup`): who reads sessions asks no row for it.
    has_groups = models.BooleanField(default=False, editable=False)
    # When what people are told of it last changed: calendars on phones take it up by this.
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    # When its end was taken into the figures of the batch; None: it is still to come.
    counted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("meeting", "session")
        verbose_name_plural = pgettext_lazy("meeting", "sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_forward"
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=Mode.values), name="session_mode_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def check_in_opens_at(self) -> dt.datetime:
        return self.starts_at - CHECK_IN_BEFORE

    def is_around(self, moment: dt.datetime) -> bool:
        """Say whether who checked in at `moment` came to this session as it is planned now."""
        return self.check_in_opens_at <= moment <= self.ends_at

    @property
    def is_running(self) -> bool:
        return self.starts_at <= timezone.now() <= self.ends_at

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now()

    @property
    def takes_check_ins(self) -> bool:
        """Whether participants can check in by its code now."""
        return self.cancelled_at is None and self.is_around(timezone.now())


class AttendanceStatus(models.TextChoices):
    PRESENT = "present", pgettext_lazy("attendance", "present")
    EXCUSED = "excused", pgettext_lazy("attendance", "excused")
    ILL = "ill", pgettext_lazy("attendance", "ill")
    ABSENT = "absent", pgettext_lazy("attendance", "absent")


class AttendanceSource(models.TextChoices):
    ROSTER = "roster", pgettext_lazy("attendance source", "list on screen")
    COMPANION = "companion", pgettext_lazy("attendance source", "companion")
    # Read from a printed sheet, by hand or from its photo, and confirmed.
    PAPER = "paper", pgettext_lazy("attendance source", "sheet on paper")
    # The participant, by the code that was shown in the hall.
    CODE = "code", pgettext_lazy("attendance source", "check-in code")
    # Noted at the same session of another batch, from which the person has moved here.
    MOVED = "moved", pgettext_lazy("attendance source", "brought from another batch")


class Attendance(models.Model):
    """Whether one person came to one session; who noted it, how and when.

    `checked_in_at` is when the person checked in by code. It says so also where something else
    counts: a status that others have noted stays until they change it.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    enrollment = models.ForeignKey("courses.Enrollment", models.PROTECT, related_name="attendance")
    status = models.CharField(_("status"), max_length=7, choices=AttendanceStatus.choices)
    source = models.CharField(_("source"), max_length=9, choices=AttendanceSource.choices)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    noted_at = models.DateTimeField(_("noted at"))
    checked_in_at = models.DateTimeField(_("checked in at"), null=True, blank=True)
    # A keyed hash of the device's number and the session: the same for all who used one handset
    # there, and nothing by which a handset could be followed to another session.
    handset = models.CharField(_("handset"), max_length=24, blank=True)
    # Where it was read, of what was read from paper.
    page = models.ForeignKey("courses.PaperPage", models.PROTECT, null=True, related_name="+")
    # How far from the hall the handset was at check-in, in metres and whole hundreds. None: the
    # person did not say, or nobody knows where the hall is. Where the person was is kept nowhere.
    distance = models.PositiveIntegerField(_("distance from the hall"), null=True, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["session", "enrollment"], name="attendance_once"),
            models.CheckConstraint(
                condition=models.Q(status__in=AttendanceStatus.values),
                name="attendance_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(source__in=AttendanceSource.values),
                name="attendance_source_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.session_id} {self.status}"


class AttendanceRequestQuerySet(models.QuerySet["AttendanceRequest"]):
    def waiting(self) -> Self:
        """Return those that nobody has decided, the oldest first, with whom they are about."""
        found = self.filter(decided_at__isnull=True).order_by("asked_at", "pk")
        return found.select_related("enrollment__user", "asked_by", "session__batch")

    def visible_to(self, user: Reader) -> Self:
        """Return those of batches that `user` runs."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        if not user.is_coordinator:
            return self.none()
        return self.filter(session__batch__in=user.coordinated_batches.all())


class AttendanceRequest(models.Model):
    """A companion asks to change what others noted, when that has stood for days already.

    `before` is what stood there, `wanted` what the companion says. The reason is about a
    person: it stands here, not in the append-only log.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="requests")
    enrollment = models.ForeignKey(
        "courses.Enrollment", models.PROTECT, related_name="attendance_requests"
    )
    before = models.CharField(_("noted so far"), max_length=7, choices=AttendanceStatus.choices)
    wanted = models.CharField(_("wanted"), max_length=7, choices=AttendanceStatus.choices)
    reason = models.TextField(_("reason"), max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    is_accepted = models.BooleanField(_("accepted"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    objects = AttendanceRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about attendance")
        verbose_name_plural = _("requests about attendance")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "enrollment"],
                condition=models.Q(decided_at__isnull=True),
                name="attendance_request_one_open",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="attendance_request_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(wanted__in=AttendanceStatus.values),
                name="attendance_request_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.session_id}: {self.before} → {self.wanted}"
