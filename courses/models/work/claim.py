from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.work.submission import Submission


class ReviewClaimQuerySet(models.QuerySet["ReviewClaim"]):
    def live(self) -> Self:
        """Return those that hold now."""
        return self.filter(until__gt=timezone.now())


class ReviewClaim(models.Model):
    """A trainer has a hand-in in hand, for a while: nobody else is given it meanwhile.

    `page` is the page that holds it: an older one that is closed late lets nothing go.
    """

    submission = models.OneToOneField(
        Submission, models.CASCADE, related_name="review_claim", verbose_name=_("submission")
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_claims"
    )
    page = models.CharField(_("page"), max_length=36, blank=True)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), db_index=True)

    objects = ReviewClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-in being reviewed")
        verbose_name_plural = _("hand-ins being reviewed")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="review_claim_ends_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.reviewer_id}"
