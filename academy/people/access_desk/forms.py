"""The filter of the record of accesses."""

import datetime as dt
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.text.typed import clean_typed
from academy.people.models import Access, AccessKind, User
from academy.people.models.access import AccessQuerySet
from academy.people.particulars.names import matching
from academy.web.forms.days import DayInput


class AccessFilter(django_filters.FilterSet):
    """By the person who did it or whom it is about, by kind and by day."""

    q = django_filters.CharFilter(method="by_person", label=_("Name or user name"))
    kind = django_filters.ChoiceFilter(
        choices=AccessKind.choices, label=_("What"), empty_label=_("Everything")
    )
    day = django_filters.DateFilter(method="on_day", label=_("Day"), widget=DayInput())

    class Meta:
        model = Access
        fields: list[str] = []

    def by_person(self, rows: AccessQuerySet, _name: str, value: str) -> AccessQuerySet:
        """A whole user name means that one person, not those whose names begin so.

        With the accounts that were merged into theirs: what was recorded stays there.
        """
        one = User.objects.filter(username=clean_typed(value).lower())
        people = one if one.exists() else User.objects.filter(matching(value))
        accounts = User.objects.filter(Q(pk__in=people) | Q(merged_into__in=people))
        return rows.of(accounts.values("pk"))

    def on_day(self, rows: QuerySet[Any], _name: str, value: dt.date) -> QuerySet[Any]:
        # Between two moments, so that the index on the time is used.
        start = timezone.make_aware(dt.datetime.combine(value, dt.time.min))
        return rows.filter(at__gte=start, at__lt=start + dt.timedelta(days=1))
