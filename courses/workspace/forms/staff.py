"""Forms of those who work here."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from academy.core.text.typed import clean_typed
from academy.people.models import Pesantren, Role, User
from academy.people.particulars.fields import NameField, PhoneField, TypedEmailField, TypedField
from academy.people.particulars.names import matching
from academy.web.forms.shown import ShownForm
from cms.models import CoursePage
from courses.models import Program


class StaffFilter(django_filters.FilterSet):
    """By name or user name, and by role."""

    q = django_filters.CharFilter(method="by_name", label=_("Name or user name"))
    role = django_filters.ChoiceFilter(
        choices=[*Role.choices, ("companion", _("Companion"))],
        method="by_role",
        label=_("Role"),
        empty_label=_("All roles"),
    )

    class Meta:
        model = User
        fields: list[str] = []

    def by_name(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(matching(value, by_contact=True))

    def by_role(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        if value == "companion":
            return rows.filter(memberships__role=value, memberships__ended_on__isnull=True)
        return rows.filter(role_grants__role=value)


class NewStaffForm(forms.Form):
    """A new account for somebody who will work here."""

    full_name = NameField(label=_("Full name"), max_length=150)
    title = TypedField(
        label=pgettext_lazy("person", "Title"),
        max_length=40,
        required=False,
        help_text=_("For example Gus, KH., Dr."),
    )
    email = TypedEmailField(label=_("E-mail"), required=False)
    phone = PhoneField(label=_("Phone"), required=False)


class PositionsForm(ShownForm, forms.Form):
    """What somebody does here. Pesantren are named by their NSPP, one a line: names repeat."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Coordinators are given their batches in the settings of each batch."),
    )
    courses = forms.ModelMultipleChoiceField(
        label=_("Courses taught (for trainers)"),
        queryset=CoursePage.objects.order_by("title"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    nspp = forms.CharField(
        label=_("NSPP of the pesantren accompanied"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "inputmode": "numeric"}),
        help_text=_("For companions: one NSPP of 12 digits a line."),
    )
    programs = forms.ModelMultipleChoiceField(
        label=_("Programs whose figures are shown (for partners)"),
        queryset=Program.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_nspp(self) -> str:
        asked = clean_typed(self.cleaned_data["nspp"]).split()
        found = set(Pesantren.objects.filter(nspp__in=asked).values_list("nspp", flat=True))
        unknown = [nspp for nspp in asked if nspp not in found]
        if unknown:
            raise forms.ValidationError(
                ngettext(
                    "No pesantren has this NSPP: %(list)s. Check the digits.",
                    "No pesantren has these NSPP: %(list)s. Check the digits.",
                    len(unknown),
                )
                % {"list": ", ".join(unknown)}
            )
        return "\n".join(asked)

    def positions(self) -> dict[str, Any]:
        """Return what `set_positions` takes: this person's changes, all else as it is now."""
        chosen = self.merged()
        nspp = chosen.pop("nspp").split()
        return chosen | {"pesantren": list(Pesantren.objects.filter(nspp__in=nspp))}


def positions_of(user: User) -> dict[str, Any]:
    """Return what `PositionsForm` begins with for `user`."""
    nspp = user.memberships.filter(role="companion", ended_on__isnull=True).values_list(
        "pesantren__nspp", flat=True
    )
    return {
        "roles": list(user.roles),
        "courses": list(user.taught_courses.values_list("course_id", flat=True)),
        "nspp": "\n".join(item for item in nspp if item),
        "programs": list(user.partner_programs.values_list("pk", flat=True)),
    }
