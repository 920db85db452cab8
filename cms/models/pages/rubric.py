"""Rubrics: what reviewers look at, in levels of words; and those that are kept to be used again."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from cms.blocks.pictures import source_of

MOST_LEVELS = 5


def _fault(most: int, given: Sequence[int]) -> str:
    """Return why no reviewer could give points by levels that give so many; "" if one could."""
    if len(given) == 1:
        return gettext("One level is no choice: add a second one, or take it away.")
    if given and max(given) != most:
        return gettext("The best level gives the points at most: %(most)s.") % {"most": most}
    return ""


class Criterion(Orderable, ClusterableModel):
    """What a reviewer looks at, and how many points it is worth."""

    title = models.CharField(_("criterion"), max_length=120)
    description = models.TextField(_("what good work shows"), blank=True)
    points = models.PositiveSmallIntegerField(
        _("points at most"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("description"),
        FieldPanel("points"),
        InlinePanel(
            "levels",
            label=_("Level"),
            heading=_("Levels"),
            max_num=MOST_LEVELS,
            help_text=_(
                "Up to five, the lowest first. The reviewer taps one; without levels the "
                "reviewer types points."
            ),
        ),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title

    def fault_of_levels(self) -> str:
        """Return why no reviewer could give points by its levels; "" if one could."""
        return _fault(self.points, [level.points for level in self.levels.all()])


class Level(Orderable):
    """How far a criterion is met, in words, with the points that it gives; and a sample of it."""

    title = models.CharField(pgettext_lazy("of a rubric", "level"), max_length=40)
    words = models.TextField(_("what this looks like"), max_length=300, blank=True)
    points = models.PositiveSmallIntegerField(
        pgettext_lazy("rubric", "points"), validators=[MaxValueValidator(100)]
    )
    sample = models.ForeignKey(
        "cms.AcademyImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sample work"),
    )
    sample_alt = models.CharField(_("the sample in words"), max_length=200, blank=True)
    sample_note = models.CharField(_("what to see in the sample"), max_length=200, blank=True)
    # Bytes of the sample as it is shown, measured when the level is saved.
    sample_size = models.PositiveIntegerField(_("data size"), default=0, editable=False)

    panels = [
        FieldPanel("title"),
        FieldPanel("points"),
        FieldPanel("words"),
        MultiFieldPanel(
            [FieldPanel("sample"), FieldPanel("sample_alt"), FieldPanel("sample_note")],
            heading=_("Sample work"),
        ),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        source = source_of(self.sample, measured=True)
        self.sample_size = source.size if source else 0
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.sample_id and not self.sample_alt.strip():
            raise ValidationError(
                {"sample_alt": _("Say what the picture shows, for who cannot see it.")}
            )


class Rubric(ClusterableModel):
    """A rubric kept by its name; an assignment takes a copy of it."""

    name = models.CharField(_("name"), max_length=120)
    # Without a course it is for all of them.
    course = models.ForeignKey(
        "cms.CoursePage",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="rubrics",
        verbose_name=_("course"),
        help_text=_("Its trainers use and change it. Left empty, all trainers may use it."),
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class RubricPart(Criterion):
    """A criterion of a kept rubric."""

    rubric = ParentalKey(Rubric, on_delete=models.CASCADE, related_name="criteria")

    class Meta(Criterion.Meta):
        verbose_name = _("criterion of a kept rubric")
        verbose_name_plural = _("criteria of kept rubrics")


class RubricPartLevel(Level):
    """A level of a criterion of a kept rubric."""

    criterion = ParentalKey(RubricPart, on_delete=models.CASCADE, related_name="levels")

    class Meta(Level.Meta):
        verbose_name = _("level of a kept rubric")
        verbose_name_plural = _("levels of kept rubrics")


def check_levels(criteria: Any) -> None:
    """Refuse, in a formset of criteria, levels that no reviewer could give points by."""
    criteria.is_valid()
    for form in criteria.forms:
        if not hasattr(form, "cleaned_data") or form.cleaned_data.get("DELETE"):
            continue
        most = form.cleaned_data.get("points")
        given = [
            level.cleaned_data["points"]
            for level in form.formsets["levels"].forms
            if level.is_valid()
            and level.cleaned_data.get("points") is not None
            and not level.cleaned_data.get("DELETE")
        ]
        fault = "" if most is None else _fault(most, given)
        if fault:
            form.add_error(None if len(given) == 1 else "points", fault)
