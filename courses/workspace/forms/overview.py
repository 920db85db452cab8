"""Filters of a batch's people."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Gender
from academy.people.particulars.names import matching
from courses.models import Batch, Enrollment, EnrollmentState, Pillar
from courses.models.seats.enrollment import EnrollmentQuerySet
from courses.workspace.queries import overview

WHY = [
    ("any", _("Behind for any reason")),
    ("unseen", _("Not seen for a week")),
    ("overdue", _("Activities overdue")),
    ("revision", _("Revision wanted")),
    ("attendance", _("Attendance too low")),
]


class PeopleFilter(django_filters.FilterSet):
    """By name, state, who is behind, pesantren, regency, gender, pillar."""

    q = django_filters.CharFilter(method="by_name", label=_("Name or user name"))
    state = django_filters.ChoiceFilter(
        choices=[("seated", _("Have a seat")), *EnrollmentState.choices],
        method="by_state",
        label=pgettext_lazy("enrollment", "State"),
        empty_label=_("All states"),
    )
    behind = django_filters.ChoiceFilter(
        choices=WHY, method="by_reason", label=_("Behind"), empty_label=_("Everybody")
    )
    eligible = django_filters.ChoiceFilter(
        choices=[("yes", _("Meets the rule")), ("no", _("Does not meet it yet"))],
        method="by_rule",
        label=_("Rule"),
        empty_label=_("Everybody"),
    )
    seen = django_filters.ChoiceFilter(
        choices=[("yes", _("Came at least once")), ("no", _("Never signed in"))],
        method="by_seen",
        label=_("Came"),
        empty_label=_("Everybody"),
    )
    regency = django_filters.ChoiceFilter(
        field_name="pesantren__regency", label=_("Regency"), empty_label=_("All regencies")
    )
    pesantren = django_filters.ChoiceFilter(label=_("Pesantren"), empty_label=_("All pesantren"))
    gender = django_filters.ChoiceFilter(
        field_name="user__gender",
        choices=[choice for choice in Gender.choices if choice[0]],
        label=_("Gender"),
        empty_label=_("All"),
    )
    pillar = django_filters.ChoiceFilter(
        choices=Pillar.choices, label=_("Pillar"), empty_label=_("All pillars")
    )

    class Meta:
        model = Enrollment
        fields: list[str] = []

    def __init__(self, *args: Any, batch: Batch, due_count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch = batch
        self.due_count = due_count
        # One query for both: the places that people of this batch come from.
        places = overview.places(batch)
        self.filters["pesantren"].extra["choices"] = [
            (pk, f"{name}, {regency}") for pk, name, _regency_pk, regency in places
        ]
        self.filters["regency"].extra["choices"] = sorted(
            {(regency_pk, regency) for _pk, _name, regency_pk, regency in places},
            key=lambda choice: choice[1],
        )

    def by_name(self, rows: EnrollmentQuerySet, _name: str, value: str) -> EnrollmentQuerySet:
        return rows.filter(matching(value, "user__", by_contact=True))

    def by_state(self, rows: EnrollmentQuerySet, _name: str, value: str) -> EnrollmentQuerySet:
        return rows.seated() if value == "seated" else rows.filter(state=value)

    def by_reason(self, rows: EnrollmentQuerySet, _name: str, value: str) -> EnrollmentQuerySet:
        return rows.filter(overview.behind(self.batch, self.due_count, value))

    def by_rule(self, rows: EnrollmentQuerySet, _name: str, value: str) -> EnrollmentQuerySet:
        return rows.filter(is_eligible=value == "yes")

    def by_seen(self, rows: EnrollmentQuerySet, _name: str, value: str) -> EnrollmentQuerySet:
        return rows.filter(first_seen_at__isnull=value == "no")
