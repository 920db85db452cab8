import uuid
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Reader
from academy.web.files.storages import private_storage
from cms.models import AssignmentPage

BEFORE, AFTER = pgettext_lazy("photo", "Before"), pgettext_lazy("photo", "After")


class SubmissionState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("submission state", "draft")
    SUBMITTED = "submitted", pgettext_lazy("submission state", "waiting for review")
    REVISION = "revision", pgettext_lazy("submission state", "revision wanted")
    ACCEPTED = "accepted", pgettext_lazy("submission state", "accepted")


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def handed_in(self) -> Self:
        return self.exclude(state=SubmissionState.DRAFT)

    def waiting(self) -> Self:
        """Return those that wait for a review, the oldest first."""
        return self.filter(state=SubmissionState.SUBMITTED).order_by("submitted_at", "pk")

    def visible_to(self, user: Reader) -> Self:
        """Return own ones; handed-in ones of taught courses, own batches; or all handed in."""
        if not user.is_authenticated:
            return self.none()
        handed_in = ~models.Q(state=SubmissionState.DRAFT)
        if user.is_program_manager:
            return self.filter(models.Q(enrollment__user=user) | handed_in)
        seen = models.Q(enrollment__user=user)
        # No join: over a dozen tables the database thinks for 30 ms before it looks.
        if user.is_trainer:
            seen |= handed_in & models.Q(course__in=user.taught_courses.values("course"))
        if user.is_coordinator:
            seen |= handed_in & models.Q(enrollment__batch__in=user.coordinated_batches.all())
        return self.filter(seen)


