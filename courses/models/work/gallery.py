"""Work that is shown to the people of a batch: proposed, consented to, shown, taken down."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Consent, ConsentGiver, Reader
from cms.outline import MODULE_PATH
from courses.models.batches.batch import ModuleSchedule
from courses.models.changes.reason import Reason
from courses.models.said.reporting import Hideable
from courses.models.seats.enrollment import SEAT_LEFT, Enrollment
from courses.models.work.submission import Submission, SubmissionState


class GalleryState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("gallery state", "waits for consent")
    SHOWN = "shown", pgettext_lazy("gallery state", "shown")
    KEPT_BACK = "kept_back", pgettext_lazy("gallery state", "not shown by its author")
    TAKEN_DOWN = "taken_down", pgettext_lazy("gallery state", "taken down")


class ShownName(models.TextChoices):
    """Under which name the author lets the work be seen."""

    SHORT = "short", _("With my first name")
    NONE = "none", _("Without a name")


class GalleryWorkQuerySet(models.QuerySet["GalleryWork"]):
    def shown(self) -> Self:
        """Return what is seen today, by consent, and not hidden by those who run the batch.

        Who has withdrawn the consent to the use of the own data, has left the batch, or whose
        account is closed, shows nothing any more, from that moment on.
        """
        author = models.OuterRef("submission__enrollment__user")
        withdrawn = Consent.objects.filter(
            user=author, withdrawn_at__gte=models.OuterRef("answered_at")
        )
        return self.filter(
            ~models.Exists(withdrawn),
            state=GalleryState.SHOWN,
            hidden_at__isnull=True,
            submission__state=SubmissionState.ACCEPTED,
            submission__enrollment__user__is_active=True,
        ).exclude(submission__enrollment__state__in=SEAT_LEFT)

    def in_gallery_of(self, seat: Enrollment) -> Self:
        """Return what `seat` sees in the gallery of its batch: of modules that are open to it."""
        later = ModuleSchedule.objects.filter(
            batch=seat.batch_id,
            opens_at__gt=timezone.now(),
            module__path=Substr(models.OuterRef("submission__assignment__path"), 1, MODULE_PATH),
        )
        return self.shown().filter(~models.Exists(later), batch=seat.batch_id)

    def visible_to(self, user: Reader) -> Self:
        """Return own ones, those of taught courses and own batches, and what own batches show."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        seats = Enrollment.objects.seated().filter(user=user)
        classmates = self.shown().filter(batch__in=seats.values("batch"))
        seen = models.Q(submission__enrollment__user=user) | models.Q(
            pk__in=classmates.values("pk")
        )
        return self.filter(seen | self._worked_with(user))

    def worked_with_by(self, user: Reader) -> Self:
        """Return those that `user` answers for: of taught courses, of own batches, or all."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        return self.filter(self._worked_with(user))

    @staticmethod
    def _worked_with(user: Reader) -> models.Q:
        found = models.Q(pk__in=[])
        if user.is_authenticated and user.is_trainer:
            found |= models.Q(submission__course__in=user.taught_courses.values("course"))
        if user.is_authenticated and user.is_coordinator:
            found |= models.Q(batch__in=user.coordinated_batches.all())
        return found


class GalleryWork(Hideable):
    """An accepted hand-in that a trainer proposed for the gallery of its batch, and why.

    It is seen only as long as its author consents, for a child with a grown-up who does so too.
    """

    TRANSITIONS = {
        GalleryState.PROPOSED: {
            GalleryState.SHOWN,
            GalleryState.KEPT_BACK,
            GalleryState.TAKEN_DOWN,
        },
        GalleryState.SHOWN: {GalleryState.KEPT_BACK, GalleryState.TAKEN_DOWN},
        # The author may think again.
        GalleryState.KEPT_BACK: {GalleryState.SHOWN, GalleryState.TAKEN_DOWN},
        # Proposed anew, it is asked for anew.
        GalleryState.TAKEN_DOWN: {GalleryState.PROPOSED},
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="gallery_work")
    # Whose people see it: the batch that the author was asked about, also after a move.
    batch = models.ForeignKey("courses.Batch", models.PROTECT, related_name="gallery_works")
    state = models.CharField(
        _("state"), max_length=10, choices=GalleryState.choices, default=GalleryState.PROPOSED
    )
    word = models.TextField(_("why it is good"), max_length=400)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposed_gallery_works"
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    shown_name = models.CharField(
        _("name in the gallery"), max_length=5, choices=ShownName.choices, default=ShownName.NONE
    )
    giver = models.CharField(
        _("consent given by"), max_length=10, choices=ConsentGiver.choices, blank=True
    )
    giver_name = models.CharField(_("name of the giver"), max_length=150, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="taken_down_gallery_works",
    )
    taken_down_at = models.DateTimeField(_("taken down at"), null=True, blank=True)
    taken_down_reason = models.ForeignKey(
        Reason, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = GalleryWorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("work in the gallery")
        verbose_name_plural = _("works in the gallery")
        ordering = ["-answered_at", "-pk"]
        indexes = [models.Index(fields=["batch", "state"], name="gallery_batch_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=GalleryState.values), name="gallery_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(shown_name__in=ShownName.values), name="gallery_name_known"
            ),
            models.CheckConstraint(condition=~models.Q(word=""), name="gallery_says_why"),
            models.CheckConstraint(
                condition=~models.Q(state="shown")
                | (models.Q(answered_at__isnull=False) & ~models.Q(giver="")),
                name="gallery_shown_by_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(giver__in=["", "self"]) | ~models.Q(giver_name=""),
                name="gallery_giver_named",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="taken_down")
                | models.Q(taken_down_at__isnull=False, taken_down_reason__isnull=False),
                name="gallery_taken_down_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.state}"

    @property
    def author_has_left(self) -> bool:
        """Whether its author has no seat in the batch any more."""
        return self.submission.enrollment.state in SEAT_LEFT

    @property
    def can_be_shown(self) -> bool:
        """Whether it lies with its author alone that it is seen."""
        is_accepted = self.submission.state == SubmissionState.ACCEPTED
        return is_accepted and self.hidden_at is None and not self.author_has_left

    @property
    def author_name(self) -> str:
        """The name that the author chose to be seen under; "" for none."""
        if self.shown_name == ShownName.NONE:
            return ""
        return self.submission.enrollment.user.get_short_name()
