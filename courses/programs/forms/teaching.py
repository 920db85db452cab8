"""How a batch teaches: when its modules open and are due, what marks weigh."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.web.forms.days import MomentInput
from academy.web.forms.shown import ShownForm
from cms.outline import Outline, OutlineModule
from courses.models import Batch, ModuleSchedule
from courses.programs.forms.batches import plain
from courses.programs.queries.activities import Row
from courses.programs.queries.schedule import ModuleDates


@dataclass(frozen=True, slots=True)
class ModuleFields:
    """A module with its three inputs."""

    module: OutlineModule
    opens: forms.BoundField
    due: forms.BoundField
    closes: forms.BoundField


class ScheduleForm(ShownForm, forms.Form):
    """When the modules of a batch open, are due, and close."""

    def __init__(self, *args: Any, batch: Batch, courses: Iterable[Outline], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.courses = list(courses)
        dates = {row.module_id: row for row in ModuleSchedule.objects.filter(batch=batch)}
        for module in self._modules():
            known = dates.get(module.id)
            for part, label in (
                ("opens", pgettext_lazy("module", "Opens")),
                ("due", pgettext_lazy("module", "Due")),
                ("closes", pgettext_lazy("module", "Closes")),
            ):
                self.show(
                    f"{part}_{module.id}",
                    forms.DateTimeField(
                        label=f"{module.title}: {label}", required=False, widget=MomentInput()
                    ),
                    getattr(known, f"{part}_at", None),
                )

    def _modules(self) -> list[OutlineModule]:
        return [module for course in self.courses for module in course.modules]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for module in self._modules():
            moments = [data.get(f"{part}_{module.id}") for part in ("opens", "due", "closes")]
            given = [moment for moment in moments if moment]
            if given != sorted(given):
                self.add_error(
                    f"due_{module.id}",
                    _("“%(module)s” must open before it is due, and be due before it closes.")
                    % {"module": module.title},
                )
        return data

    def fill_in(self, modules: Iterable[ModuleDates]) -> None:
        """Put dates into the inputs in place of what was typed; nothing is saved by that."""
        data = cast(QueryDict, self.data).copy()
        for row in modules:
            for part, moment in (("opens", row.opens_at), ("due", row.due_at)):
                field = self.fields[f"{part}_{row.module_id}"]
                data[f"{part}_{row.module_id}"] = field.widget.format_value(
                    field.prepare_value(moment)
                )
        self.data = data

    def rows(self) -> list[tuple[Outline, list[ModuleFields]]]:
        """Return the inputs by course and module, as the page shows them."""
        return [
            (
                course,
                [
                    ModuleFields(
                        module,
                        self[f"opens_{module.id}"],
                        self[f"due_{module.id}"],
                        self[f"closes_{module.id}"],
                    )
                    for module in course.modules
                ],
            )
            for course in self.courses
        ]

    def dates(self) -> list[tuple[Any, ...]]:
        """Return (module id, opens, due, closes) of each module in which something was changed."""
        data, changed = self.merged(), self.changes()
        return [
            (
                module.id,
                data[f"opens_{module.id}"],
                data[f"due_{module.id}"],
                data[f"closes_{module.id}"],
            )
            for module in self._modules()
            if any(f"{part}_{module.id}" in changed for part in ("opens", "due", "closes"))
        ]


class SpreadForm(forms.Form):
    """Fill in the schedule evenly."""

    days_per_module = forms.IntegerField(
        label=_("Days per module"), min_value=1, max_value=60, initial=7
    )


class WeightsForm(ShownForm, forms.Form):
    """How much the mark of each graded activity counts."""

    def __init__(self, *args: Any, rows: Iterable[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            if row.weight is not None and row.is_graded:
                self.show(
                    f"weight_{row.activity_id}",
                    forms.DecimalField(
                        label=row.title, min_value=0, max_value=100, decimal_places=2
                    ),
                    plain(row.weight),
                )

    def weights(self) -> dict[int, Decimal]:
        """Return the weights that were changed, by id of the activity."""
        return {int(name.removeprefix("weight_")): value for name, value in self.changes().items()}
