import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Pesantren, Reader, User


class Pillar(models.TextChoices):
    """The pillars of OPOP."""

    SANTRI = "santripreneur", _("Santripreneur")
    PESANTREN = "pesantrenpreneur", _("Pesantrenpreneur")
    SOCIO = "sosiopreneur", _("Sosiopreneur")


class EnrollmentState(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("enrollment state", "active")
    COMPLETED = "completed", pgettext_lazy("enrollment state", "completed")
    FAILED = "failed", pgettext_lazy("enrollment state", "did not pass")
    WITHDRAWN = "withdrawn", pgettext_lazy("enrollment state", "left")
    REPLACED = "replaced", pgettext_lazy("enrollment state", "replaced")


# Who is here no longer holds a seat; everybody else does.
SEAT_LEFT = (EnrollmentState.WITHDRAWN, EnrollmentState.REPLACED)
# Who learns in a program, or has passed in it: a person has one such seat there, never two.
TAKING_PART = (EnrollmentState.ACTIVE, EnrollmentState.COMPLETED)


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def seated(self) -> Self:
        """Return those that hold a seat."""
        return self.exclude(state__in=SEAT_LEFT)

    def active(self) -> Self:
        return self.filter(state=EnrollmentState.ACTIVE)

    def taking_part(self, user: User | int, program_id: int) -> Self:
        """Return the seat with which `user` learns, or has passed, in a program: one at most."""
        return self.filter(user=user, program=program_id, state__in=TAKING_PART)

    def visible_to(self, user: Reader) -> Self:
        """Return what `user` may see: own, of own batches, of own pesantren, or all."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        seen = models.Q(user=user)
        if user.is_coordinator:
            seen |= models.Q(batch__in=user.coordinated_batches.all())
        if user.is_companion:
            seen |= models.Q(pesantren__in=user.companion_of)
        return self.filter(seen)

    def of_participant(self, user: Reader | int) -> Self:
        """Return the enrollments of `user` (or of that key), the newest batch first."""
        if not isinstance(user, int) and not user.is_authenticated:
            return self.none()
        return self.filter(user=user).order_by("-batch__starts_on", "-pk")


class Enrollment(models.Model):
    """A person has a seat in a batch.

    Figures below `progress` are kept up to date by actions, so that lists read one row a
    person; `courses.completion.actions.refresh` is the one place that writes them.
    """

    TRANSITIONS = {
        EnrollmentState.ACTIVE: {
            EnrollmentState.COMPLETED,
            EnrollmentState.FAILED,
            EnrollmentState.WITHDRAWN,
            EnrollmentState.REPLACED,
        },
        # A coordinator may take back what was set too early.
        EnrollmentState.COMPLETED: {EnrollmentState.ACTIVE},
        EnrollmentState.FAILED: {EnrollmentState.ACTIVE, EnrollmentState.COMPLETED},
        EnrollmentState.WITHDRAWN: {EnrollmentState.ACTIVE},
        EnrollmentState.REPLACED: set(),
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey("courses.Batch", models.PROTECT, related_name="enrollments")
    # That of the batch, which never changes it: kept here for the rule of one seat in a program.
    program = models.ForeignKey("courses.Program", models.PROTECT, related_name="enrollments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrollments")
    application = models.OneToOneField(
        "courses.Application", models.PROTECT, null=True, blank=True, related_name="enrollment"
    )
    # As it was when the seat was given; the person may move on.
    pesantren = models.ForeignKey(Pesantren, models.PROTECT, null=True, related_name="enrollments")
    pillar = models.CharField(_("pillar"), max_length=16, choices=Pillar.choices)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=EnrollmentState.choices,
        default=EnrollmentState.ACTIVE,
    )
    enrolled_at = models.DateTimeField(_("enrolled at"))
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    first_seen_at = models.DateTimeField(_("first came"), null=True, blank=True)
    last_seen_at = models.DateTimeField(_("last active"), null=True, blank=True)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    done_count = models.PositiveSmallIntegerField(_("done"), default=0)
    required_count = models.PositiveSmallIntegerField(_("required"), default=0)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    mean_mark = models.DecimalField(
        _("mean mark"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    attendance_percent = models.DecimalField(
        _("attendance"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    # The day from which questions wait to be practised again; None: nothing was practised yet.
    practice_on = models.DateField(_("practice waits from"), null=True, blank=True)
    is_eligible = models.BooleanField(_("meets the rule"), default=False)
    eligible_at = models.DateTimeField(_("meets the rule since"), null=True, blank=True)
    # What was asked when the rule was met (`Asked`); {}: it never was.
    asked = models.JSONField(default=dict, blank=True, editable=False)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrollment")
        verbose_name_plural = _("enrollments")
        ordering = ["pk"]
        indexes = [models.Index(fields=["batch", "state"], name="enrollment_batch_state")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "user"], name="enrollment_once_per_batch"),
            models.UniqueConstraint(
                fields=["user", "program"],
                condition=models.Q(state__in=TAKING_PART),
                name="enrollment_one_seat_in_program",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=EnrollmentState.values), name="enrollment_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(pillar__in=Pillar.values), name="enrollment_pillar_known"
            ),
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="enrollment_progress_to_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.batch_id}"
