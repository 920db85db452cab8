"""Calibration: trainers mark the same hand-ins apart from each other, then compare."""

import uuid
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Reader, User
from cms.models import AssignmentPage, CoursePage, CourseTrainer
from courses.models.work.submission import Submission, SubmissionState

LEAST_WORKS, MOST_WORKS = 2, 5
LEAST_TRAINERS = 2


class CalibrationState(models.TextChoices):
    """How far a round is; told by its parts, stored nowhere."""

    OPEN = "open", pgettext_lazy("calibration", "running")
    FINISHED = "finished", pgettext_lazy("calibration", "finished")
    CLOSED = "closed", pgettext_lazy("calibration", "closed early")


class CalibrationRoundQuerySet(models.QuerySet["CalibrationRound"]):
    def visible_to(self, user: Reader) -> Self:
        """Return those of batches that `user` runs, and those in courses that `user` teaches
        and was asked in, or has begun. What is read of each, `calibration.rules` says."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        # Who lost a role may still stand in its lists.
        seen = Q(pk__in=[])
        if user.is_coordinator:
            seen |= Q(batch__in=user.coordinated_batches.values("pk"))
        if user.is_trainer:
            taught = CourseTrainer.objects.filter(user=user).values("course")
            asked = CalibrationPart.objects.filter(trainer=user).values("round")
            seen |= Q(course__in=taught) & (Q(started_by=user) | Q(pk__in=asked))
        return self.filter(seen)

    def in_state(self, state: str) -> Self:
        """Return those that are as far as `state` (of `CalibrationState`) says."""
        if state == CalibrationState.CLOSED:
            return self.filter(closed_at__isnull=False)
        waits = Exists(CalibrationPart.objects.filter(round=OuterRef("pk"), finished_at=None))
        standing = self.filter(closed_at=None)
        return standing.filter(waits if state == CalibrationState.OPEN else ~waits)

    def waiting_for(self, user: User) -> Self:
        """Return those in which `user` is asked and not finished, the oldest first."""
        own = CalibrationPart.objects.filter(trainer=user, finished_at=None)
        # A trainer who is asked in the own course sees the round: no need to ask that, too.
        seen = self if user.is_trainer else self.visible_to(user)
        waiting = seen.filter(closed_at=None, pk__in=own.values("round"))
        taught = CourseTrainer.objects.filter(user=user).values("course")
        return waiting.filter(course__in=taught).order_by("started_at", "pk")


class CalibrationRound(models.Model):
    """Some hand-ins of one assignment and batch, which several trainers mark for comparison.

    `rubric` tells the wording of the rubric at the start; `work_count` how many hand-ins it began
    with, so that one that is gone is missed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey("courses.Batch", models.PROTECT, related_name="calibrations")
    assignment = models.ForeignKey(AssignmentPage, models.PROTECT, related_name="calibrations")
    # The course of the assignment: who teaches it is asked for every list.
    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="calibrations")
    rubric = models.CharField(_("wording of the rubric"), max_length=16)
    work_count = models.PositiveSmallIntegerField(_("hand-ins"))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("begun at"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("closed at"), null=True)
    close_reason = models.TextField(_("why it was closed early"), max_length=500, blank=True)
    agreed = models.TextField(_("what we agreed on"), max_length=4000, blank=True)

    objects = CalibrationRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("calibration round")
        verbose_name_plural = _("calibration rounds")
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["batch", "assignment"], name="calibration_of_assignment")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, close_reason="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(close_reason="")),
                name="calibration_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(work_count__gte=LEAST_WORKS, work_count__lte=MOST_WORKS),
                name="calibration_work_count_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.assignment_id}"

    def part_of(self, user: User) -> "CalibrationPart | None":
        """Return what `user` is asked for here, or None."""
        return next((part for part in self.parts.all() if part.trainer_id == user.pk), None)

    @property
    def finished_count(self) -> int:
        return sum(part.finished_at is not None for part in self.parts.all())

    @property
    def state(self) -> CalibrationState:
        if self.closed_at is not None:
            return CalibrationState.CLOSED
        is_finished = self.finished_count == len(self.parts.all())
        return CalibrationState.FINISHED if is_finished else CalibrationState.OPEN

    @property
    def is_open(self) -> bool:
        return self.state == CalibrationState.OPEN


class CalibrationWorkQuerySet(models.QuerySet["CalibrationWork"]):
    def standing(self) -> Self:
        """Return those whose hand-in lies there as it was chosen."""
        return self.exclude(submission__state=SubmissionState.DRAFT).filter(
            submission__submitted_at=F("handed_in_at")
        )


class CalibrationWork(models.Model):
    """One hand-in of a round. Erased, it takes with it what was said of it here."""

    round = models.ForeignKey(CalibrationRound, models.CASCADE, related_name="works")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="calibration_works")
    number = models.PositiveSmallIntegerField(_("number"))
    # Taken back and handed in anew, it is another work.
    handed_in_at = models.DateTimeField(_("handed in at"))

    objects = CalibrationWorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-in for calibration")
        verbose_name_plural = _("hand-ins for calibration")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="calibration_number_once"),
            models.UniqueConstraint(fields=["round", "submission"], name="calibration_work_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.number}"

    @property
    def stands(self) -> bool:
        """Whether its hand-in lies there as it was chosen."""
        row = self.submission
        return row.state != SubmissionState.DRAFT and row.submitted_at == self.handed_in_at


class CalibrationPart(models.Model):
    """One trainer's part in a round: may be changed until it is finished, then frozen."""

    round = models.ForeignKey(CalibrationRound, models.CASCADE, related_name="parts")
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="calibration_parts"
    )
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("part in a calibration round")
        verbose_name_plural = _("parts in calibration rounds")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "trainer"], name="calibration_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.trainer_id}"


class CalibrationMark(models.Model):
    """What one trainer would give for one hand-in; `mark` is None while something is missing.

    It counts for nothing and decides nothing about the participant: it compares trainers with
    each other. So its author shows it to no participant, and it stands in no copy of somebody's
    data, where it would read as a second mark; it goes when the hand-in goes.
    `scores` are as in `Review`.
    """

    work = models.ForeignKey(CalibrationWork, models.CASCADE, related_name="marks")
    part = models.ForeignKey(CalibrationPart, models.CASCADE, related_name="marks")
    scores = models.JSONField(_("rubric"), default=list, blank=True)
    mark = models.DecimalField(_("mark"), max_digits=5, decimal_places=2, null=True, blank=True)
    words = models.TextField(_("in a sentence"), max_length=500, blank=True)
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("mark for calibration")
        verbose_name_plural = _("marks for calibration")
        constraints = [
            models.UniqueConstraint(fields=["work", "part"], name="calibration_mark_once"),
            models.CheckConstraint(
                condition=Q(mark=None) | Q(mark__gte=Decimal(0), mark__lte=Decimal(100)),
                name="calibration_mark_0_to_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work_id} {self.part_id}"
