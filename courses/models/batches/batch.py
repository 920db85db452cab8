import datetime as dt
import uuid
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Reader
from cms.models import ActivityPage, CoursePage, ModulePage

# A batch that is closed a season late, or whose newcomers find it half over, is set up wrongly.
LONGEST_CLOSING, LONGEST_REPLACEMENT = 90, 60
MOST_DROPPED = 10
PERCENT = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]


class Mode(models.TextChoices):
    ONLINE = "online", pgettext_lazy("mode", "Online")
    OFFLINE = "offline", pgettext_lazy("mode", "In a hall")
    HYBRID = "hybrid", pgettext_lazy("mode", "Online and in a hall")


def batch_name(name: str, number: int) -> str:
    """Return what a batch is called, for lists that read no more of it than these two."""
    return name or _("Batch %(number)s") % {"number": number}


class BatchQuerySet(models.QuerySet["Batch"]):
    def public(self) -> Self:
        """Return the batches that everybody may read about."""
        return self.filter(is_published=True)

    def open(self) -> Self:
        """Return the published batches that take applications now."""
        now = timezone.now()
        return self.public().filter(applications_open_at__lte=now, applications_close_at__gt=now)

    def to_pin(self) -> Self:
        """Return the published batches that have started and whose demands are not fixed."""
        return self.public().filter(starts_on__lte=timezone.localdate(), pinned_at__isnull=True)

    def end_plan(self) -> int:
        """Let nobody go on with what is kept of these batches: something of it changes.

        Called in the transaction of the change, before its first other lock.
        """
        return self.update(generation=uuid.uuid4())

    def visible_to(self, user: Reader) -> Self:
        """Return the batches whose people `user` works with (workspace)."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        # Who lost the role may still stand in the list.
        return self.filter(coordinators=user) if user.is_coordinator else self.none()


class Batch(models.Model):
    """One intake of a program."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    program = models.ForeignKey("courses.Program", models.PROTECT, related_name="batches")
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    mode = models.CharField(_("mode"), max_length=8, choices=Mode.choices, default=Mode.HYBRID)
    place = models.CharField(_("place"), max_length=200, blank=True)
    seats = models.PositiveIntegerField(_("seats"), validators=[MinValueValidator(1)])
    applications_open_at = models.DateTimeField(_("applications from"))
    applications_close_at = models.DateTimeField(_("applications until"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    # A lesson above its share of this is pointed out to its author.
    data_budget = models.PositiveIntegerField(_("data budget per lesson, bytes"), default=500_000)
    # Work that comes after the last day still counts until then.
    closing_days = models.PositiveSmallIntegerField(
        _("days after the last day until the batch can be closed"),
        default=0,
        validators=[MaxValueValidator(LONGEST_CLOSING)],
    )
    # Who has not come in the first week is known when it is over; a week more is left to act,
    # and the newcomer still has most of the batch before them.
    replacement_days = models.PositiveSmallIntegerField(
        _("days after the start in which a seat can be passed on"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_REPLACEMENT)],
    )
    is_published = models.BooleanField(_("public"), default=False)
    pinned_at = models.DateTimeField(_("requirements fixed at"), null=True, editable=False)
    # Names what is taught and demanded today; a random one, so that none ever comes back.
    generation = models.UUIDField(default=uuid.uuid4, editable=False)
    coordinators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="coordinated_batches",
        verbose_name=_("coordinators"),
    )  # fmt: skip
    courses = models.ManyToManyField(CoursePage, through="BatchCourse", related_name="batches")

    objects = BatchQuerySet.as_manager()

    # What `courses.completion.plan` has read of this batch; no column.
    plan: Any = None

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["program", "number"]
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="batch_number_once"),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="batch_has_seats"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="batch_period_forward"
            ),
            models.CheckConstraint(
                condition=models.Q(applications_close_at__gt=models.F("applications_open_at")),
                name="batch_applications_forward",
            ),
            models.CheckConstraint(
                condition=models.Q(closing_days__lte=LONGEST_CLOSING),
                name="batch_closing_days_sane",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    replacement_days__gte=1, replacement_days__lte=LONGEST_REPLACEMENT
                ),
                name="batch_replacement_days_sane",
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=Mode.values), name="batch_mode_known"
            ),
        ]

    def __str__(self) -> str:
        return batch_name(self.name, self.number)

    def end_plan(self) -> None:
        """Let nobody go on with what is kept of this batch: something of it changes."""
        type(self).objects.filter(pk=self.pk).end_plan()

    @property
    def takes_applications(self) -> bool:
        """Whether the form is open now."""
        now = timezone.now()
        return self.is_published and self.applications_open_at <= now < self.applications_close_at

    @property
    def has_started(self) -> bool:
        return self.starts_on <= timezone.localdate()

    @property
    def has_ended(self) -> bool:
        return self.ends_on < timezone.localdate()

    @property
    def closes_on(self) -> dt.date:
        """The first day on which it can be closed; work counts until then."""
        return self.ends_on + dt.timedelta(days=self.closing_days)

    @property
    def may_close(self) -> bool:
        """Tell whether who has not met the rule can be settled."""
        return self.closes_on <= timezone.localdate()

    @property
    def is_over(self) -> bool:
        """Tell whether nobody owes anything in it any more."""
        return self.closes_on < timezone.localdate()

    @property
    def replaces_until(self) -> dt.date:
        """The last day on which the seat of somebody who never came is passed on."""
        return self.starts_on + dt.timedelta(days=self.replacement_days - 1)


