"""Assignments: what is handed in, by which rubric it is reviewed, what being late costs."""

from collections.abc import Iterator

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField

from cms.blocks import BriefStreamBlock
from cms.models.files.media import AcademyImage
from cms.models.pages.activity import ActivityPage
from cms.models.pages.base import BasePage
from cms.models.pages.page_form import AssignmentPageForm
from cms.models.pages.rubric import Criterion, Level


class Evidence(models.TextChoices):
    PHOTOS = "photos", pgettext_lazy("evidence", "Photos")
    FILES = "files", pgettext_lazy("evidence", "Photos or files")
    PAIRS = "pairs", pgettext_lazy("evidence", "Photos in pairs: before and after")


class AssignmentPage(ActivityPage):
    """Work handed in and reviewed by a trainer with a rubric."""

    brief = StreamField(BriefStreamBlock(), verbose_name=_("what to do"), blank=True)
    evidence = models.CharField(
        _("what to hand in"), max_length=10, choices=Evidence.choices, default=Evidence.PHOTOS
    )
    max_files = models.PositiveSmallIntegerField(
        _("files at most"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("Of photos in pairs: pairs at most."),
    )
    is_final = models.BooleanField(_("final assignment of the course"), default=False)
    statement = models.CharField(
        _("statement of own work"),
        max_length=250,
        blank=True,
        help_text=_("What one confirms when handing in. Left empty: “I have made this myself.”"),
    )
    late_percent = models.PositiveSmallIntegerField(
        _("taken off for each day after the due date, in percent of the mark"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("0: being late costs nothing. The first hand-in counts, a revision does not."),
    )
    late_floor = models.PositiveSmallIntegerField(
        _("no mark falls below this by being late"),
        default=0,
        validators=[MaxValueValidator(100)],
    )
    peer_count = models.PositiveSmallIntegerField(
        _("works of others to give feedback on"),
        default=0,
        validators=[MaxValueValidator(3)],
        help_text=_(
            "0: none. Up to 3: who has handed in is given so many works of the batch, without "
            "names, and says what is good and what to try. It gives no mark."
        ),
    )
    peer_days = models.PositiveSmallIntegerField(
        _("days in which feedback is asked for"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("After them nobody is asked any more, and everybody reads what has come."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("brief"),
        FieldPanel("evidence"),
        FieldPanel("max_files"),
        FieldPanel("is_final"),
        FieldPanel("statement"),
        MultiFieldPanel(
            [FieldPanel("late_percent"), FieldPanel("late_floor")], heading=_("Being late")
        ),
        MultiFieldPanel(
            [FieldPanel("peer_count"), FieldPanel("peer_days")], heading=_("Feedback of classmates")
        ),
        InlinePanel("criteria", label=_("Criterion"), heading=_("Rubric")),
    ]
    base_form_class = AssignmentPageForm

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    @property
    def takes_pairs(self) -> bool:
        return bool(self.evidence == Evidence.PAIRS)

    @property
    def own_statement(self) -> str:
        """What one confirms when handing in."""
        return self.statement or gettext("I have made this myself.")

    def counts_for_a_mark(self) -> bool:
        return True

    def pictures_beside(self) -> Iterator[AcademyImage]:
        for criterion in self.criteria.all():
            for level in criterion.levels.all():
                if level.sample is not None:
                    yield level.sample

    def lacking(self) -> list[str]:
        if not self.brief:
            return [gettext("Nobody knows what to do: write it under “What to do”.")]
        faults = [
            f"{criterion.title}: {fault}"
            for criterion in self.criteria.all()
            if (fault := criterion.fault_of_levels())
        ]
        return [*faults, *super().lacking()]


class RubricCriterion(Criterion):
    """A criterion of an assignment."""

    page = ParentalKey(AssignmentPage, on_delete=models.CASCADE, related_name="criteria")

    class Meta(Criterion.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")


class RubricLevel(Level):
    """A level of a criterion of an assignment."""

    criterion = ParentalKey(RubricCriterion, on_delete=models.CASCADE, related_name="levels")

    class Meta(Level.Meta):
        verbose_name = pgettext_lazy("of a rubric", "level")
        verbose_name_plural = pgettext_lazy("of a rubric", "levels")