class Submission(models.Model):
    """One handing-in; the next one after a revision is a new row."""

    TRANSITIONS = {
        SubmissionState.DRAFT: {SubmissionState.SUBMITTED},
        SubmissionState.SUBMITTED: {
            # Taken back by its author while nobody has reviewed it.
            SubmissionState.DRAFT,
            SubmissionState.REVISION,
            SubmissionState.ACCEPTED,
        },
        # Undo of a review; or found wrong later, and asked for again.
        SubmissionState.REVISION: {SubmissionState.SUBMITTED},
        SubmissionState.ACCEPTED: {SubmissionState.SUBMITTED, SubmissionState.REVISION},
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrollment = models.ForeignKey("courses.Enrollment", models.PROTECT, related_name="submissions")
    assignment = models.ForeignKey(AssignmentPage, models.PROTECT, related_name="submissions")
    # The course of the assignment: who may review is asked of it, for every list.
    course = models.ForeignKey("cms.CoursePage", models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=9, choices=SubmissionState.choices, default=SubmissionState.DRAFT
    )
    note = models.TextField(_("note to the trainer"), max_length=4000, blank=True)
    # The companion who has put it together or handed it in for the person; None: nobody has.
    helped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        related_name="helped_submissions", verbose_name=_("with the help of"),
    )  # fmt: skip
    # What the person confirmed when handing in, in the words of then.
    statement = models.CharField(_("statement of own work"), max_length=250, blank=True)
    # The late rule as it was at handing in: {days, percent, floor}, see `rules.Lateness`.
    lateness = models.JSONField(_("late rule"), null=True, blank=True)
    created_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    happened_at = models.DateTimeField(_("time on the device"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["number"]
        indexes = [models.Index(fields=["state", "submitted_at"], name="submission_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "assignment", "number"], name="submission_number_once"
            ),
            models.UniqueConstraint(
                fields=["enrollment", "assignment"],
                condition=models.Q(state__in=["draft", "submitted"]),
                name="submission_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=SubmissionState.values), name="submission_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(submitted_at__isnull=False),
                name="submission_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment_id} {self.assignment_id} {self.number}"


class SubmissionFileQuerySet(models.QuerySet["SubmissionFile"]):
    def visible_to(self, user: Reader) -> Self:
        """Return the files of the submissions that `user` may see.

        A companion sees those of what they help with, as long as they accompany the person.
        """
        seen = models.Q(submission__in=Submission.objects.visible_to(user))
        if user.is_authenticated and user.is_companion:
            seen |= models.Q(
                submission__helped_by=user, submission__enrollment__pesantren__in=user.companion_of
            )
        return self.filter(seen)

    def pictures(self) -> Self:
        return self.filter(content_type__startswith="image/").exclude(thumbnail="")


class SubmissionFile(models.Model):
    """A photo or file of a submission. Photos are kept upright, without their metadata."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    filename = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    width = models.PositiveIntegerField(_("width"), null=True)
    height = models.PositiveIntegerField(_("height"), null=True)
    file = models.FileField(_("file"), storage=private_storage, upload_to="submissions/%Y/%m/")
    thumbnail = models.FileField(
        _("small picture"), storage=private_storage, upload_to="submissions/%Y/%m/", blank=True
    )
    # Of photos in pairs: 1 before, 2 after, 3 before … 0 where it stands alone.
    slot = models.PositiveSmallIntegerField(_("place in the pairs"), default=0)
    # What its pieces were called, where it came in some (`SentPiece.sending`).
    sent_as = models.UUIDField(null=True)
    # 16 hexadecimal digits of what a photo looks like (`academy.web.files.likeness`).
    look = models.CharField(_("look"), max_length=16, blank=True)
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)

    objects = SubmissionFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a submission")
        verbose_name_plural = _("files of submissions")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "slot"],
                condition=models.Q(slot__gt=0),
                name="submission_file_slot_once",
            )
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def side(self) -> str:
        """“Before” or “After” of a pair; empty where it stands alone."""
        return "" if not self.slot else str(BEFORE if self.slot % 2 else AFTER)


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("verdict", "Accepted")
    REVISION = "revision", pgettext_lazy("verdict", "Revision wanted")


class Review(models.Model):
    """What a trainer said about a submission. One that was undone stays, marked so.

    `scores` is a list of {criterion, title, points, of} as the rubric was then, with the
    {key, title, words} of the level that was reached as `level`; `pins` what was said at places
    of its photos: {file, x, y, r, text}, in shares of a photo's sides. `lateness` says what being
    late has taken off the mark: {days, percent, before}.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict.choices)
    mark = models.DecimalField(_("mark"), max_digits=5, decimal_places=2, null=True, blank=True)
    scores = models.JSONField(_("rubric"), default=list)
    lateness = models.JSONField(_("taken off for being late"), null=True, blank=True)
    pins = models.JSONField(_("marks on the photos"), default=list, blank=True)
    feedback = models.TextField(_("feedback"), max_length=4000, blank=True)
    voice = models.ForeignKey(
        "courses.VoiceNote", models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    reviewed_at = models.DateTimeField(_("reviewed at"))
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-reviewed_at", "-pk"]
        indexes = [
            models.Index(fields=["reviewer", "-reviewed_at", "-id"], name="review_by_reviewer")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=models.Q(undone_at__isnull=True),
                name="review_one_valid",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=Verdict.values), name="review_verdict_known"
            ),
            models.CheckConstraint(
                condition=models.Q(mark__isnull=True)
                | models.Q(mark__gte=Decimal(0), mark__lte=Decimal(100)),
                name="review_mark_0_to_100",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="accepted")
                | ~models.Q(feedback="")
                | ~models.Q(pins=[]),
                name="review_revision_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.verdict}"

    @property
    def given_mark(self) -> Decimal | None:
        """The mark before something was taken off it for being late."""
        return Decimal(self.lateness["before"]) if self.lateness else self.mark


class ReviewDraft(models.Model):
    """What a trainer has typed and said of a review and not given yet; it survives the page.

    `typed` is text by field, as it was typed, also where it is not right yet. `written_by` says
    of each field which page wrote it last: its id, and the number of that page's edit.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="review_drafts")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_drafts"
    )
    typed = models.JSONField(_("typed"), default=dict)
    written_by = models.JSONField(_("written by"), default=dict)
    voice = models.ForeignKey(
        "courses.VoiceNote", models.PROTECT, null=True, blank=True, related_name="drafts"
    )
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("draft of a review")
        verbose_name_plural = _("drafts of reviews")
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "reviewer"], name="review_draft_once")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.reviewer_id}"


class SavedComment(models.Model):
    """A sentence that a trainer says often."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_comments"
    )
    text = models.CharField(_("comment"), max_length=500)
    # In how many reviews its owner has said it.
    used_count = models.PositiveIntegerField(_("used"), default=0)

    class Meta:
        verbose_name = _("saved comment")
        verbose_name_plural = _("saved comments")
        ordering = ["-used_count", "text"]
        constraints = [models.UniqueConstraint(fields=["owner", "text"], name="saved_comment_once")]

    def __str__(self) -> str:
        return self.text
