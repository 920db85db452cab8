from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.people.models import Reader


class PracticeCardQuerySet(models.QuerySet["PracticeCard"]):
    def visible_to(self, user: Reader) -> Self:
        """Return the reader's own: practice has no marks, and nobody else looks on."""
        return self.filter(user=user) if user.is_authenticated else self.none()


class PracticeCard(models.Model):
    """How well one person remembers one question, in all batches and courses that ask it.

    The question is known by its own id alone: taken out of the bank, it is asked no more, and
    what was practised stays. `asked` is its last asking, frozen: {question, key, answer, share,
    points}, in the shapes of `AttemptAnswer`.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="practice_cards"
    )
    question_id = models.UUIDField(_("question"))
    # The two figures of FSRS, as of the day of the last answer.
    stability = models.FloatField(_("stability"))
    difficulty = models.FloatField(_("difficulty"))
    answered_on = models.DateField(_("last practised"))
    due_on = models.DateField(_("comes back"))
    answer_count = models.PositiveIntegerField(_("answers"), default=0)
    wrong_count = models.PositiveIntegerField(_("wrong answers"), default=0)
    asked = models.JSONField(_("question and answer"), default=dict)

    objects = PracticeCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("practised question")
        verbose_name_plural = _("practised questions")
        constraints = [
            models.UniqueConstraint(fields=["user", "question_id"], name="practice_card_once"),
            models.CheckConstraint(
                condition=models.Q(wrong_count__lte=models.F("answer_count")),
                name="practice_card_wrong_of_all",
            ),
        ]
        # For what a trainer reads of a question; `user` alone is in the rule above.
        indexes = [models.Index(fields=["question_id"], name="practice_card_question")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.question_id}"


class PracticeReview(models.Model):
    """One answer in practice: right or not, on which day. A week's rhythm is made of these."""

    card = models.ForeignKey(PracticeCard, models.CASCADE, related_name="reviews")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="practice_reviews"
    )
    on = models.DateField(_("day"))
    was_right = models.BooleanField(_("right"))
    happened_at = models.DateTimeField(_("time on the device"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"))

    class Meta:
        verbose_name = _("answer in practice")
        verbose_name_plural = _("answers in practice")
        indexes = [models.Index(fields=["user", "on"], name="practice_review_user_day")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.on}"
