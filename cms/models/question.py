import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("One right option")
    MULTIPLE = "multiple", _("Several right options")
    TRUE_FALSE = "true_false", _("True or false")
    SHORT_TEXT = "short_text", _("Short text")
    NUMBER = "number", _("Number")


class Question(DraftStateMixin, RevisionMixin, ClusterableModel):
    """A question of a course's bank, with its key.

    The key (which options are right, accepted texts, the number) leaves the server only
    after an attempt has been marked.
    """

    question_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        "cms.CoursePage", models.CASCADE, related_name="questions", verbose_name=_("course")
    )
    slug = models.SlugField(_("key word"), max_length=60, help_text=_("Unique in the course"))
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind.choices)
    text = models.TextField(_("question"))
    points = models.PositiveSmallIntegerField(
        _("points"), default=1, validators=[MinValueValidator(1)]
    )
    accepted = models.TextField(
        _("accepted answers"),
        blank=True,
        help_text=_(
            "Short text: one a line. Case, spaces and signs around words do not count; a sign "
            "between figures does."
        ),
    )
    number = models.DecimalField(
        _("right number"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    tolerance = models.DecimalField(_("may differ by"), max_digits=14, decimal_places=4, default=0)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    feedback_right = models.TextField(_("said to a right answer"), blank=True)
    feedback_wrong = models.TextField(_("said to a wrong answer"), blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["course", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="question_slug_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=QuestionKind.values), name="question_kind_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="number") | models.Q(number__isnull=False),
                name="question_number_given",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class QuestionOption(Orderable):
    """An option of a question (also the two of true/false), with what is said to its choice."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="options")
    option_id = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.CharField(_("option"), max_length=300)
    is_correct = models.BooleanField(_("right"), default=False)
    feedback = models.TextField(_("said when chosen"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("option")
        verbose_name_plural = _("options")

    def __str__(self) -> str:
        return self.text
