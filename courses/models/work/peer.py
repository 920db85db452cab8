import uuid
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Reader
from cms.models import AssignmentPage
from courses.models.batches.batch import Batch
from courses.models.said.reporting import Hideable, Hiding
from courses.models.seats.enrollment import SEAT_LEFT, Enrollment
from courses.models.work.submission import Submission, SubmissionState

# By which name it is reported and hidden (`courses.moderation.kinds`).
PEER_FEEDBACK = "peer_feedback"


class PeerLevel(models.TextChoices):
    """What a classmate suggests for a criterion; no mark."""

    NOT_YET = "not_yet", pgettext_lazy("peer level", "not yet")
    ENOUGH = "enough", pgettext_lazy("peer level", "enough")
    GOOD = "good", pgettext_lazy("peer level", "good")


class PeerFeedbackQuerySet(models.QuerySet["PeerFeedback"]):
    def given(self) -> Self:
        return self.filter(given_at__isnull=False)

    def there(self) -> Self:
        """Return those whose work its reader may look at (see `PeerFeedback.is_there`)."""
        here = self.filter(submission__enrollment__user__is_active=True)
        left = models.Q(giver__state__in=SEAT_LEFT) | models.Q(
            submission__enrollment__state__in=SEAT_LEFT
        )
        return here.exclude(left | models.Q(submission__state=SubmissionState.DRAFT))

    def asked(self) -> Self:
        """Return what is asked for today: not given, in time, and the work still lies there."""
        return self.there().filter(given_at__isnull=True, asked_until__gt=timezone.now())

    def readable(self) -> Self:
        """Return what authors may read: given, and not hidden."""
        return self.given().filter(hidden_at__isnull=True)

    def with_why_hidden(self) -> "models.QuerySet[PeerFeedback, Any]":
        """Say with each why it is hidden now (`why_hidden`; None: it is not)."""
        standing = Hiding.objects.filter(
            kind=PEER_FEEDBACK, object_id=models.OuterRef("pk"), shown_at__isnull=True
        )
        return self.annotate(why_hidden=models.Subquery(standing.values("reason")[:1]))

    def met_by(self, user: Reader) -> Self:
        """Return what `user` may read of what others said, as its author or as `visible_to`."""
        if not user.is_authenticated:
            return self.none()
        said = self.readable().filter(submission__enrollment__user=user)
        found = models.Q(pk__in=said.values("pk"))
        return self.filter(found | models.Q(pk__in=self.visible_to(user).values("pk")))

    def of_giver(self, user: Reader) -> Self:
        """Return what `user` was asked for; never about the own work, also after a merge."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(giver__user=user).exclude(submission__enrollment__user=user)

    def visible_to(self, user: Reader) -> Self:
        """Return what `user` was asked for, or what was said of hand-ins the reader works with."""
        if not user.is_authenticated:
            return self.none()
        others = Submission.objects.visible_to(user).exclude(enrollment__user=user)
        return self.filter(
            models.Q(pk__in=self.of_giver(user).values("pk"))
            | models.Q(given_at__isnull=False, submission__in=others)
        )


class PeerFeedback(Hideable):
    """What one participant is asked to say about another's hand-in, and what was said.

    `criteria` is a list of {title, description} as the rubric was when it was handed out;
    `levels` has a `PeerLevel` for each. Neither knows the other's name.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    giver = models.ForeignKey(Enrollment, models.PROTECT, related_name="peer_feedback_asked")
    assignment = models.ForeignKey(AssignmentPage, models.PROTECT, related_name="peer_feedback")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="peer_feedback")
    criteria = models.JSONField(_("criteria"), default=list)
    asked_at = models.DateTimeField(_("asked at"))
    asked_until = models.DateTimeField(_("asked until"))
    levels = models.JSONField(_("levels"), default=list, blank=True)
    good = models.TextField(_("what is good"), max_length=300, blank=True)
    advice = models.TextField(_("what to try"), max_length=300, blank=True)
    given_at = models.DateTimeField(_("given at"), null=True, blank=True)
    happened_at = models.DateTimeField(_("time on the device"), null=True, blank=True)

    objects = PeerFeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback of a classmate")
        verbose_name_plural = _("feedback of classmates")
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["giver", "assignment"], name="peer_giver_assignment")]
        constraints = [
            models.UniqueConstraint(fields=["giver", "submission"], name="peer_feedback_once"),
            models.CheckConstraint(
                condition=models.Q(given_at__isnull=True)
                | (~models.Q(good="") & ~models.Q(advice="")),
                name="peer_feedback_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} {self.submission_id}"

    @property
    def batch(self) -> Batch:
        """The batch in which it was said."""
        return self.giver.batch

    @property
    def is_there(self) -> bool:
        """Whether its reader may look at the work: it is handed in, and neither has left.

        Nor is the account of its author closed.
        """
        is_handed_in = self.submission.state != SubmissionState.DRAFT
        return is_handed_in and not self.author_has_left and not self.giver_has_left

    @property
    def author_has_left(self) -> bool:
        author = self.submission.enrollment
        return author.state in SEAT_LEFT or not author.user.is_active

    @property
    def giver_has_left(self) -> bool:
        return self.giver.state in SEAT_LEFT

    @property
    def is_open(self) -> bool:
        """Whether it is asked for now."""
        return self.given_at is None and self.asked_until > timezone.now() and self.is_there

    @property
    def said(self) -> list[tuple[str, str]]:
        """Each criterion with the word of the level that was suggested."""
        titles = [item["title"] for item in self.criteria]
        return [
            (title, str(PeerLevel(level).label))
            for title, level in zip(titles, self.levels, strict=False)
        ]
