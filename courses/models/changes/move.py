from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.people.models import User


class BatchMoveQuerySet(models.QuerySet["BatchMove"]):
    def of(self, person: User) -> Self:
        """Return those of one person, the newest first, each with its batches and who did it."""
        return self.filter(person=person).select_related("from_batch", "to_batch", "moved_by")


class BatchMove(models.Model):
    """A person went with the seat, and with all that was done in it, to another batch.

    The seat is the same row before and after: nothing is copied, so nothing can be lost or
    count twice. Where it was, and since when, stands here.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="batch_moves")
    enrollment = models.ForeignKey("courses.Enrollment", models.PROTECT, related_name="moves")
    from_batch = models.ForeignKey("courses.Batch", models.PROTECT, related_name="moves_away")
    to_batch = models.ForeignKey("courses.Batch", models.PROTECT, related_name="moves_here")
    reason = models.TextField(_("reason"), max_length=500)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(_("moved at"))
    # Since when the person was in the batch that was left: moved back, it counts again.
    enrolled_before = models.DateTimeField(_("enrolled before at"))
    # The rule of the new batch was met at once, by what came along.
    completed_by_it = models.BooleanField(_("passed by the move"), default=False)

    objects = BatchMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("move to another batch")
        verbose_name_plural = _("moves to other batches")
        ordering = ["-moved_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="batch_move_says_why"),
            models.CheckConstraint(
                condition=~models.Q(from_batch=models.F("to_batch")), name="batch_move_goes_on"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id}: {self.from_batch_id} → {self.to_batch_id}"
