from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AccessKind(models.TextChoices):
    """What somebody came by: the account, a role, or the data of people."""

    SIGNED_IN = "signed_in", pgettext_lazy("access", "Signed in")
    SIGN_IN_FAILED = "sign_in_failed", pgettext_lazy("access", "Wrong PIN or password")
    CODE_RIGHT = "code_right", pgettext_lazy("access", "Right code of the second step")
    CODE_WRONG = "code_wrong", pgettext_lazy("access", "Wrong code of the second step")
    ROLE_GIVEN = "role_given", pgettext_lazy("access", "Role given")
    ROLE_TAKEN = "role_taken", pgettext_lazy("access", "Role taken")
    EXPORTED = "exported", pgettext_lazy("access", "List taken as Excel")
    FILE_TAKEN = "file_taken", pgettext_lazy("access", "File of a process downloaded")
    DATA_COPIED = "data_copied", pgettext_lazy("access", "Copy of one's own data")
    PAPER_OPENED = "paper_opened", pgettext_lazy("access", "Applicant's paper opened")
    WORK_OPENED = "work_opened", pgettext_lazy("access", "Participant's file opened")
    CERTIFICATE_OPENED = "certificate_opened", pgettext_lazy("access", "Certificate opened")
    PERSON_OPENED = "person_opened", pgettext_lazy("access", "Page of a person opened")


class AccessQuerySet(models.QuerySet["Access"]):
    def of(self, people: models.QuerySet[Any]) -> Self:
        """Return what any of `people` did, or what was done about them."""
        return self.filter(models.Q(who__in=people) | models.Q(about__in=people))

    def update(self, **_changes: Any) -> NoReturn:
        raise TypeError("What was recorded is not changed.")


class Access(models.Model):
    """Somebody came to an account or to the data of people: written once, never changed.

    Ids alone, no names and no words: what a row says of a person goes with the person's row.
    It is forgotten after `academy.people.accesses.KEPT_FOR`.
    """

    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    kind = models.CharField(_("what"), max_length=20, choices=AccessKind.choices)
    # None where nobody knows who it was: a wrong PIN.
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="accesses",
        verbose_name=_("who"),
    )
    # None where it is about many, or about an account that there is not.
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="accesses_about",
        verbose_name=_("about whom"),
    )
    role = models.CharField(_("role"), max_length=20, blank=True)
    address = models.CharField(_("network address"), max_length=60, blank=True)
    # The page it happened on; its ids say which batch or file. Without what was searched for.
    path = models.CharField(_("page"), max_length=200, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("accesses")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "at"], name="access_kind_at")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=AccessKind.values), name="access_kind_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.who_id} {self.about_id}"

    @property
    def is_page(self) -> bool:
        """Whether the address is that of a page one can go back to."""
        return self.kind in {AccessKind.EXPORTED, AccessKind.PERSON_OPENED}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, once. Raises TypeError for one that is written already."""
        if not self._state.adding:
            raise TypeError("What was recorded is not changed.")
        super().save(*args, **kwargs)
