"""Attendance on paper: who stands in which row of a printed sheet, and the photos of its pages."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Reader
from academy.web.files.storages import private_storage
from courses.models.batches.session import AttendanceSource, AttendanceStatus, Session


def _noted_by(user: Reader, session: str) -> models.Q | None:
    """Return which rows are of sessions that `user` leads or whose batch `user` runs; None: all.

    `session` is the way to the session. Companions and participants see none: a page shows
    people of many pesantren.
    """
    if not user.is_authenticated:
        return models.Q(pk__in=())
    if user.is_program_manager:
        return None
    seen = models.Q(pk__in=())
    if user.is_trainer:
        seen |= models.Q(**{f"{session}__trainer": user})
    if user.is_coordinator:
        seen |= models.Q(**{f"{session}__batch__in": user.coordinated_batches.all()})
    return seen


class PaperSheetQuerySet(models.QuerySet["PaperSheet"]):
    def visible_to(self, user: Reader) -> Self:
        """Return those of sessions that `user` notes as a whole."""
        seen = _noted_by(user, "session")
        return self if seen is None else self.filter(seen)


class PaperPageQuerySet(models.QuerySet["PaperPage"]):
    def visible_to(self, user: Reader) -> Self:
        """Return those of sessions that `user` notes as a whole."""
        seen = _noted_by(user, "sheet__session")
        return self if seen is None else self.filter(seen)


class PaperPhotoQuerySet(models.QuerySet["PaperPhoto"]):
    def visible_to(self, user: Reader) -> Self:
        """Return those of sessions that `user` notes as a whole."""
        seen = _noted_by(user, "session")
        return self if seen is None else self.filter(seen)


class PaperSheet(models.Model):
    """A sheet as it was printed: its rows stay as they are, whatever becomes of the roster."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="paper_sheets")
    # Of one session, from 1: people say "the second sheet".
    number = models.PositiveSmallIntegerField(_("number"))
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    printed_at = models.DateTimeField(_("printed at"))

    objects = PaperSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("printed attendance sheet")
        verbose_name_plural = _("printed attendance sheets")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="paper_sheet_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} #{self.number}"


class PaperPage(models.Model):
    """A page of a sheet. Its code stands in the QR on it, and says nothing by itself."""

    sheet = models.ForeignKey(PaperSheet, models.PROTECT, related_name="pages")
    number = models.PositiveSmallIntegerField(_("page"))
    # Of a session in groups: the group on this page and its hall, as they were then.
    hall = models.CharField(_("group and hall"), max_length=270, blank=True)
    code = models.CharField(_("code"), max_length=16, unique=True)

    objects = PaperPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page of an attendance sheet")
        verbose_name_plural = _("pages of attendance sheets")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="paper_page_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.number}"


