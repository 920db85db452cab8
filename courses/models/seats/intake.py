"""People who come to a batch by a coordinator's spreadsheet: the list, and its rows."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import MembershipRole, Pesantren, Reader
from academy.web.files.storages import private_storage
from courses.models.batches.batch import Batch
from courses.models.seats.enrollment import Pillar


class IntakeState(models.TextChoices):
    READING = "reading", pgettext_lazy("list of people", "being read")
    REFUSED = "refused", pgettext_lazy("list of people", "cannot be read")
    DRAFT = "draft", pgettext_lazy("list of people", "waits for your word")
    TAKING = "taking", pgettext_lazy("list of people", "being taken in")
    TAKEN = "taken", pgettext_lazy("list of people", "taken in")
    UNDOING = "undoing", pgettext_lazy("list of people", "being taken back")
    UNDONE = "undone", pgettext_lazy("list of people", "taken back")


# Nothing of these has been written but the list itself.
UNTAKEN = (IntakeState.READING, IntakeState.REFUSED, IntakeState.DRAFT)


class RestTo(models.TextChoices):
    """What becomes of those for whom no seat is left."""

    RESERVE = "reserve", _("They go to the reserve list, in the order of the file")
    NOBODY = "nobody", _("They are not taken; the result names them")


class IntakeListQuerySet(models.QuerySet["IntakeList"]):
    def visible_to(self, user: Reader) -> Self:
        """Return the lists of the batches that `user` runs."""
        return self.filter(batch__in=Batch.objects.visible_to(user))


class IntakeList(models.Model):
    """A file with people for a batch, from its upload until it was taken in or back."""

    TRANSITIONS = {
        IntakeState.READING: {IntakeState.DRAFT, IntakeState.REFUSED},
        IntakeState.REFUSED: {IntakeState.READING},
        IntakeState.DRAFT: {IntakeState.READING, IntakeState.TAKING},
        IntakeState.TAKING: {IntakeState.TAKEN},
        IntakeState.TAKEN: {IntakeState.UNDOING},
        IntakeState.UNDOING: {IntakeState.UNDONE},
        IntakeState.UNDONE: set(),
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey("courses.Batch", models.PROTECT, related_name="intake_lists")
    state = models.CharField(
        _("state"), max_length=8, choices=IntakeState.choices, default=IntakeState.READING
    )
    filename = models.CharField(_("file name"), max_length=200)
    file = models.FileField(
        _("file"), storage=private_storage, upload_to="intake/%Y/%m/", max_length=200, blank=True
    )
    # The same file once more is pointed out.
    sha256 = models.CharField(max_length=64, db_index=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("uploaded at"))
    touched_at = models.DateTimeField(_("last changed at"))
    # Counts the changes of a draft: who confirms has seen this one.
    revision = models.PositiveIntegerField(default=0)
    message = models.TextField(_("why it cannot be read"), blank=True)
    # What is meant, where the coordinator has said it (`intake.rules.choices.Chosen`).
    chosen = models.JSONField(default=dict, blank=True)
    # How the file was understood: sheet, sheets that would do, heads with what each is read as.
    understood = models.JSONField(default=dict, blank=True)
    pillar = models.CharField(_("pillar"), max_length=16, choices=Pillar.choices, blank=True)
    membership_role = models.CharField(
        _("role at the pesantren"), max_length=10, choices=MembershipRole.choices, blank=True
    )
    rest_to = models.CharField(max_length=8, choices=RestTo.choices, blank=True)
    # Who has signed for the consent of all, on paper; "": nobody has.
    consent_by = models.CharField(_("name of who consents"), max_length=150, blank=True)
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, related_name="+")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("taken back at"), null=True)
    # How many rows had which result: stays when the rows have gone.
    figures = models.JSONField(default=dict, blank=True)

    objects = IntakeListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=IntakeState.values), name="intake_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=UNTAKEN)
                | ~models.Q(pillar="") & models.Q(confirmed_by__isnull=False),
                name="intake_taken_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_draft(self) -> bool:
        """Whether its rows can still be changed."""
        return self.state == IntakeState.DRAFT

    @property
    def is_untaken(self) -> bool:
        """Whether nothing of it has become an account or a seat."""
        return self.state in UNTAKEN

    @property
    def is_moving(self) -> bool:
        """Whether a job is at work on it, or should be."""
        return self.state in {IntakeState.READING, IntakeState.TAKING, IntakeState.UNDOING}


class Lot(models.TextChoices):
    """What would become of a row, before it is taken."""

    NEW = "new", pgettext_lazy("row of a list", "will be taken")
    KNOWN = "known", pgettext_lazy("row of a list", "has an account, will be taken")
    ASK = "ask", pgettext_lazy("row of a list", "decide")
    THERE = "there", pgettext_lazy("row of a list", "in this batch already")
    BARRED = "barred", pgettext_lazy("row of a list", "cannot be taken")
    FIX = "fix", pgettext_lazy("row of a list", "correct")
    LEFT = "left", pgettext_lazy("row of a list", "left out")
    SKIP = "skip", pgettext_lazy("row of a list", "passed over")


TAKEN_LOTS = (Lot.NEW, Lot.KNOWN)


class Why(models.TextChoices):
    """Why somebody who is right in the file is not simply taken."""

    SEATED_ELSEWHERE = (
        "seated_elsewhere",
        _("This person has a seat in another batch of this program, and nobody has two."),
    )
    APPLIED_ELSEWHERE = (
        "applied_elsewhere",
        _("This person's application for another batch of this program waits. Decide there first."),
    )
    HAD_SEAT = (
        "had_seat",
        _(
            "This person has left this batch. Take the person in again on the page of the "
            "participant."
        ),
    )
    CLOSED = "closed", _("This person's account is closed. A program manager can say why.")
    ONESELF = "oneself", _("This is you. Somebody else who runs the batch gives you a seat.")
    SEVERAL = (
        "several",
        _(
            "Several accounts are of this person. Have them merged first, then upload the row "
            "again."
        ),
    )
    EMAIL_TAKEN = (
        "email_taken",
        _("Another account has this e-mail address. Write the person's own, or leave it empty."),
    )
    ALIKE = (
        "alike",
        _(
            "Somebody here has the same name and the same birthday or pesantren. Is it the same "
            "person?"
        ),
    )


class Decision(models.TextChoices):
    """What a coordinator says of a probable double."""

    SAME = "same", _("The same person: no second account")
    OTHER = "other", _("Another person: a new account")


class Result(models.TextChoices):
    """What became of a row."""

    SEATED = "seated", pgettext_lazy("row of a list", "has a seat")
    RESERVE = "reserve", pgettext_lazy("row of a list", "on the reserve list")
    ROLE = "role", pgettext_lazy("row of a list", "has the role")
    THERE = "there", pgettext_lazy("row of a list", "was there already")
    REFUSED = "refused", pgettext_lazy("row of a list", "not taken")
    TAKEN_BACK = "back", pgettext_lazy("row of a list", "taken back")


class IntakeRow(models.Model):
    """A row of a list: what stands in it, its verdict, and what became of it.

    Cells and names of people go with the list, or a month after it was taken in.
    """

    listing = models.ForeignKey(IntakeList, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(default=dict)
    # The verdict on the row by itself; others further up add to it.
    alone = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    full_name = models.CharField(_("name"), max_length=150, blank=True)
    pesantren = models.ForeignKey(Pesantren, models.SET_NULL, null=True, related_name="+")
    lot = models.CharField(max_length=6, choices=Lot.choices)
    why = models.CharField(max_length=17, choices=Why.choices, blank=True)
    has_warnings = models.BooleanField(default=False)
    is_left_out = models.BooleanField(_("left out"), default=False)
    decision = models.CharField(max_length=5, choices=Decision.choices, blank=True)
    # Whose account it is: known before, or made for this row.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="intake_rows"
    )
    result = models.CharField(max_length=8, choices=Result.choices, blank=True)
    # Why it was not taken, or could not be taken back, in the words of who asked for it.
    told = models.CharField(max_length=400, blank=True)
    has_made_account = models.BooleanField(default=False)
    enrollment = models.ForeignKey(
        "courses.Enrollment", models.SET_NULL, null=True, related_name="intake_rows"
    )
    application = models.ForeignKey(
        "courses.Application", models.SET_NULL, null=True, related_name="intake_rows"
    )

    class Meta:
        verbose_name = _("row of a list of people")
        verbose_name_plural = _("rows of lists of people")
        ordering = ["number"]
        indexes = [models.Index(fields=["listing", "lot"], name="intake_row_lot")]
        constraints = [
            models.UniqueConstraint(fields=["listing", "number"], name="intake_row_once"),
            models.CheckConstraint(
                condition=models.Q(lot__in=Lot.values), name="intake_row_lot_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.number}"
