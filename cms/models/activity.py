import uuid
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from cms.blocks import LessonStreamBlock
from cms.models.base import BasePage
from cms.models.page_form import QuizPageForm
from cms.models.question import Question
from cms.sizes import page_size


class ActivityPage(BasePage):
    """One step of a module, as the outline shows it; never made by itself."""

    activity_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    summary = models.CharField(_("summary"), max_length=250, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=10)
    is_graded = models.BooleanField(_("graded"), default=False, editable=False)
    # Bytes of text, pictures and media, measured when the page is saved.
    size = models.PositiveIntegerField(_("data size"), default=0, editable=False)

    exclude_fields_in_copy = ["activity_id"]
    is_creatable = False
    preview_modes = [("", _("As participants see it"))]
    parent_page_types = ["cms.ModulePage"]
    subpage_types: list[str] = []
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def counts_for_a_mark(self) -> bool:
        """Whether doing this activity gives a mark."""
        return False

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        # The public address shows a teaser and the way in; participants read in /belajar/.
        return "cms/activity_page.html"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return f"cms/preview/{self._meta.model_name}.html"

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Some saves name the few fields they write; the content is then the same as before.
        if kwargs.get("update_fields") is None:
            self.size = page_size(self)
            self.is_graded = self.counts_for_a_mark()
        super().save(*args, **kwargs)


class LessonPage(ActivityPage):
    """Content to read, see and hear."""

    body = StreamField(LessonStreamBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def lacking(self) -> list[str]:
        if not self.body:
            return [gettext("The lesson is empty: add a block under “Content”.")]
        return super().lacking()


class QuizKind(models.TextChoices):
    QUIZ = "quiz", _("Quiz of a module")
    PRE_TEST = "pre_test", _("Pre-test")
    POST_TEST = "post_test", _("Post-test")


class QuizPage(ActivityPage):
    """Questions of the course's bank, marked by the system."""

    kind = models.CharField(_("kind"), max_length=10, choices=QuizKind.choices, default="quiz")
    pass_mark = models.DecimalField(
        _("mark needed to pass"),
        max_digits=5,
        decimal_places=2,
        default=70,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    max_attempts = models.PositiveSmallIntegerField(
        _("attempts allowed"), default=3, help_text=_("0: as many as wanted")
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("kind"),
        FieldPanel("pass_mark"),
        FieldPanel("max_attempts"),
        MultipleChooserPanel("quiz_questions", chooser_field_name="question", label=_("Question")),
    ]
    base_form_class = QuizPageForm

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def counts_for_a_mark(self) -> bool:
        return self.kind != QuizKind.PRE_TEST

    def lacking(self) -> list[str]:
        asked = [row.question for row in self.quiz_questions.all()]
        if not asked:
            return [gettext("The quiz asks nothing: choose at least one question.")]
        if not any(question.live for question in asked):
            return [gettext("None of its questions is published: publish them in the bank first.")]
        return super().lacking()


class QuizQuestion(Orderable):
    """A question asked in a quiz, in its order."""

    page = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="quiz_questions")
    question = models.ForeignKey(
        Question, models.PROTECT, related_name="quiz_questions", verbose_name=_("question")
    )

    panels = [FieldPanel("question")]

    class Meta(Orderable.Meta):
        verbose_name = _("question of a quiz")
        verbose_name_plural = _("questions of quizzes")


class Evidence(models.TextChoices):
    PHOTOS = "photos", pgettext_lazy("evidence", "Photos")
    FILES = "files", pgettext_lazy("evidence", "Photos or files")


class AssignmentPage(ActivityPage):
    """Work handed in and reviewed by a trainer with a rubric."""

    brief = StreamField(LessonStreamBlock(), verbose_name=_("what to do"), blank=True)
    evidence = models.CharField(
        _("what to hand in"), max_length=10, choices=Evidence.choices, default=Evidence.PHOTOS
    )
    max_files = models.PositiveSmallIntegerField(
        _("files at most"), default=6, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    is_final = models.BooleanField(_("final assignment of the course"), default=False)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("brief"),
        FieldPanel("evidence"),
        FieldPanel("max_files"),
        FieldPanel("is_final"),
        InlinePanel("criteria", label=_("Criterion"), heading=_("Rubric")),
    ]

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def counts_for_a_mark(self) -> bool:
        return True

    def lacking(self) -> list[str]:
        if not self.brief:
            return [gettext("Nobody knows what to do: write it under “What to do”.")]
        return super().lacking()


class RubricCriterion(Orderable):
    """What a reviewer looks at, and how many points it is worth."""

    page = ParentalKey(AssignmentPage, on_delete=models.CASCADE, related_name="criteria")
    title = models.CharField(_("criterion"), max_length=120)
    description = models.TextField(_("what good work shows"), blank=True)
    points = models.PositiveSmallIntegerField(
        _("points at most"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    panels = [FieldPanel("title"), FieldPanel("description"), FieldPanel("points")]

    class Meta(Orderable.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")

    def __str__(self) -> str:
        return self.title
