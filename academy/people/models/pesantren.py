import uuid
from typing import Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.text.typed import clean_typed


class CoachingStage(models.TextChoices):
    """The stages in which OPOP coaches a pesantren, in their order."""

    FIRST_COACHING = "first_coaching", _("First coaching")
    LEGAL_FORM = "legal_form", _("Legal form")
    COOPERATIVE = "cooperative", _("Founding the cooperative")
    PRODUCT = "product", _("Improving the product")
    MARKETING = "marketing", pgettext_lazy("stage of coaching", "Marketing")
    LEGAL_PAPERS = "legal_papers", _("Legal papers of the product")
    SKILLS = "skills", _("Raising people's skills")
    HALAL = "halal", _("Halal certification")
    EXPORT = "export", pgettext_lazy("stage of coaching", "Export to other countries")


class PesantrenQuerySet(models.QuerySet["Pesantren"]):
    def matching(self, text: str) -> Self:
        """Return those whose name holds `text` or whose NSPP begins with it."""
        return self.filter(called(text))


def called(text: str, pesantren: str = "") -> models.Q:
    """Return the condition for pesantren whose name holds `text` or whose NSPP begins with it.

    `pesantren` leads there (`pesantren__`).
    """
    text = clean_typed(text)
    by_name = models.Q(**{f"{pesantren}name__icontains": text})
    return by_name | models.Q(**{f"{pesantren}nspp__startswith": text})


class Pesantren(models.Model):
    """An Islamic boarding school. Names repeat; only the NSPP tells two apart."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nspp = models.CharField(
        _("NSPP"),
        max_length=12,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^\d{12}$", _("An NSPP has 12 digits."))],
    )
    name = models.CharField(_("name"), max_length=150, db_index=True)
    regency = models.ForeignKey("people.Regency", models.PROTECT, related_name="pesantren")
    district = models.ForeignKey(
        "people.District", models.PROTECT, null=True, blank=True, related_name="pesantren"
    )
    kopontren_name = models.CharField(_("cooperative (kopontren)"), max_length=150, blank=True)
    product = models.CharField(_("product"), max_length=100, blank=True)
    stage = models.CharField(
        _("stage of coaching"),
        max_length=20,
        choices=CoachingStage.choices,
        default=CoachingStage.FIRST_COACHING,
    )

    objects = PesantrenQuerySet.as_manager()

    class Meta:
        verbose_name = _("pesantren")
        verbose_name_plural = _("pesantren")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__in=CoachingStage.values), name="pesantren_stage_known"
            ),
            models.CheckConstraint(
                condition=models.Q(nspp__isnull=True) | ~models.Q(nspp=""),
                name="pesantren_nspp_not_blank",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PesantrenList(models.Model):
    """A list of pesantren read from a file, which waits for its reader's word or is imported."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    filename = models.CharField(max_length=255)
    # NSPP, name, regency (key), district (key or None) of each row that is right.
    rows = models.JSONField(default=list)
    # Line, reason (`registry.rules.Fault`) and the text that was found, of each that is not.
    faults = models.JSONField(default=list)
    # The heads of columns that are not read.
    passed_over = models.JSONField(default=list)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    imported_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.filename


class MembershipRole(models.TextChoices):
    SANTRI = "santri", _("Santri")
    ALUMNI = "alumni", pgettext_lazy("membership", "Alumni")
    KOPONTREN = "kopontren", _("Manager of the cooperative")
    COMPANION = "companion", _("Companion")
    COMMUNITY = "community", _("Community around the pesantren")


class Membership(models.Model):
    """A person belongs to a pesantren in a role."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    pesantren = models.ForeignKey(Pesantren, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=MembershipRole.choices)
    started_on = models.DateField(_("since"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "pesantren", "role"], name="membership_once_per_role"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=MembershipRole.values), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.pesantren_id}"
