"""Setting up a batch: facts, courses, rule, schedule, copy."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.fields import TypedField
from academy.people.models import Role, User
from academy.web.forms.days import DayInput, MomentInput, check_days, check_order
from academy.web.forms.shown import ShownForm
from cms.models import CoursePage
from cms.outline import Outline, OutlineModule
from courses.models import Batch, CompletionRule, Mode, ModuleSchedule, Program
from courses.programs.queries.activities import Row

BYTES_PER_KB = 1000


def plain(value: Decimal) -> str:
    """Return `value` as a number input takes it, without needless zeros."""
    return f"{value.normalize():f}"


class BatchForm(ShownForm, forms.ModelForm):
    """What a batch is: name, dates, seats, place, and who runs it."""

    budget_kb = forms.IntegerField(
        label=_("Data budget per lesson, kB"),
        min_value=10,
        max_value=100_000,
        help_text=_("Authors are told when a lesson is larger. 500 kB suits a cheap phone."),
    )
    coordinators = forms.ModelMultipleChoiceField(
        User.objects.filter(role_grants__role=Role.COORDINATOR).order_by("full_name"),
        label=_("Coordinators"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Batch
        fields = [
            "number",
            "name",
            "summary",
            "applications_open_at",
            "applications_close_at",
            "starts_on",
            "ends_on",
            "seats",
            "mode",
            "place",
        ]
        field_classes = {"name": TypedField, "place": TypedField}
        widgets = {
            "summary": forms.Textarea({"rows": 4}),
            "applications_open_at": MomentInput(),
            "applications_close_at": MomentInput(),
            "starts_on": DayInput(),
            "ends_on": DayInput(),
            "mode": forms.RadioSelect,
        }
        help_texts = {
            "name": _("Empty: “Batch” and its number."),
            "summary": _("Two or three sentences for the public page."),
            "applications_open_at": _("In WIB."),
            "applications_close_at": _("In WIB. At this minute the form closes."),
            "place": _("Where it meets, for example “Aula Dinas Koperasi, Surabaya”."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["mode"]).choices = Mode.choices
        self.initial["budget_kb"] = self.instance.data_budget // BYTES_PER_KB
        if self.instance.pk:
            self.initial["coordinators"] = list(self.instance.coordinators.all())
        if not user.is_program_manager:
            # Who runs a batch is the manager's to say.
            del self.fields["coordinators"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        check_order(
            self,
            "applications_open_at",
            "applications_close_at",
            _("Applications must close after they have opened."),
        )
        check_days(self)
        return data

    def data_budget(self) -> int:
        """Return the budget in bytes."""
        return int(self.cleaned_data["budget_kb"]) * BYTES_PER_KB

    def facts(self) -> dict[str, object]:
        """Return what was changed of the batch itself, as `batches.update` takes it."""
        data = self.changes()
        data.pop("coordinators", None)
        if data.pop("budget_kb", None) is not None:
            data["data_budget"] = self.data_budget()
        return data


class NewBatchForm(BatchForm):
    """A new batch belongs to a program."""

    class Meta(BatchForm.Meta):
        fields = ["program", *BatchForm.Meta.fields]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        program = cast(forms.ModelChoiceField, self.fields["program"])
        program.queryset = Program.objects.visible_to(user)

    def batch(self) -> dict[str, Any]:
        """Return what `batches.create` takes."""
        self.instance.data_budget = self.data_budget()
        people = self.cleaned_data.get("coordinators", ())
        return {"batch": self.instance, "coordinators": people}


class CoursesForm(ShownForm, forms.Form):
    """Which courses a batch teaches: a number says the order, no number leaves one out."""

    def __init__(self, *args: Any, batch: Batch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = dict(batch.batch_courses.values_list("course_id", "position"))
        for course in CoursePage.objects.live().order_by("title"):
            self.show(
                f"course_{course.pk}",
                forms.IntegerField(label=course.title, min_value=1, max_value=99, required=False),
                places[course.pk] + 1 if course.pk in places else None,
            )

    def course_ids(self) -> list[int]:
        """Return the chosen courses in their order."""
        chosen = [
            (place, int(name.removeprefix("course_")))
            for name, place in self.merged().items()
            if place is not None
        ]
        return [course_id for _place, course_id in sorted(chosen)]


class RuleForm(ShownForm, forms.ModelForm):
    """What a batch demands for its certificate."""

    class Meta:
        model = CompletionRule
        fields = [
            "all_activities",
            "final_assignment_accepted",
            "minimum_mark",
            "minimum_attendance",
            "excused_counts",
        ]
        help_texts = {
            "minimum_mark": _("0 to 100; empty: no mark is demanded."),
            "minimum_attendance": _("0 to 100 per cent; empty: attendance is not demanded."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("minimum_mark", "minimum_attendance"):
            if self.initial.get(name) is not None:
                self.initial[name] = plain(self.initial[name])


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


class CopyForm(forms.ModelForm):
    """What differs from the batch that is copied."""

    class Meta:
        model = Batch
        fields = ["number", "name", "starts_on"]
        field_classes = {"name": TypedField}
        widgets = {"starts_on": DayInput()}
        labels = {"starts_on": _("First day of the new batch")}
        help_texts = {
            "name": _("Empty: “Batch” and its number."),
            "starts_on": _("All other dates move by as many days."),
        }


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