class PaperRow(models.Model):
    """A row on paper: a participant or a trainer, and what the paper says of them.

    `says` is what somebody has read there; the ledger may say something else. `settled_as` is
    what was left standing against the paper, with a reason: "" where nobody has decided so.
    """

    page = models.ForeignKey(PaperPage, models.PROTECT, related_name="rows")
    # Counted through the whole sheet, from 1.
    number = models.PositiveSmallIntegerField(_("row"))
    enrollment = models.ForeignKey(
        "courses.Enrollment", models.PROTECT, null=True, related_name="paper_rows"
    )
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="paper_rows"
    )
    says = models.CharField(
        _("status on paper"), max_length=7, choices=AttendanceStatus.choices, blank=True
    )
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    said_at = models.DateTimeField(_("transcribed at"), null=True)
    settled_as = models.CharField(
        _("left as"), max_length=7, choices=AttendanceStatus.choices, blank=True
    )

    class Meta:
        verbose_name = _("row of an attendance sheet")
        verbose_name_plural = _("rows of attendance sheets")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="paper_row_number_once"),
            models.CheckConstraint(
                condition=models.Q(enrollment__isnull=True) ^ models.Q(trainer__isnull=True),
                name="paper_row_of_one_person",
            ),
            models.CheckConstraint(
                condition=models.Q(says__in=["", *AttendanceStatus.values])
                & models.Q(settled_as__in=["", *AttendanceStatus.values]),
                name="paper_row_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.number}"


class PhotoState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("photo of a sheet", "waiting to be read")
    READ = "read", pgettext_lazy("photo of a sheet", "read")
    UNREAD = "unread", pgettext_lazy("photo of a sheet", "kept, not read")


class PhotoFault(models.TextChoices):
    """Why a photo was not read, in words for who has sent it; it is kept as evidence."""

    NO_SHEET = (
        "no_sheet",
        _(
            "The four corner marks were not found. Take the whole page, from above, with light "
            "from the side; or write the rows down by hand."
        ),
    )
    NO_CODE = (
        "no_code",
        _(
            "The code on the page could not be read. Take it again, nearer and without shadow on "
            "the code; or write the rows down by hand."
        ),
    )
    OF_ANOTHER = (
        "of_another",
        _("This page is of another session, and was not read. Send it there."),
    )
    LOST = ("lost", _("The file of this photo is not there any more. Send it again."))


class PaperPhoto(models.Model):
    """A photo of a page, kept as evidence; what was read of it is a proposal.

    `flat` is the page as it would lie under a scanner. `reading` holds what was found, by the
    row's number: {"14": {"status": "present", "confidence": 0.97, "doubt": ""}}.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="paper_photos")
    page = models.ForeignKey(PaperPage, models.PROTECT, null=True, related_name="photos")
    filename = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    file = models.FileField(_("file"), storage=private_storage, upload_to="paper/%Y/%m/")
    flat = models.FileField(_("flat"), storage=private_storage, upload_to="paper/%Y/%m/")
    state = models.CharField(
        _("state"), max_length=7, choices=PhotoState.choices, default=PhotoState.WAITING
    )
    fault = models.CharField(_("fault"), max_length=10, choices=PhotoFault.choices, blank=True)
    reading = models.JSONField(_("reading"), default=dict)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent at"))

    objects = PaperPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of an attendance sheet")
        verbose_name_plural = _("photos of attendance sheets")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "sha256"], name="paper_photo_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.sent_at:%Y-%m-%d}"


class TrainerAttendance(models.Model):
    """Whether the trainer came to a session; it counts for nobody's rule, and is accounted for."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="trainer_attendance")
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendance_as_trainer"
    )
    status = models.CharField(_("status"), max_length=7, choices=AttendanceStatus.choices)
    source = models.CharField(_("source"), max_length=9, choices=AttendanceSource.choices)
    page = models.ForeignKey(PaperPage, models.PROTECT, null=True, related_name="+")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("noted at"))

    class Meta:
        verbose_name = _("attendance of a trainer")
        verbose_name_plural = _("attendance of trainers")
        constraints = [
            models.UniqueConstraint(fields=["session", "trainer"], name="trainer_attendance_once"),
            models.CheckConstraint(
                condition=models.Q(status__in=AttendanceStatus.values)
                & models.Q(source__in=AttendanceSource.values),
                name="trainer_attendance_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainer_id} {self.session_id} {self.status}"


class AttendanceLetterQuerySet(models.QuerySet["AttendanceLetter"]):
    def visible_to(self, user: Reader) -> Self:
        """Return one's own, those of own santri, and those of sessions noted as a whole."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        seen = models.Q(enrollment__user=user) | models.Q(
            enrollment__pesantren__in=user.companion_of
        )
        if user.is_trainer:
            seen |= models.Q(session__trainer=user)
        if user.is_coordinator:
            seen |= models.Q(session__batch__in=user.coordinated_batches.all())
        return self.filter(seen)


class AttendanceLetter(models.Model):
    """A letter that says why somebody could not come: of the pesantren, or of a doctor."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="letters")
    enrollment = models.ForeignKey(
        "courses.Enrollment", models.PROTECT, related_name="attendance_letters"
    )
    filename = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    file = models.FileField(_("file"), storage=private_storage, upload_to="letters/%Y/%m/")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent at"))

    objects = AttendanceLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter of absence")
        verbose_name_plural = _("letters of absence")
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return self.filename
