"""How applications are scored: criteria with points, and what is looked at."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from academy.core.text.typed import clean_typed
from academy.people.particulars.fields import TypedField
from academy.web.forms.shown import ShownForm
from courses.models import SelectionRubric
from courses.models.seats.rubric import FULL_SCORE

BLANK_ROWS, MOST_BLANK = 3, 20
LONGEST_CHECK, MOST_CHECKS = 120, 20


class RubricForm(ShownForm, forms.Form):
    """The criteria of a program's rubric, with `blank` rows for more, and its checklist."""

    def __init__(
        self, *args: Any, rubric: SelectionRubric | None, blank: int = BLANK_ROWS, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        criteria = rubric.criteria if rubric else []
        self._standing = {one["key"]: one for one in criteria}
        first = max((int(key[1:]) for key in self._standing), default=0) + 1
        self._new = [f"c{first + number}" for number in range(min(blank, MOST_BLANK))]
        for key in (*self._standing, *self._new):
            self._show_row(key, self._standing.get(key, {}))
        self.show(
            "checks",
            forms.CharField(
                label=gettext_lazy("What is looked at before an application is verified"),
                help_text=gettext_lazy("One line for each, at most 20. Empty: no list."),
                required=False,
                widget=forms.Textarea({"rows": 6}),
            ),
            "\n".join(rubric.checks) if rubric else "",
        )

    def _show_row(self, key: str, stored: dict[str, Any]) -> None:
        label = stored.get("name") or str(gettext_lazy("new criterion"))
        self.show(
            f"{key}_name",
            TypedField(label=pgettext_lazy("rubric", "Criterion"), max_length=80, required=False),
            stored.get("name", ""),
        )
        self.show(
            f"{key}_about",
            TypedField(
                label=gettext_lazy("When does it get all points?"), max_length=200, required=False
            ),
            stored.get("about", ""),
        )
        self.show(
            f"{key}_points",
            forms.IntegerField(
                label=gettext_lazy("Points at most"),
                min_value=1,
                max_value=FULL_SCORE,
                required=False,
            ),
            stored.get("points"),
        )
        if stored:
            self.fields[f"{key}_gone"] = forms.BooleanField(
                label=_("Remove: %(label)s") % {"label": label}, required=False
            )

    def rows(self) -> list[dict[str, forms.BoundField | None]]:
        """Return the inputs by criterion, as the page shows them."""
        return [
            {
                "name": self[f"{key}_name"],
                "about": self[f"{key}_about"],
                "points": self[f"{key}_points"],
                "gone": self[f"{key}_gone"] if key in self._standing else None,
            }
            for key in (*self._standing, *self._new)
        ]

    def clean_checks(self) -> str:
        lines = [clean_typed(line) for line in self.cleaned_data["checks"].splitlines()]
        lines = [line for line in dict.fromkeys(lines) if line]
        if len(lines) > MOST_CHECKS or any(len(line) > LONGEST_CHECK for line in lines):
            raise forms.ValidationError(
                _("A list has at most 20 lines, each of at most 120 signs.")
            )
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        super().clean()
        for key in (*self._standing, *self._new):
            name, points = (self.cleaned_data.get(f"{key}_{part}") for part in ("name", "points"))
            if not self.cleaned_data.get(f"{key}_gone") and bool(name) != bool(points):
                part = "name" if points else "points"
                self.add_error(f"{key}_{part}", _("A criterion has a name and points."))
        if not self.errors:
            total = sum(one["points"] for one in self.criteria())
            if total not in {0, FULL_SCORE}:
                self.add_error(
                    None,
                    _("All points together are %(total)d. They have to be 100.") % {"total": total},
                )
        return self.cleaned_data

    def criteria(self) -> list[dict[str, Any]]:
        """Return the criteria as they are to stand."""
        data = self.cleaned_data
        return [
            {
                "key": key,
                "name": data[f"{key}_name"],
                "about": data[f"{key}_about"],
                "points": data[f"{key}_points"],
            }
            for key in (*self._standing, *self._new)
            if data.get(f"{key}_name") and not data.get(f"{key}_gone")
        ]

    def checks(self) -> list[str]:
        """Return what is to be looked at, a line each."""
        return [line for line in self.cleaned_data["checks"].split("\n") if line]
