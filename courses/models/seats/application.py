import uuid
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import MembershipRole, Pesantren, Reader, User
from academy.web.files.storages import private_storage
from courses.models.batches.batch import Batch
from courses.models.seats.enrollment import Pillar


class ApplicationState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("application state", "draft")
    SUBMITTED = "submitted", pgettext_lazy("application state", "sent")
    VERIFIED = "verified", pgettext_lazy("application state", "verified")
    ACCEPTED = "accepted", pgettext_lazy("application state", "accepted")
    RESERVE = "reserve", pgettext_lazy("application state", "on the reserve list")
    DECLINED = "declined", pgettext_lazy("application state", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("application state", "withdrawn")


OPEN_STATES = [
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.VERIFIED,
    ApplicationState.RESERVE,
]
# Where a coordinator has something to do: to verify, or to decide.
WAITING_STATES = [ApplicationState.SUBMITTED, ApplicationState.VERIFIED]
# Who has one of these waits for a seat here, or has it.
ASKING_STATES = [*WAITING_STATES, ApplicationState.RESERVE, ApplicationState.ACCEPTED]
# Drafts and what was withdrawn say nothing about who asks for a seat now.
NOT_ASKING = [ApplicationState.DRAFT, ApplicationState.WITHDRAWN]


class ApplicationQuerySet(models.QuerySet["Application"]):
    def sent(self) -> Self:
        """Return all that were sent (drafts are the applicants' own affair)."""
        return self.exclude(state=ApplicationState.DRAFT)

    def waiting(self) -> Self:
        """Return those that a coordinator has to verify or to decide."""
        return self.filter(state__in=WAITING_STATES)

    def waiting_for(self, user: User) -> Self:
        """Return those that `user` has to verify or to decide.

        By batches, not by `visible_to`: its "or one's own" reads every application of all
        (90 ms at 310,000 of them, on every page of the workspace).
        """
        if user.is_program_manager:
            return self.waiting()
        if not user.is_coordinator:
            return self.none()
        return self.waiting().filter(batch__in=user.coordinated_batches.all())

    def latest_of(self, user: Reader, batch: Batch) -> "Application | None":
        """Return the application of `user` for `batch` that matters: the newest not withdrawn.

        None where there is none, or nobody is signed in.
        """
        if not user.is_authenticated:
            return None
        own = self.filter(user=user, batch=batch).exclude(state=ApplicationState.WITHDRAWN)
        return own.order_by("-pk").first()

    def visible_to(self, user: Reader) -> Self:
        """Return own applications, and the sent ones of batches that `user` runs."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self.filter(models.Q(user=user) | ~models.Q(state=ApplicationState.DRAFT))
        seen = models.Q(user=user)
        if user.is_coordinator:
            seen |= models.Q(batch__in=user.coordinated_batches.all()) & ~models.Q(
                state=ApplicationState.DRAFT
            )
        return self.filter(seen)


class Application(models.Model):
    """A person asks for a seat in a batch. It saves as one goes; draft until sent."""

    TRANSITIONS = {
        ApplicationState.DRAFT: {ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN},
        ApplicationState.SUBMITTED: {
            ApplicationState.VERIFIED,
            ApplicationState.DECLINED,
            ApplicationState.WITHDRAWN,
        },
        ApplicationState.VERIFIED: {
            ApplicationState.SUBMITTED,
            ApplicationState.ACCEPTED,
            ApplicationState.RESERVE,
            ApplicationState.DECLINED,
            ApplicationState.WITHDRAWN,
        },
        ApplicationState.RESERVE: {
            ApplicationState.VERIFIED,
            ApplicationState.ACCEPTED,
            ApplicationState.DECLINED,
            ApplicationState.WITHDRAWN,
        },
        # Undo, and only before the person has begun (the action checks).
        ApplicationState.ACCEPTED: {ApplicationState.VERIFIED, ApplicationState.RESERVE},
        ApplicationState.DECLINED: {
            ApplicationState.VERIFIED,
            ApplicationState.SUBMITTED,
            ApplicationState.RESERVE,
        },
        ApplicationState.WITHDRAWN: set(),
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey("courses.Batch", models.PROTECT, related_name="applications")
    program = models.ForeignKey("courses.Program", models.PROTECT, related_name="applications")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications")
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ApplicationState.choices,
        default=ApplicationState.DRAFT,
    )
    pesantren = models.ForeignKey(
        Pesantren, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    # What the applicant wrote where the pesantren is not in the list yet.
    pesantren_note = models.CharField(_("pesantren not in the list"), max_length=200, blank=True)
    membership_role = models.CharField(
        _("role at the pesantren"), max_length=10, choices=MembershipRole.choices, blank=True
    )
    pillar = models.CharField(_("pillar"), max_length=16, choices=Pillar.choices, blank=True)
    has_phone = models.BooleanField(_("has a phone of one's own"), null=True)
    motivation = models.TextField(_("why I want to join"), max_length=2000, blank=True)
    experience = models.TextField(_("what I have made or sold so far"), max_length=2000, blank=True)
    score = models.PositiveSmallIntegerField(
        _("score"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    reserve_position = models.PositiveIntegerField(_("place on the reserve list"), null=True)
    # What the applicant is told with a decision.
    reason = models.TextField(_("reason"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    happened_at = models.DateTimeField(_("time on the device"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    # Where the last decision found it, so that it can be taken back.
    decided_from = models.CharField(_("state before the decision"), max_length=10, blank=True)
    decided_from_place = models.PositiveIntegerField(
        _("place on the reserve list before the decision"), null=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["submitted_at", "pk"]
        indexes = [
            models.Index(fields=["batch", "state"], name="application_batch_state"),
            # The few that wait, counted on every page of the workspace.
            models.Index(
                fields=["batch"],
                condition=models.Q(state__in=WAITING_STATES),
                name="application_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "program"],
                condition=models.Q(state__in=OPEN_STATES),
                name="application_one_open_per_program",
            ),
            models.UniqueConstraint(
                fields=["batch", "reserve_position"],
                condition=models.Q(reserve_position__isnull=False),
                name="application_reserve_position_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ApplicationState.values),
                name="application_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ApplicationState.RESERVE, reserve_position__isnull=False)
                | (
                    ~models.Q(state=ApplicationState.RESERVE)
                    & models.Q(reserve_position__isnull=True)
                ),
                name="application_reserve_has_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.batch_id}"


class ApplicationDocumentQuerySet(models.QuerySet["ApplicationDocument"]):
    def visible_to(self, user: Reader) -> Self:
        """Return the papers of the applications that `user` may see."""
        return self.filter(application__in=Application.objects.visible_to(user))


class ApplicationDocument(models.Model):
    """A paper that supports an application (student card, letter of the pesantren)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="documents")
    filename = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    file = models.FileField(_("file"), storage=private_storage, upload_to="applications/%Y/%m/")
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)

    objects = ApplicationDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of an application")
        verbose_name_plural = _("documents of applications")

    def __str__(self) -> str:
        return self.filename
