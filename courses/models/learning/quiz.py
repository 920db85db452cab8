import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Reader
from cms.models import AcademyImage, QuizPage


class AttemptState(models.TextChoices):
    OPEN = "open", pgettext_lazy("attempt state", "open")
    MARKED = "marked", pgettext_lazy("attempt state", "marked")


class AttemptQuerySet(models.QuerySet["QuizAttempt"]):
    def overdue(self, since: dt.datetime) -> Self:
        """Return the open ones whose time was over before `since`."""
        return self.filter(state=AttemptState.OPEN, ends_at__lt=since)

    def visible_to(self, user: Reader) -> Self:
        return self.filter(enrollment__user=user) if user.is_authenticated else self.none()


class QuizAttempt(models.Model):
    """One try at a quiz; the questions are frozen in its answers when it begins."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrollment = models.ForeignKey("courses.Enrollment", models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(QuizPage, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=6, choices=AttemptState.choices, default=AttemptState.OPEN
    )
    pass_mark = models.DecimalField(_("mark needed to pass"), max_digits=5, decimal_places=2)
    mark = models.DecimalField(_("mark"), max_digits=5, decimal_places=2, null=True)
    has_passed = models.BooleanField(_("passed"), default=False)
    started_at = models.DateTimeField(_("started at"))
    # By the server's clock; None: there is no limit. More minutes granted move it.
    ends_at = models.DateTimeField(_("time is over at"), null=True)
    # The time was over, and nobody had handed it in.
    by_clock = models.BooleanField(_("handed in by the clock"), default=False)
    submitted_at = models.DateTimeField(_("handed in at"), null=True)
    happened_at = models.DateTimeField(_("time on the device"), null=True)
    # Of its questions, and once it is marked of what is said to them.
    pictures = models.ManyToManyField(AcademyImage, related_name="attempts")

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["number"]
        indexes = [
            models.Index(
                fields=["ends_at"], condition=models.Q(state="open"), name="attempt_running"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "quiz", "number"], name="attempt_number_once"
            ),
            models.UniqueConstraint(
                fields=["enrollment", "quiz"],
                condition=models.Q(state="open"),
                name="attempt_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=AttemptState.values), name="attempt_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open") | models.Q(mark__isnull=False),
                name="attempt_marked_has_mark",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.quiz_id} {self.number}"

    @property
    def is_over(self) -> bool:
        """Whether its time is over by our clock."""
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def seconds_left(self) -> int | None:
        """How many seconds are left, for the page that counts them down; None: no limit."""
        if self.ends_at is None:
            return None
        return max(0, int((self.ends_at - timezone.now()).total_seconds()))


class AttemptAnswer(models.Model):
    """A frozen question of an attempt and the answer, saved as it is given.

    `question` is what was asked: {slug, kind, text, picture, unit, units, options: [{id, text,
    picture}]}, of a matching with `answers: [{id, text}]`, of a place on a picture with `grid`.
    `key` is what is right and what is said: it is read only after marking.
    `answer` is {} until answered; then {options: [id]}, {places: {id: place}}, {text} or
    {number}. `bank_id` is the question in the bank of which this one was made.
    """

    attempt = models.ForeignKey(QuizAttempt, models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField(_("order"))
    points = models.PositiveSmallIntegerField(_("points"))
    question = models.JSONField(_("question"))
    key = models.JSONField(_("key"))
    bank_id = models.UUIDField(_("question of the bank"), db_index=True)
    answer = models.JSONField(_("answer"), default=dict)
    saved_at = models.DateTimeField(_("saved at"), null=True)
    happened_at = models.DateTimeField(_("time on the device"), null=True)
    # Share of the points, 0 to 1; set when the attempt is marked.
    share = models.DecimalField(_("share of the points"), max_digits=5, decimal_places=4, null=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="answer_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.position}"
