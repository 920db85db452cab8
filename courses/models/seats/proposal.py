import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.models import Job
from academy.people.models import Reader
from courses.models.batches.batch import Batch


class Outcome(models.TextChoices):
    """What a proposal says of an application."""

    ACCEPT = "accept", pgettext_lazy("proposal", "Accept")
    RESERVE = "reserve", pgettext_lazy("proposal", "Reserve")
    LEAVE = "leave", pgettext_lazy("proposal", "Not chosen")
    # Probable doubles: somebody looks at them first.
    APART = "apart", pgettext_lazy("proposal", "Set apart")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: Reader) -> Self:
        """Return the proposals for the batches that `user` runs."""
        return self.filter(batch__in=Batch.objects.visible_to(user))


class Proposal(models.Model):
    """Whom to accept into a batch, worked out by rule from what is frozen in `asked`.

    `answer` is None while it is worked out. `failure` says in words why that was not possible.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField(_("number"))
    # Who is before whom where scores are equal is drawn with it; anybody can do so again.
    seed = models.CharField(_("seed of the lot"), max_length=64)
    asked = models.JSONField(_("asked"), default=dict)
    # Of `asked`: the same input has the same proposal.
    digest = models.CharField(_("digest of what was asked"), max_length=64)
    answer = models.JSONField(_("answer"), null=True)
    failure = models.CharField(_("why there is none"), max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    work = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    applied_at = models.DateTimeField(_("applied at"), null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal for the selection")
        verbose_name_plural = _("proposals for the selection")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="proposal_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} #{self.number}"


class ProposalPlace(models.Model):
    """What a proposal says of one application, and what was made of it by hand."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="places")
    application = models.ForeignKey(
        "courses.Application", models.PROTECT, related_name="proposal_places"
    )
    # By merit, from 1; ties stand as they were drawn.
    rank = models.PositiveIntegerField(_("rank"))
    score = models.PositiveSmallIntegerField(_("score"), null=True)
    proposed = models.CharField(_("proposed"), max_length=8, choices=Outcome.choices)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices)
    why = models.JSONField(_("why"), default=dict)

    class Meta:
        verbose_name = _("place in a proposal")
        verbose_name_plural = _("places in proposals")
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "application"], name="proposal_place_once"),
            models.CheckConstraint(
                condition=models.Q(proposed__in=Outcome.values)
                & models.Q(outcome__in=Outcome.values),
                name="proposal_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.application_id}"


class ProposalChange(models.Model):
    """A person was taken into a proposal or out of it by hand, and why."""

    # Several that were changed with one press are taken back together.
    together = models.UUIDField(default=uuid.uuid4)
    place = models.ForeignKey(ProposalPlace, models.CASCADE, related_name="changes")
    before = models.CharField(_("before"), max_length=8, choices=Outcome.choices)
    after = models.CharField(_("after"), max_length=8, choices=Outcome.choices)
    reason = models.ForeignKey("courses.Reason", models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("taken back at"), null=True)

    class Meta:
        verbose_name = _("change of a proposal")
        verbose_name_plural = _("changes of proposals")
        ordering = ["pk"]
        indexes = [models.Index(fields=["together"], name="proposal_change_together")]

    def __str__(self) -> str:
        return f"{self.place_id}: {self.before} → {self.after}"
