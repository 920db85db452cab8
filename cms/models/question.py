import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin

from cms.models.files.media import AcademyImage

ALT = _("Description for those who cannot see it")


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("One right option")
    MULTIPLE = "multiple", _("Several right options")
    TRUE_FALSE = "true_false", _("True or false")
    SHORT_TEXT = "short_text", _("Short text")
    NUMBER = "number", _("Number")
    MATCH = "match", _("Matching")
    ORDERING = "ordering", pgettext_lazy("kind of question", "Ordering")
    HOTSPOT = "hotspot", _("A place on a picture")


class Difficulty(models.TextChoices):
    EASY = "easy", pgettext_lazy("difficulty", "easy")
    MEDIUM = "medium", pgettext_lazy("difficulty", "medium")
    HARD = "hard", pgettext_lazy("difficulty", "hard")


class QuestionLanguage(models.TextChoices):
    INDONESIAN = "id", _("Indonesian")
    ENGLISH = "en", _("English")
    ARABIC = "ar", _("Arabic")
    JAVANESE = "jv", _("Javanese")
    MADURESE = "mad", _("Madurese")


class QuestionTag(TaggedItemBase):
    """A tag of a question; tags are shared by all banks."""

    content_object = ParentalKey(
        "cms.Question", on_delete=models.CASCADE, related_name="tagged_items"
    )

    class Meta:
        verbose_name = _("tag of a question")
        verbose_name_plural = _("tags of questions")


class Question(DraftStateMixin, RevisionMixin, ClusterableModel):
    """A question of a course's bank, with its key.

    The key (which options are right, what belongs together, accepted answers, the places) leaves
    the server only after an attempt has been marked.
    """

    question_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        "cms.CoursePage", models.CASCADE, related_name="questions", verbose_name=_("course")
    )
    slug = models.SlugField(_("key word"), max_length=60, help_text=_("Unique in the course"))
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind.choices)
    text = models.TextField(_("question"))
    picture = models.ForeignKey(
        AcademyImage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(ALT, max_length=400, blank=True)
    lesson = models.ForeignKey(
        "cms.LessonPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lesson in which the answer stands"),
        help_text=_("Whoever answers wrongly is led to it. Of the same course."),
    )
    points = models.PositiveSmallIntegerField(
        _("points"), default=1, validators=[MinValueValidator(1)]
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    other_units = models.TextField(
        _("other units"),
        blank=True,
        help_text=_("One a line, with how many of it make one of the unit above: g = 1000"),
    )
    # Each a line: "rectangle 40,30;200,120", in the pixels of the picture (`formats.places`).
    spots = models.TextField(
        _("right places"),
        blank=True,
        help_text=_(
            "One a line, in the pixels of the picture: rectangle left,top;width,height or circle "
            "middle,middle;radius,0 or polygon x,y;x,y;x,y. Participants choose a square of a "
            "grid over the picture; squares that a place covers are right."
        ),
    )
    feedback = models.TextField(
        _("explanation"), blank=True, help_text=_("Said to everybody once the key is shown.")
    )
    feedback_picture = models.ForeignKey(
        AcademyImage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture of the explanation"),
    )
    feedback_picture_alt = models.CharField(ALT, max_length=400, blank=True)
    feedback_right = models.TextField(_("said to a right answer"), blank=True)
    feedback_partly = models.TextField(_("said to a partly right answer"), blank=True)
    feedback_wrong = models.TextField(_("said to a wrong answer"), blank=True)
    category = models.CharField(_("category"), max_length=250, blank=True)
    difficulty = models.CharField(
        _("difficulty"), max_length=6, choices=Difficulty.choices, blank=True
    )
    language = models.CharField(
        _("language"), max_length=3, choices=QuestionLanguage.choices, blank=True
    )
    tags = ClusterTaggableManager(through=QuestionTag, blank=True, verbose_name=_("tags"))

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
                condition=models.Q(difficulty__in=["", *Difficulty.values]),
                name="question_difficulty_known",
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=["", *QuestionLanguage.values]),
                name="question_language_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class QuestionOption(Orderable):
    """One of the answers of a question, with what is said to it.

    Of a choice it can be chosen; of a short text or a number it is accepted ("*": any other);
    of a matching it is the left half, and `answer` what belongs to it; of an ordering it is a
    step, and the steps stand in their right order. `fraction` (per cent of the points) is told
    where it is not what `is_correct` says by itself.
    """

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="options")
    option_id = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.TextField(_("option"), blank=True)
    answer = models.CharField(_("what belongs to it"), max_length=300, blank=True)
    picture = models.ForeignKey(
        AcademyImage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(ALT, max_length=400, blank=True)
    is_correct = models.BooleanField(_("right"), default=False)
    fraction = models.DecimalField(
        _("per cent of the points"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-100), MaxValueValidator(100)],
        help_text=_("Only where it earns a part: −100 to 100. Empty: all or nothing."),
    )
    tolerance = models.DecimalField(
        _("may differ by"),
        max_digits=20,
        decimal_places=8,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    feedback = models.TextField(_("said when chosen"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("option")
        verbose_name_plural = _("options")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fraction__isnull=True) | models.Q(fraction__range=(-100, 100)),
                name="option_fraction_in_per_cent",
            ),
            models.CheckConstraint(
                condition=models.Q(tolerance__isnull=True) | models.Q(tolerance__gte=0),
                name="option_tolerance_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.text