class BatchCourse(models.Model):
    """A course that a batch teaches, in its order."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="batch_courses")
    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="batch_courses")
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("course of a batch")
        verbose_name_plural = _("courses of batches")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "course"], name="batch_course_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.course_id}"


class ModuleSchedule(models.Model):
    """When a module opens, closes and is due in one batch."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="module_schedules")
    module = models.ForeignKey(ModulePage, models.PROTECT, related_name="schedules")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    # Calendars on phones take up another date by this.
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("schedule of a module")
        verbose_name_plural = _("schedules of modules")
        constraints = [
            models.UniqueConstraint(fields=["batch", "module"], name="module_schedule_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.module_id}"


class RequiredActivity(models.Model):
    """An activity that a batch demands: pinned at its start, or adopted later."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="required_activities")
    activity = models.ForeignKey(ActivityPage, models.PROTECT, related_name="required_in")
    weight = models.DecimalField(
        _("weight"),
        max_digits=5,
        decimal_places=2,
        default=1,
        help_text=_("How much its mark counts"),
        validators=[MinValueValidator(Decimal(0))],
    )
    added_at = models.DateTimeField(_("since"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("required activity")
        verbose_name_plural = _("required activities")
        constraints = [
            models.UniqueConstraint(fields=["batch", "activity"], name="required_activity_once"),
            models.CheckConstraint(condition=models.Q(weight__gte=0), name="weight_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.activity_id}"


class CompletionRule(models.Model):
    """What a batch demands for its certificate. An empty field demands nothing."""

    batch = models.OneToOneField(Batch, models.CASCADE, related_name="completion_rule")
    all_activities = models.BooleanField(_("all required activities are done"), default=True)
    minimum_mark = models.DecimalField(
        _("mean mark at least"), max_digits=5, decimal_places=2, null=True, blank=True,
        validators=PERCENT,
    )  # fmt: skip
    minimum_attendance = models.DecimalField(
        _("attendance at least, per cent"), max_digits=5, decimal_places=2, null=True, blank=True,
        validators=PERCENT,
    )  # fmt: skip
    excused_counts = models.BooleanField(
        _("permission and illness count as attended"), default=False
    )
    final_assignment_accepted = models.BooleanField(
        _("every final assignment is accepted"), default=True
    )
    # Of each person, those that lower the mean most.
    dropped_quizzes = models.PositiveSmallIntegerField(
        _("lowest quizzes that do not count in the mean"),
        default=0,
        validators=[MaxValueValidator(MOST_DROPPED)],
    )

    class Meta:
        verbose_name = _("completion rule")
        verbose_name_plural = _("completion rules")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dropped_quizzes__lte=MOST_DROPPED), name="rule_drops_few"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}"
