"""A quiz: what it asks, for how long, which attempt counts, and what is shown of it when."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.models import Orderable

from cms.models.pages.activity import ActivityPage
from cms.models.pages.base import BasePage
from cms.models.pages.page_form import QuizPageForm
from cms.models.question import Question

LONGEST_MINUTES, MOST_DRAWN = 600, 100


class QuizKind(models.TextChoices):
    QUIZ = "quiz", _("Quiz of a module")
    PRE_TEST = "pre_test", _("Pre-test")
    POST_TEST = "post_test", _("Post-test")


class Counting(models.TextChoices):
    """Which of the attempts of a person gives the mark."""

    BEST = "best", pgettext_lazy("attempt that counts", "the best")
    LAST = "last", pgettext_lazy("attempt that counts", "the last")
    FIRST = "first", pgettext_lazy("attempt that counts", "the first")
    MEAN = "mean", pgettext_lazy("attempt that counts", "the mean of all")


class Shown(models.TextChoices):
    """When something of a marked attempt is shown to its owner."""

    AT_ONCE = "at_once", pgettext_lazy("shown", "at once")
    SETTLED = "settled", pgettext_lazy("shown", "when passed, or when no attempt is left")
    PASSED = "passed", pgettext_lazy("shown", "when passed")
    NONE_LEFT = "none_left", pgettext_lazy("shown", "when no attempt is left")
    CLOSED = "closed", pgettext_lazy("shown", "after the module has closed")
    NEVER = "never", pgettext_lazy("shown", "never")


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
    counting = models.CharField(
        _("which attempt counts"),
        max_length=5,
        choices=Counting.choices,
        default=Counting.BEST,
        help_text=_("A change takes no mark away that somebody has."),
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit, minutes"),
        default=0,
        validators=[MaxValueValidator(LONGEST_MINUTES)],
        help_text=_("0: none. It runs on our clock from the beginning of an attempt."),
    )
    shuffles_questions = models.BooleanField(
        _("questions in another order each time"), default=False
    )
    shuffles_options = models.BooleanField(_("options in another order each time"), default=True)
    shows_mark = models.CharField(
        _("the mark is shown"),
        max_length=9,
        choices=Shown.choices,
        default=Shown.AT_ONCE,
        help_text=_("As long as it is hidden, nothing is shown from which it could be counted."),
    )
    shows_right = models.CharField(
        _("which answers were right is shown"),
        max_length=9,
        choices=Shown.choices,
        default=Shown.AT_ONCE,
    )
    shows_key = models.CharField(
        _("the right answers are shown"), max_length=9, choices=Shown.choices, default=Shown.SETTLED
    )
    shows_explanation = models.CharField(
        _("explanations are shown"), max_length=9, choices=Shown.choices, default=Shown.SETTLED
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
        FieldPanel("counting"),
        FieldPanel("time_limit"),
        MultipleChooserPanel("quiz_questions", chooser_field_name="question", label=_("Question")),
        InlinePanel(
            "draws",
            label=_("Draw"),
            heading=_("Drawn questions"),
            help_text=_(
                "So many published questions of the course's bank with this tag, others in each "
                "attempt as far as there are others. They come after those chosen above."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("shuffles_questions"), FieldPanel("shuffles_options")],
            heading=_("Order"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("shows_mark"),
                FieldPanel("shows_right"),
                FieldPanel("shows_key"),
                FieldPanel("shows_explanation"),
            ],
            heading=_("What is shown when"),
        ),
    ]
    base_form_class = QuizPageForm

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def counts_for_a_mark(self) -> bool:
        return self.kind != QuizKind.PRE_TEST

    def lacking(self) -> list[str]:
        asked = [row.question for row in self.quiz_questions.all()]
        draws = list(self.draws.all())
        if not asked and not draws:
            return [gettext("The quiz asks nothing: choose at least one question.")]
        drafts = sum(not question.live for question in asked)
        if not draws and drafts == len(asked):
            return [gettext("None of its questions is published: publish them in the bank first.")]
        found = [*super().lacking(), *(said for draw in draws if (said := draw.lacking()))]
        return [*found, drafts_told(drafts, len(asked))] if drafts else found


def drafts_told(drafts: int, chosen: int) -> str:
    """Say that so many of the questions chosen for a quiz are drafts: attempts leave them out."""
    return ngettext(
        "%(drafts)s of its %(chosen)s chosen questions is a draft, which no attempt asks: publish "
        "it in the bank, or take it out.",
        "%(drafts)s of its %(chosen)s chosen questions are drafts, which no attempt asks: publish "
        "them in the bank, or take them out.",
        drafts,
    ) % {"drafts": drafts, "chosen": chosen}


class QuizDraw(Orderable):
    """So many questions of a tag, drawn anew for each attempt."""

    page = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="draws")
    tag = models.CharField(_("tag"), max_length=100)
    count = models.PositiveSmallIntegerField(
        _("how many questions"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DRAWN)],
    )

    panels = [FieldPanel("tag"), FieldPanel("count")]

    class Meta(Orderable.Meta):
        verbose_name = _("draw of a quiz")
        verbose_name_plural = _("draws of quizzes")

    def __str__(self) -> str:
        return f"{self.count} × {self.tag}"

    def pool(self) -> "models.QuerySet[Question]":
        """Return the published questions of the course's bank from which it draws."""
        course_path = self.page.path[: -2 * self.page.steplen]
        chosen = [row.question_id for row in self.page.quiz_questions.all()]
        found: models.QuerySet[Question] = Question.objects.filter(
            live=True, course__path=course_path, tags__name__iexact=self.tag.strip()
        )
        return found.exclude(pk__in=chosen).distinct()

    def lacking(self) -> str:
        """Say that the bank has too few; where it lost some since, attempts take what is there."""
        there = self.pool().count()
        if there >= self.count:
            return ""
        return gettext(
            "“%(tag)s” has %(there)s published questions beside those chosen, and %(count)s are "
            "to be drawn. Publish more of them in the bank, or draw fewer."
        ) % {"tag": self.tag, "there": there, "count": self.count}


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
