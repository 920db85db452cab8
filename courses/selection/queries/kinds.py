"""What quotas count, in words: the solver's codes are those of regencies, NSPP and choices."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from academy.core.text.typed import uuid_of
from academy.people.models import Gender, Pesantren, Regency
from courses.admission.proposal.asked import Kind, kind
from courses.models import Pillar, QuotaBy
from courses.models.batches.quota import EACH


@dataclass(frozen=True, slots=True)
class Words:
    """Names of the regencies and pesantren that are spoken of."""

    names: dict[Kind, str] = field(default_factory=dict)

    def of(self, one: Kind) -> str:
        """Return what is counted, as one says it."""
        by, value = one
        if value == EACH:
            return _EACH[QuotaBy(by)]()
        if by == QuotaBy.GENDER:
            return str(Gender(value).label) if value in Gender.values else value
        if by == QuotaBy.PILLAR:
            return str(Pillar(value).label) if value in Pillar.values else value
        if by == QuotaBy.FIRST_TIME:
            return _first_time(value)
        return self.names.get(one, value)

    def all_of(self, written: Iterable[dict[str, Any]]) -> str:
        """Return several that the solver has written, with commas."""
        return ", ".join(self.of(kind(one["by"], one["value"])) for one in written)


_EACH = {
    QuotaBy.REGENCY: lambda: _("each regency"),
    QuotaBy.PESANTREN: lambda: _("each pesantren"),
    QuotaBy.GENDER: lambda: _("each gender"),
    QuotaBy.PILLAR: lambda: _("each pillar"),
    QuotaBy.FIRST_TIME: lambda: _("first time or not"),
}


def _first_time(value: str) -> str:
    if value == "true":
        return pgettext("quota", "here for the first time")
    return pgettext("quota", "has been here before")


def words_of(kinds: Iterable[Kind]) -> Words:
    """Return the words for `kinds`: two queries at most."""
    kinds = set(kinds)
    codes = {value for by, value in kinds if by == QuotaBy.REGENCY and value != EACH}
    homes = {value for by, value in kinds if by == QuotaBy.PESANTREN and value != EACH}
    names: dict[Kind, str] = {}
    if codes:
        found = Regency.objects.filter(kemendagri_code__in=codes)
        for code, name in found.values_list("kemendagri_code", "name"):
            names[QuotaBy.REGENCY.value, code] = name
    if homes:
        ids: list[UUID] = [known for home in homes if (known := uuid_of(home)) is not None]
        rows = Pesantren.objects.filter(Q(nspp__in=homes) | Q(public_id__in=ids))
        for nspp, public_id, name in rows.values_list("nspp", "public_id", "name"):
            names[QuotaBy.PESANTREN.value, nspp or str(public_id)] = name
    return Words(names)
