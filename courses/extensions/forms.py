"""The form that grants, and the filters of what was granted."""

from itertools import groupby
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.particulars.names import matching
from academy.web.forms.days import MomentInput
from courses.extensions.queries import Extendable, extendables, people_of
from courses.models import Batch, Enrollment, Extension
from courses.models.seats.extension import MOST_ATTEMPTS, MOST_MINUTES


class PeopleField(forms.ModelMultipleChoiceField):
    """People with their pesantren."""

    def label_from_instance(self, obj: Any) -> str:
        name = obj.user.display_name
        return f"{name}, {obj.pesantren.name}" if obj.pesantren else name


class ExtensionForm(forms.Form):
    """Who gets what, where, and why."""

    people = PeopleField(
        Enrollment.objects.none(),
        label=_("For whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )
    what = forms.ChoiceField(label=_("In which module or activity"))
    due_at = forms.DateTimeField(
        label=_("Has time until"),
        required=False,
        widget=MomentInput(),
        help_text=_("After the date of the batch. Empty: the date stays."),
    )
    extra_attempts = forms.IntegerField(
        label=_("More attempts at the quiz"),
        required=False,
        min_value=0,
        max_value=MOST_ATTEMPTS,
    )
    extra_minutes = forms.IntegerField(
        label=_("More minutes in each attempt"),
        required=False,
        min_value=0,
        max_value=MOST_MINUTES,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The participants read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, batch: Batch, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.found = extendables(batch)
        cast(PeopleField, self.fields["people"]).queryset = people_of(batch)
        what = cast(forms.ChoiceField, self.fields["what"])
        what.choices = [
            (title, [(one.key, _titled(one)) for one in group])
            for (_id, title), group in groupby(
                self.found.values(), lambda one: (one.module.id, one.module.title)
            )
        ]

    def granted(self) -> dict[str, Any]:
        """Return what the action takes."""
        sent = self.cleaned_data
        return {
            "people": list(sent["people"]),
            "what": self.found[sent["what"]],
            "due_at": sent["due_at"],
            "extra_attempts": sent["extra_attempts"] or 0,
            "extra_minutes": sent["extra_minutes"] or 0,
            "reason": sent["reason"],
        }


def _titled(one: Extendable) -> Any:
    if one.key.startswith("module-"):
        return _("All of “%(title)s”") % {"title": one.title}
    return one.title


class ExtensionFilter(django_filters.FilterSet):
    """By name, and by whether it counts."""

    q = django_filters.CharFilter(method="by_name", label=_("Name"))
    state = django_filters.ChoiceFilter(
        method="by_state",
        label=pgettext_lazy("extension", "State"),
        empty_label=_("All"),
        choices=[
            ("standing", pgettext_lazy("extension", "granted")),
            ("withdrawn", pgettext_lazy("extension", "withdrawn")),
        ],
    )

    def by_name(self, rows: QuerySet[Extension], name: str, value: str) -> QuerySet[Extension]:
        return rows.filter(matching(value, "enrollment__user__"))

    def by_state(self, rows: QuerySet[Extension], name: str, value: str) -> QuerySet[Extension]:
        return rows.filter(withdrawn_at__isnull=value == "standing")
