"""Finding people in a proposal."""

from typing import Any

import django_filters
from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Gender, Regency
from academy.people.models.pesantren import called
from academy.people.particulars.names import matching
from courses.models import Outcome, Pillar, ProposalPlace


class PlaceFilter(django_filters.FilterSet):
    """By name, pesantren or NSPP; what is proposed, regency, gender, pillar, changed by hand."""

    q = django_filters.CharFilter(method="by_words", label=_("Name, pesantren or NSPP"))
    outcome = django_filters.ChoiceFilter(choices=Outcome.choices, widget=forms.HiddenInput)
    regency = django_filters.ModelChoiceFilter(
        field_name="application__pesantren__regency",
        queryset=Regency.objects.all(),
        to_field_name="kemendagri_code",
        label=_("Regency"),
        empty_label=_("All regencies"),
    )
    gender = django_filters.ChoiceFilter(
        field_name="application__user__gender",
        choices=[row for row in Gender.choices if row[0]],
        label=_("Gender"),
        empty_label=pgettext_lazy("gender", "All"),
    )
    pillar = django_filters.ChoiceFilter(
        field_name="application__pillar",
        choices=Pillar.choices,
        label=_("Pillar"),
        empty_label=_("All pillars"),
    )
    hand = django_filters.ChoiceFilter(
        choices=[("yes", _("Changed by hand only"))],
        method="by_hand",
        label=_("Changed by hand"),
        empty_label=pgettext_lazy("changes by hand", "All"),
    )

    class Meta:
        model = ProposalPlace
        fields: list[str] = []

    def by_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        found = matching(value, "application__user__", by_contact=True)
        return rows.filter(found | called(value, "application__pesantren__"))

    def by_hand(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        return rows.exclude(outcome=F("proposed"))
