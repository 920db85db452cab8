import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, PermissionsMixin, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.text.typed import clean_typed
from academy.people.particulars.names import KEY_LENGTH, addressed, name_key, short_name


class Gender(models.TextChoices):
    FEMALE = "female", pgettext_lazy("gender", "Female")
    MALE = "male", pgettext_lazy("gender", "Male")
    UNKNOWN = "", pgettext_lazy("gender", "Not given")


class Role(models.TextChoices):
    """Roles of those who work here. Which courses or batches: rows that point at them."""

    TRAINER = "trainer", _("Trainer")
    COORDINATOR = "coordinator", _("Coordinator")
    PROGRAM_MANAGER = "program_manager", _("Program manager")
    PARTNER = "partner", pgettext_lazy("role", "Partner")
    EDITOR = "editor", pgettext_lazy("role", "Editor")


# Roles that see other people's data sign in with a second factor.
MFA_ROLES = frozenset({Role.TRAINER, Role.COORDINATOR, Role.PROGRAM_MANAGER, Role.PARTNER})


# The managers that mypy misses are of Wagtail's models, which have no types.
# The stubs do not find the managers that Wagtail names for who uploaded a file.
class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """A person with an account. One full name; no first and last name (many have one word)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(
        _("user name"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9._-]*$",
                _("A user name starts with a letter and has lower-case letters and digits."),
            )
        ],
    )
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    phone = models.CharField(_("phone"), max_length=16, blank=True, db_index=True)
    full_name = models.CharField(_("full name"), max_length=150)
    title = models.CharField(_("title"), max_length=40, blank=True)
    arabic_name = models.CharField(_("name in Arabic script"), max_length=150, blank=True)
    certificate_name = models.CharField(_("name as on the certificate"), max_length=190, blank=True)
    name_key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True)
    gender = models.CharField(_("gender"), max_length=6, choices=Gender.choices, blank=True)
    birth_on = models.DateField(_("date of birth"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    must_change_secret = models.BooleanField(_("must choose a new PIN"), default=False)
    # How often the address of the own calendar was exchanged for another one.
    calendar_number = models.PositiveSmallIntegerField(default=0, editable=False)
    is_demo = models.BooleanField(_("of the demo"), default=False, editable=False)
    is_staff = models.BooleanField(_("may open the content admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined at"), auto_now_add=True)
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True, editable=False)
    # One person had two accounts: this one is closed, and its user name leads to that one.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_accounts",
        verbose_name=_("merged into"),
    )

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = pgettext_lazy("account", "person")
        verbose_name_plural = pgettext_lazy("account", "people")
        indexes = [models.Index(fields=["name_key", "birth_on"], name="user_probable_duplicate")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(gender__in=Gender.values), name="user_gender_known"
            ),
            models.CheckConstraint(
                condition=models.Q(email__isnull=True) | ~models.Q(email=""),
                name="user_email_not_blank",
            ),
            # Who has been merged cannot sign in, by no way.
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | models.Q(is_active=False, email__isnull=True, phone=""),
                name="user_merged_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.full_name = clean_typed(self.full_name)
        self.name_key = name_key(self.full_name)
        self.email = clean_typed(self.email or "").lower() or None
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return short_name(self.full_name)

    @property
    def display_name(self) -> str:
        """Name with its title, or with its degree after it, as one addresses the person."""
        return addressed(self.full_name, self.title)

    @property
    def printed_name(self) -> str:
        """The name that a certificate shows."""
        return self.certificate_name or self.full_name

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles granted, read once per request."""
        return frozenset(self.role_grants.values_list("role", flat=True))

    @cached_property
    def companion_of(self) -> frozenset[int]:
        """Ids of the pesantren that this person accompanies today."""
        return frozenset(
            self.memberships.filter(role="companion", ended_on__isnull=True).values_list(
                "pesantren_id", flat=True
            )
        )

    @property
    def has_own_secret(self) -> bool:
        """Whether the PIN or password is one that this person chose."""
        return self.has_usable_password() and not self.must_change_secret

    @property
    def is_companion(self) -> bool:
        return bool(self.companion_of)

    @property
    def is_trainer(self) -> bool:
        return Role.TRAINER in self.roles

    @property
    def is_coordinator(self) -> bool:
        return Role.COORDINATOR in self.roles

    @property
    def is_program_manager(self) -> bool:
        return Role.PROGRAM_MANAGER in self.roles

    @property
    def is_partner(self) -> bool:
        return Role.PARTNER in self.roles

    @property
    def is_editor(self) -> bool:
        return Role.EDITOR in self.roles

    @property
    def works_here(self) -> bool:
        """Whether /kerja/ has anything for this person."""
        return bool(self.roles - {Role.EDITOR}) or self.is_companion

    @property
    def needs_password(self) -> bool:
        """Whether six digits are not enough: who works here reads or writes for others.

        Who is a companion alone has no role, and keeps a PIN on purpose. In a pesantren one
        handset is shared: a password typed there is read by those beside, or kept by the
        browser, and one that is hard to type is written on the wall. What a PIN opens is the
        santri of one pesantren, never marks, certificates or other places; and guessing it is
        slowed for each account and for the whole site (`entrance.guessing.throttle`).
        """
        return bool(self.roles)

    @property
    def needs_mfa(self) -> bool:
        return bool(self.roles & MFA_ROLES)


# Who asks: a person, or somebody who has not signed in.
type Reader = User | AnonymousUser


class RoleGrant(models.Model):
    """A role given to a person, by whom and since when."""

    user = models.ForeignKey(User, models.CASCADE, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="granted_roles")
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("role grant")
        verbose_name_plural = _("role grants")
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="role_granted_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
