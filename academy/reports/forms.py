"""Filters of the lists behind a program's figures. Groups are named as in the figures."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Gender, Pesantren, Regency
from academy.people.models.pesantren import PesantrenQuerySet, called
from academy.people.particulars.names import matching
from academy.people.requests import SignedInRequest
from academy.reports.queries.figures import NOT_GIVEN
from academy.reports.queries.people import once_each
from courses.models import (
    Application,
    ApplicationState,
    Batch,
    Enrollment,
    EnrollmentState,
    Pillar,
)
from courses.models.seats.enrollment import EnrollmentQuerySet

YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]


def _batches(request: SignedInRequest) -> QuerySet[Batch]:
    """Return the batches of the page's program that the reader may see."""
    program_id = request.resolver_match.kwargs["program_id"]
    return (
        Batch.objects.visible_to(request.user)
        .filter(program__public_id=program_id)
        .order_by("number")
    )


class GroupFilter(django_filters.FilterSet):
    """By person, batch, regency, pesantren, gender and pillar."""

    q = django_filters.CharFilter(method="by_words", label=_("Name, pesantren or NSPP"))
    batch = django_filters.ModelChoiceFilter(
        queryset=_batches,
        to_field_name="public_id",
        label=pgettext_lazy("filter", "Batch"),
        empty_label=_("All batches"),
    )
    regency = django_filters.ModelChoiceFilter(
        field_name="pesantren__regency",
        queryset=Regency.objects.all(),
        to_field_name="kemendagri_code",
        label=_("Regency"),
        empty_label=_("All regencies"),
        null_label=_("Pesantren not in the list yet"),
        null_value=NOT_GIVEN,
    )
    # A pesantren is chosen in its own list; here it stays in the address.
    pesantren = django_filters.UUIDFilter(
        field_name="pesantren__public_id", label=_("Pesantren"), widget=forms.HiddenInput
    )
    gender = django_filters.ChoiceFilter(
        choices=[row for row in Gender.choices if row[0]]
        + [(NOT_GIVEN, pgettext_lazy("gender", "Not given"))],
        method="by_given",
        label=_("Gender"),
        empty_label=pgettext_lazy("gender", "All"),
    )
    pillar = django_filters.ChoiceFilter(
        choices=[*Pillar.choices, (NOT_GIVEN, pgettext_lazy("pillar", "Not given"))],
        method="by_given",
        label=_("Pillar"),
        empty_label=_("All pillars"),
    )
    given_fields = {"gender": "user__gender", "pillar": "pillar"}

    def by_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(matching(value, "user__") | called(value, "pesantren__"))

    def by_given(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(**{self.given_fields[name]: "" if value == NOT_GIVEN else value})


class SeatFilter(GroupFilter):
    """Seats also by state and certificate."""

    state = django_filters.ChoiceFilter(
        choices=[("seated", _("Have a seat")), *EnrollmentState.choices],
        method="by_state",
        label=pgettext_lazy("enrollment", "State"),
        empty_label=_("All states"),
    )
    certificate = django_filters.ChoiceFilter(
        choices=YES_OR_NO,
        method="by_certificate",
        label=_("Certificate"),
        empty_label=pgettext_lazy("certificates", "All"),
    )

    class Meta:
        model = Enrollment
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Enrollment]) -> QuerySet[Enrollment]:
        """Return of each person one seat of those that fit, so that people are counted."""
        return once_each(super().filter_queryset(queryset))

    def by_state(self, rows: EnrollmentQuerySet, _name: str, value: str) -> EnrollmentQuerySet:
        return rows.seated() if value == "seated" else rows.filter(state=value)

    def by_certificate(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_certified=value == "yes")


class ApplicationFilter(GroupFilter):
    """Applications also by state."""

    state = django_filters.ChoiceFilter(
        choices=[row for row in ApplicationState.choices if row[0] != ApplicationState.DRAFT],
        label=_("State"),
        empty_label=_("All states"),
    )

    class Meta:
        model = Application
        fields: list[str] = []


class PesantrenFilter(django_filters.FilterSet):
    """Pesantren by name or NSPP, and by regency."""

    q = django_filters.CharFilter(method="by_words", label=_("Pesantren or NSPP"))
    regency = django_filters.ModelChoiceFilter(
        queryset=Regency.objects.all(),
        to_field_name="kemendagri_code",
        label=_("Regency"),
        empty_label=_("All regencies"),
    )

    class Meta:
        model = Pesantren
        fields: list[str] = []

    def by_words(self, rows: PesantrenQuerySet, _name: str, value: str) -> PesantrenQuerySet:
        return rows.matching(value)
