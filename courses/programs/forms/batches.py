"""Setting up a batch: facts, courses, rule, copy."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.people.models import Role, User
from academy.people.particulars.fields import TypedField
from academy.web.forms.days import DayInput, MomentInput, check_days, check_order
from academy.web.forms.shown import ShownForm
from cms.models import CoursePage
from courses.models import Batch, CompletionRule, Mode, Program

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
            "replacement_days",
            "closing_days",
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
        labels = {
            "closing_days": _("Days after the last day until it can be closed"),
            "replacement_days": _("Days after the start in which a seat can be passed on"),
        }
        help_texts = {
            "closing_days": _(
                "0: from the last day on. Until then late work still counts; who has not met "
                "the rule is settled when the batch is closed."
            ),
            "replacement_days": _(
                "So long the seat of somebody who never came can go to the next in reserve. "
                "14 leaves two weeks; the public page and the letters say this number."
            ),
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
            "dropped_quizzes",
            "minimum_attendance",
            "excused_counts",
        ]
        help_texts = {
            "minimum_mark": _("0 to 100; empty: no mark is demanded."),
            "minimum_attendance": _("0 to 100 per cent; empty: attendance is not demanded."),
            "dropped_quizzes": _(
                "Of each participant, those that lower the mean most; 0: every quiz counts. A quiz "
                "without a mark is among them."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("minimum_mark", "minimum_attendance"):
            if self.initial.get(name) is not None:
                self.initial[name] = plain(self.initial[name])
        self.fields["dropped_quizzes"].required = False

    def clean_dropped_quizzes(self) -> int:
        return self.cleaned_data["dropped_quizzes"] or 0


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
