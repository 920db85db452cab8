"""The rubric at the review desk: a level to tap, or points to type."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from cms.models import RubricCriterion, RubricLevel
from courses.assignments.queries.work import wording_of


@dataclass(frozen=True, slots=True)
class RubricRow:
    """A criterion and its field; each level with whether it is chosen."""

    criterion: RubricCriterion
    field: BoundField
    levels: list[tuple[RubricLevel, bool]]
    is_first: bool


class RubricFields:
    """The fields of a rubric: `level_<id>` with the level's id, `points_<id>` without levels."""

    def __init__(self, criteria: Iterable[RubricCriterion]):
        self.criteria = list(criteria)
        self.levels = {item.pk: list(item.levels.all()) for item in self.criteria}

    def fields(self) -> dict[str, forms.Field]:
        return {self._name(item): self._field(item) for item in self.criteria}

    def rows(self, form: forms.Form) -> list[RubricRow]:
        found = []
        for item in self.criteria:
            field = form[self._name(item)]
            chosen = str(field.value() or "")
            levels = [(level, str(level.pk) == chosen) for level in self.levels[item.pk]]
            found.append(RubricRow(item, field, levels, item is self.criteria[0]))
        return found

    @property
    def digest(self) -> str:
        """Tells one wording of the rubric from another."""
        return wording_of(self.criteria)

    def scores(self, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return what was given, with criterion and level as they are worded now."""
        found = []
        for item in self.criteria:
            value = given.get(self._name(item))
            if value in {None, ""}:
                continue
            level = next(
                (level for level in self.levels[item.pk] if str(level.pk) == str(value)), None
            )
            score = {
                "criterion": item.pk,
                "title": item.title,
                "points": level.points if level else value,
                "of": item.points,
            }
            if level is not None:
                score["level"] = {"key": level.pk, "title": level.title, "words": level.words}
            found.append(score)
        return found

    def _name(self, criterion: RubricCriterion) -> str:
        return f"{'level' if self.levels[criterion.pk] else 'points'}_{criterion.pk}"

    def _field(self, criterion: RubricCriterion) -> forms.Field:
        levels = self.levels[criterion.pk]
        if levels:
            choices = [(str(level.pk), level.title) for level in levels]
            return forms.ChoiceField(label=criterion.title, choices=choices, required=False)
        # The first is reached by a key.
        key = {} if criterion is not self.criteria[0] else {"data-key": "p"}
        return forms.IntegerField(
            label=criterion.title,
            min_value=0,
            max_value=criterion.points,
            required=False,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", **key}),
        )
