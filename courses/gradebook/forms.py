"""What one asks the table of marks for, and what one writes into it."""

from collections.abc import Iterable
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Pesantren
from academy.people.particulars.names import matching
from courses.completion.queries import rule_of
from courses.gradebook.queries.columns import Column
from courses.gradebook.queries.table import is_missing
from courses.models import Batch, Enrollment, EnrollmentState, Pillar
from courses.models.seats.enrollment import EnrollmentQuerySet


class MarksFilter(django_filters.FilterSet):
    """By name, state, pesantren, pillar, below the mean that is demanded, missing work.

    `with_mean`: the mean is offered to who may see it alone.
    """

    q = django_filters.CharFilter(method="by_name", label=_("Name or user name"))
    state = django_filters.ChoiceFilter(
        choices=[("all", _("All states")), *EnrollmentState.choices],
        method="by_state",
        label=pgettext_lazy("enrollment", "State"),
        empty_label=_("Have a seat"),
    )
    pesantren = django_filters.ChoiceFilter(label=_("Pesantren"), empty_label=_("All pesantren"))
    pillar = django_filters.ChoiceFilter(
        choices=Pillar.choices, label=_("Pillar"), empty_label=_("All pillars")
    )
    mean = django_filters.ChoiceFilter(
        choices=[("below", _("Below what is demanded")), ("none", _("No mark yet"))],
        method="by_mean",
        label=_("Mean mark"),
        empty_label=_("Everybody"),
    )
    missing = django_filters.ChoiceFilter(
        method="by_missing", label=_("Nothing has come for"), empty_label=_("Everybody")
    )

    class Meta:
        model = Enrollment
        fields: list[str] = []

    def __init__(
        self,
        *args: Any,
        batch: Batch,
        activities: Iterable[Column],
        with_mean: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not with_mean:
            del self.filters["mean"]
        self.minimum = rule_of(batch).minimum_mark
        self.ids = {item.code: item.id for item in activities}
        self.filters["missing"].extra["choices"] = [(item.code, item.title) for item in activities]
        self.filters["pesantren"].extra["choices"] = list(
            Pesantren.objects.filter(enrollments__batch=batch)
            .distinct()
            .order_by("name", "pk")
            .values_list("pk", "name")
        )

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().filter_queryset(queryset)
        chosen = self.form.cleaned_data.get("state")
        return rows if chosen else cast(EnrollmentQuerySet, rows).seated()

    def by_name(self, rows: EnrollmentQuerySet, _name: str, value: str) -> EnrollmentQuerySet:
        return rows.filter(matching(value, "user__", by_contact=True))

    def by_state(self, rows: EnrollmentQuerySet, _name: str, value: str) -> EnrollmentQuerySet:
        return rows if value == "all" else rows.filter(state=value)

    def by_mean(self, rows: EnrollmentQuerySet, _name: str, value: str) -> EnrollmentQuerySet:
        if value == "none":
            return rows.filter(mean_mark__isnull=True)
        return rows.filter(mean_mark__lt=self.minimum) if self.minimum else rows.none()

    def by_missing(self, rows: EnrollmentQuerySet, _name: str, value: str) -> EnrollmentQuerySet:
        return rows.filter(is_missing(self.ids[value]))


class ExemptionForm(forms.Form):
    """Why somebody need not do an activity."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The participant reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SheetForm(forms.Form):
    """A spreadsheet with marks."""

    file = forms.FileField(
        label=_("The file with the marks, Excel or CSV"),
        help_text=_("Fetch it from here first, change marks in it, and send it back."),
    )


class TakeForm(forms.Form):
    """Why the marks that were shown are written; `marks` are those, signed."""

    marks = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("Everybody whose mark changes reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    may_take_back = forms.BooleanField(
        label=_("Yes, “passed” is taken back"), required=False, widget=forms.HiddenInput
    )

    def ask_about_taking_back(self) -> None:
        """Let the page that comes back ask whether what was reached may go."""
        self.fields["may_take_back"].widget = forms.CheckboxInput()
