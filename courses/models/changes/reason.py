from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.people.models import User


class ReasonQuerySet(models.QuerySet["Reason"]):
    def keep(self, text: str, *, person: User) -> "Reason | None":
        """Keep why something was decided about `person`; without a word there is nothing."""
        return self.create(person=person, text=text) if text else None


class Reason(models.Model):
    """Why something was decided about a person, in the words of who decided.

    Free text about a person: it stands here, where it can be erased with the person. The audit
    log, which nobody changes, holds the key alone.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reasons")
    text = models.TextField(_("reason"), max_length=500)
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)

    objects = ReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")

    def __str__(self) -> str:
        return str(self.pk)
