"""The filter of messages sent in."""

from typing import Any

import django_filters
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from academy.web.forms.days import SinceFilter
from cms.models import ContactMessage


class MessageFilter(django_filters.FilterSet):
    """By any word of the message, and since when."""

    q = django_filters.CharFilter(method="by_word", label=_("Word of the message"))
    since = SinceFilter("submit_time", _("Since"))

    class Meta:
        model = ContactMessage
        fields: list[str] = []

    def by_word(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        found: QuerySet[Any] = rows.annotate(words=Cast("form_data", TextField())).filter(
            words__icontains=value
        )
        return found
