import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from academy.people.models import Reader
from courses.models.batches.batch import Batch

LONGEST_NAME = 60
LONGEST_QUERY = 600


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, user: Reader) -> Self:
        """Return those of the batches that `user` runs: who runs one shares all of them."""
        return self.filter(batch__in=Batch.objects.visible_to(user))


class SavedFilter(models.Model):
    """Some of a batch's participants, under a name that its coordinators share.

    `query` is what it means, as the address of the list says it: who it finds is asked anew
    each time.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="saved_filters")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.CharField(_("what it means"), max_length=LONGEST_QUERY)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("saved at"), auto_now_add=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint("batch", Lower("name"), name="saved_filter_name_once"),
            models.CheckConstraint(condition=~models.Q(query=""), name="saved_filter_says_whom"),
        ]

    def __str__(self) -> str:
        return self.name
