from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.people.models import User


class PersonMergeQuerySet(models.QuerySet["PersonMerge"]):
    def of(self, person: User) -> Self:
        """Return those of one person, the newest first, each with the account and who did it."""
        return self.filter(person=person).select_related("account", "merged_by")


class PersonMerge(models.Model):
    """Two accounts turned out to be of one person, and became one.

    Kept for good with its reason. `rows` says which rows were the other account's, by relation:
    what came from where can be told, though no page takes a merge back.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="merges")
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="merge")
    reason = models.TextField(_("reason"), max_length=500)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(_("merged at"))
    rows = models.JSONField(default=dict, editable=False)
    # Phone and e-mail of the closed account, where the person has others.
    left = models.JSONField(_("contacts of the closed account"), default=dict)

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of two accounts")
        verbose_name_plural = _("merges of accounts")
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="person_merge_says_why"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("account")), name="person_merge_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} → {self.person_id}"
