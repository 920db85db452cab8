"""Days and moments in forms."""

import django_filters
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    def __init__(self) -> None:
        super().__init__({"type": "date"}, "%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """Day and time, as read in WIB."""

    def __init__(self) -> None:
        super().__init__({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")


class SinceFilter(django_filters.DateFilter):
    """Of a list, what is from the chosen day on."""

    def __init__(self, field_name: str, label: str | Promise) -> None:
        super().__init__(
            field_name=field_name, lookup_expr="date__gte", label=label, widget=DayInput()
        )


def check_order(form: forms.BaseForm, first: str, last: str, message: str | Promise) -> None:
    """Put `message` on `last` where it does not come after `first`; an empty one says nothing."""
    begin, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begin and end and end <= begin:
        form.add_error(last, str(message))


def check_days(form: forms.BaseForm) -> None:
    """Refuse a last day (`ends_on`) before the first one (`starts_on`); one day is a period."""
    starts, ends = form.cleaned_data.get("starts_on"), form.cleaned_data.get("ends_on")
    if starts and ends and ends < starts:
        form.add_error("ends_on", _("The last day must not be before the first one."))
