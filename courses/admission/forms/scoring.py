"""What is noted beside an application: points by criterion, and what was looked at."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academy.web.forms.shown import ShownForm
from courses.models import Assessment, SelectionRubric


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion with its input; `most` is how many points it gives at most."""

    name: str
    about: str
    most: int
    field: forms.BoundField


class AssessmentForm(ShownForm, forms.Form):
    """The criteria of a rubric and its checklist, with what is kept of an application."""

    def __init__(
        self, *args: Any, rubric: SelectionRubric, kept: Assessment | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rubric, self.kept = rubric, kept
        for place, one in enumerate(rubric.criteria):
            points = kept.points.get(one["key"]) if kept else None
            widget = forms.NumberInput({"inputmode": "numeric"} | _key(place))
            self.show(
                f"points_{one['key']}",
                forms.IntegerField(
                    label=one["name"],
                    min_value=0,
                    max_value=one["points"],
                    required=False,
                    widget=widget,
                    error_messages=dict.fromkeys(
                        ("invalid", "min_value", "max_value"),
                        _("Whole points from 0 to %(most)d.") % {"most": one["points"]},
                    ),
                ),
                None if points is None else min(points, one["points"]),
            )
        if rubric.checks:
            self.show(
                "seen",
                forms.MultipleChoiceField(
                    label=gettext_lazy("What I have looked at"),
                    choices=[(line, line) for line in rubric.checks],
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                ),
                [line for line in rubric.checks if kept and line in kept.seen],
            )

    def criteria(self) -> list[Criterion]:
        """Return the inputs by criterion, as the page shows them."""
        return [
            Criterion(one["name"], one["about"], one["points"], self[f"points_{one['key']}"])
            for one in self.rubric.criteria
        ]

    def points(self) -> dict[str, int | None]:
        """Return the points that were changed, by key of the criterion."""
        return {
            name.removeprefix("points_"): value
            for name, value in self.changes().items()
            if name.startswith("points_")
        }

    def told(self) -> str:
        """Say what is kept: the score, or how many criteria of the draft have points."""
        given = len([one for one in self.criteria() if one.field.initial is not None])
        if not given or self.kept is None:
            return _("Not scored yet.")
        if given < len(self.rubric.criteria):
            text = ngettext(
                "Draft: %(count)d of %(all)d criterion has points; there is no score yet.",
                "Draft: %(count)d of %(all)d criteria have points; there is no score yet.",
                len(self.rubric.criteria),
            )
            return text % {"count": given, "all": len(self.rubric.criteria)}
        return ""

    @property
    def is_outdated(self) -> bool:
        """Whether the points were given by criteria that are others now."""
        by = self.kept.rubric if self.kept else None
        return by is not None and by.version < self.rubric.criteria_since


def _key(place: int) -> dict[str, str]:
    """The first input is reached by a key; from there on one tabs."""
    return {"data-key": "s"} if place == 0 else {}
