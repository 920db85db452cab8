import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.learning.quiz import AttemptAnswer


class Remarking(models.Model):
    """Answers to one question marked again, since its key was wrong; kept with what was before."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bank_id = models.UUIDField(_("question of the bank"), db_index=True)
    reason = models.TextField(_("what was wrong"), max_length=500)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("marking again")
        verbose_name_plural = _("markings again")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.bank_id} {self.made_at:%Y-%m-%d}"


class RemarkedAnswer(models.Model):
    """What an answer had before it was marked again, and what its attempt has since."""

    remarking = models.ForeignKey(Remarking, models.CASCADE, related_name="answers")
    answer = models.ForeignKey(AttemptAnswer, models.CASCADE, related_name="remarked")
    key_before = models.JSONField(_("key before"))
    share_before = models.DecimalField(_("share before"), max_digits=5, decimal_places=4)
    share = models.DecimalField(_("share since"), max_digits=5, decimal_places=4)
    mark_before = models.DecimalField(_("mark before"), max_digits=5, decimal_places=2)
    mark = models.DecimalField(_("mark since"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("answer marked again")
        verbose_name_plural = _("answers marked again")
        constraints = [
            models.UniqueConstraint(fields=["remarking", "answer"], name="answer_remarked_once")
        ]

    def __str__(self) -> str:
        return f"{self.remarking_id} {self.answer_id}"
