"""What is asked and answered under an activity, among the people of one batch."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.people.models import Reader, User
from academy.web.files.storages import private_storage
from cms.models import ActivityPage, CoursePage, CourseTrainer
from courses.models.said.reporting import Hideable
from courses.models.seats.enrollment import Enrollment

LONGEST_POST = 2000
# Longer than can be sent: a draft is still cut.
LONGEST_DRAFT = 4 * LONGEST_POST


def _led_by(user: User) -> models.Q:
    """Return the condition for what `user` answers as one who teaches or runs the batch."""
    if user.is_program_manager:
        # An empty condition would vanish beside another one.
        return models.Q(pk__isnull=False)
    led = models.Q(pk__in=[])
    # Who lost a role may still stand in its lists.
    if user.is_trainer:
        led |= models.Q(course__in=CourseTrainer.objects.filter(user=user).values("course"))
    if user.is_coordinator:
        led |= models.Q(batch__in=user.coordinated_batches.values("pk"))
    return led


class PostQuerySet(models.QuerySet["Post"]):
    def questions(self) -> Self:
        return self.filter(question__isnull=True)

    def shown(self) -> Self:
        """Return what stands there for everybody: neither hidden nor taken back."""
        return self.filter(hidden_at__isnull=True, taken_back_at__isnull=True)

    def led_by(self, user: Reader) -> Self:
        """Return what `user` answers as one who teaches the course or runs the batch."""
        return self.filter(_led_by(user)) if user.is_authenticated else self.none()

    def waiting_for(self, user: Reader) -> Self:
        """Return the questions that nobody who teaches has answered, the oldest first."""
        waiting = self.questions().shown().filter(answered_at__isnull=True)
        return waiting.led_by(user).exclude(author=user.pk).order_by("posted_at", "pk")

    def visible_to(self, user: Reader) -> Self:
        """Return what is written in the reader's batches, own posts, and what the reader leads.

        What is hidden or taken back is among it: whoever shows it asks who may read the words.
        """
        if not user.is_authenticated:
            return self.none()
        seats = Enrollment.objects.filter(user=user).seated()
        own = models.Q(batch__in=seats.values("batch")) | models.Q(author=user)
        return self.filter(own | _led_by(user))


class Post(Hideable):
    """A question (`question` is None), or an answer to one.

    `answered_at` of a question: since when an answer of somebody who leads, or one that was
    marked, stands under it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answers"
    )
    batch = models.ForeignKey("courses.Batch", models.PROTECT, related_name="posts")
    activity = models.ForeignKey(ActivityPage, models.PROTECT, related_name="posts")
    # The course of the activity: who may answer is asked of it, for every list.
    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    # Written by somebody who teaches the course or runs the batch, as such.
    is_by_staff = models.BooleanField(_("of a trainer or coordinator"), default=False)
    text = models.TextField(_("text"), max_length=LONGEST_POST)
    posted_at = models.DateTimeField(_("sent at"))
    happened_at = models.DateTimeField(_("time on the device"), null=True, blank=True)
    edited_at = models.DateTimeField(_("changed at"), null=True, blank=True)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    is_marked = models.BooleanField(_("marked as the answer"), default=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["posted_at", "pk"]
        indexes = [
            models.Index(fields=["batch", "activity", "-posted_at"], name="post_of_activity"),
            models.Index(fields=["author", "posted_at"], name="post_of_author"),
            models.Index(
                fields=["course", "posted_at"],
                condition=models.Q(question__isnull=True, answered_at__isnull=True),
                name="post_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=models.Q(is_marked=True), name="post_one_marked"
            ),
            models.CheckConstraint(
                condition=models.Q(question__isnull=False) | models.Q(is_marked=False),
                name="post_marks_an_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(question__isnull=True) | models.Q(answered_at__isnull=True),
                name="post_answers_a_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_id} {self.activity_id}"

    @property
    def is_withheld(self) -> bool:
        """Whether its words are not for everybody (any more)."""
        return self.hidden_at is not None or self.taken_back_at is not None

    @property
    def thread(self) -> "Post":
        """The question that it is, or answers."""
        return self.question or self


class PostPictureQuerySet(models.QuerySet["PostPicture"]):
    def visible_to(self, user: Reader) -> Self:
        """Return the pictures of what `user` may read, and own ones that are not sent yet."""
        if not user.is_authenticated:
            return self.none()
        visible = Post.objects.visible_to(user)
        shown = models.Q(post__in=visible.shown().values("pk"))
        led = models.Q(post__in=Post.objects.led_by(user).values("pk"))
        return self.filter(shown | led | models.Q(owner=user))


class PostPicture(models.Model):
    """A picture of a post, kept upright, without its metadata.

    Before it is sent it is of no post, and waits with the `draft` of an answer, if it was kept.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="pictures")
    draft = models.ForeignKey(
        "courses.AnswerDraft", models.SET_NULL, null=True, blank=True, related_name="pictures"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filename = models.CharField(_("file name"), max_length=200)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    width = models.PositiveIntegerField(_("width"), null=True)
    height = models.PositiveIntegerField(_("height"), null=True)
    file = models.FileField(_("file"), storage=private_storage, upload_to="posts/%Y/%m/")
    thumbnail = models.FileField(
        _("small picture"), storage=private_storage, upload_to="posts/%Y/%m/"
    )
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)

    objects = PostPictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of a post")
        verbose_name_plural = _("pictures of posts")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.filename


class PostVersion(models.Model):
    """The words of a post before they were changed."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="versions")
    text = models.TextField(_("text"), max_length=LONGEST_POST)
    replaced_at = models.DateTimeField(_("replaced at"))

    class Meta:
        verbose_name = _("earlier words of a post")
        verbose_name_plural = _("earlier words of posts")
        ordering = ["replaced_at", "pk"]

    def __str__(self) -> str:
        return f"{self.post_id}"


class PostFollower(models.Model):
    """Somebody who wants to know the same as a question asks."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="followers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="followed_posts"
    )
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("one who wants to know too")
        verbose_name_plural = _("those who want to know too")
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="post_follower_once")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.user_id}"


class AnswerDraft(models.Model):
    """What somebody who teaches has typed of an answer and not sent yet, with its pictures."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="answer_drafts")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="answer_drafts"
    )
    text = models.TextField(_("text"), max_length=LONGEST_DRAFT)
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("draft of an answer")
        verbose_name_plural = _("drafts of answers")
        constraints = [models.UniqueConstraint(fields=["post", "author"], name="answer_draft_once")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.author_id}"
