from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models import ActivityPage, LessonPage
from courses.models.seats.enrollment import Enrollment


class Completion(models.Model):
    """An activity is done. Never taken back: what a person was shown as done stays done."""

    enrollment = models.ForeignKey("courses.Enrollment", models.PROTECT, related_name="completions")
    activity = models.ForeignKey(ActivityPage, models.PROTECT, related_name="completions")
    happened_at = models.DateTimeField(_("time on the device"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"))

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "activity"], name="completion_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.activity_id}"


class LessonPosition(models.Model):
    """Where somebody stopped reading, to go on from there."""

    enrollment = models.ForeignKey("courses.Enrollment", models.CASCADE, related_name="positions")
    lesson = models.ForeignKey(LessonPage, models.CASCADE, related_name="positions")
    anchor = models.CharField(_("place in the text"), max_length=40, blank=True)
    opened_at = models.DateTimeField(_("last opened"))

    class Meta:
        verbose_name = _("place of reading")
        verbose_name_plural = _("places of reading")
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "lesson"], name="lesson_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.lesson_id}"


class BlockAnswerQuerySet(models.QuerySet["BlockAnswer"]):
    def in_lesson(self, enrollment: Enrollment, lesson_id: int) -> dict[str, "BlockAnswer"]:
        """Return what was answered in a lesson, by the id of the block."""
        found = self.filter(enrollment=enrollment, lesson=lesson_id)
        return {str(answer.block_id): answer for answer in found}


class BlockAnswer(models.Model):
    """What somebody answered last to what a lesson asks in passing. It gives no mark.

    It outlives every change of the block: `words` are the answer as it could be read then.
    """

    enrollment = models.ForeignKey(
        "courses.Enrollment", models.CASCADE, related_name="block_answers"
    )
    lesson = models.ForeignKey(LessonPage, models.CASCADE, related_name="block_answers")
    block_id = models.UUIDField(_("block"))
    answer = models.JSONField(_("answer"), default=list)
    words = models.TextField(_("answer in words"), blank=True)
    # None: nothing is right or wrong in it.
    was_right = models.BooleanField(_("right"), null=True)
    happened_at = models.DateTimeField(_("time on the device"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"))

    objects = BlockAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer in a lesson")
        verbose_name_plural = _("answers in lessons")
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "lesson", "block_id"], name="block_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.block_id}"


class Mark(models.Model):
    """The mark that counts for a graded activity, 0 to 100; earlier ones are in the audit log."""

    enrollment = models.ForeignKey("courses.Enrollment", models.PROTECT, related_name="marks")
    activity = models.ForeignKey(ActivityPage, models.PROTECT, related_name="marks")
    value = models.DecimalField(_("mark"), max_digits=5, decimal_places=2)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "activity"], name="mark_once"),
            models.CheckConstraint(
                condition=models.Q(value__gte=Decimal(0), value__lte=Decimal(100)),
                name="mark_0_to_100",
            ),
        ]

    def __str__(self) -> str:
        return str(self.value)


class MarkCorrectionQuerySet(models.QuerySet["MarkCorrection"]):
    def of(self, enrollment: Enrollment | int) -> Self:
        """Return those of one seat (or of that key), the newest first, each with who made it
        and its sheet."""
        return self.filter(enrollment=enrollment).select_related("corrected_by", "sheet")

    def standing(self) -> Self:
        """Leave out what a sheet brought that was taken back: it is as if it had never come."""
        return self.exclude(sheet__undone_at__isnull=False)


class MarkCorrection(models.Model):
    """A mark was found wrong and set right: kept for good, and shown with its reason.

    The reason is free text about a person: it stands here, not in the append-only log.
    """

    enrollment = models.ForeignKey(
        "courses.Enrollment", models.PROTECT, related_name="mark_corrections"
    )
    activity = models.ForeignKey(ActivityPage, models.PROTECT, related_name="mark_corrections")
    # None: the work was done, and nobody had given a mark.
    before = models.DecimalField(_("mark before"), max_digits=5, decimal_places=2, null=True)
    # None: a mark that a sheet had brought, and that was taken back with it.
    after = models.DecimalField(_("mark after"), max_digits=5, decimal_places=2, null=True)
    reason = models.TextField(_("reason"), max_length=500)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mark_corrections"
    )
    corrected_at = models.DateTimeField(_("corrected at"))
    # The spreadsheet that brought it, or that was taken back by it.
    sheet = models.ForeignKey(
        "courses.MarkSheet", models.PROTECT, null=True, blank=True, related_name="corrections"
    )

    objects = MarkCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of a mark")
        verbose_name_plural = _("corrections of marks")
        ordering = ["-corrected_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(after__gte=Decimal(0), after__lte=Decimal(100)),
                name="mark_correction_0_to_100",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="mark_correction_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.activity_id}: {self.before} → {self.after}"

    @property
    def told_reason(self) -> str:
        """The reason as a reader is told it: of a sheet that was taken back, that it was."""
        undone_at = None if self.sheet is None else self.sheet.undone_at
        if self.sheet is None or undone_at is None or self.corrected_at < undone_at:
            return self.reason
        return gettext("Taken back: %(reason)s") % {"reason": self.sheet.reason}
