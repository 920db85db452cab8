"""Who of the reserve list takes a seat that is free, so that the quotas of the batch hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from courses.admission.proposal.asked import Kind, kind
from courses.admission.queries.asking import Counts, choosable, kinds, seated
from courses.models import Application, ApplicationState, Batch, SelectionQuota
from courses.models.batches.quota import EACH


@dataclass(frozen=True, slots=True)
class Following:
    """The next in reserve; what is missing and this person makes up for, who was passed over."""

    application: Application
    makes_up: list[Kind] = field(default_factory=list)
    passed_count: int = 0


def following(batch: Batch) -> Following | None:
    """Return the next in reserve who fits the quotas; None where nobody does, or is there.

    In the order of the list: first who makes up for what is missing to a least, then who breaks
    no most. Who has a seat in another batch since is passed over, and keeps the place.
    """
    waiting = [one for one in choosable(batch, [ApplicationState.RESERVE]) if not one.is_seated]
    if not waiting:
        return None
    quotas = list(batch.selection_quotas.all())
    there = seated(batch) if quotas else {}
    fitting = [one for one in waiting if not full_for(kinds(one.values), quotas, there)]
    short = [(one, short_of(kinds(one.values), quotas, there)) for one in fitting]
    found = next((row for row in short if row[1]), short[0] if short else None)
    if found is None:
        return None
    one, makes_up = found
    application = Application.objects.select_related("user").get(pk=one.pk)
    return Following(application, makes_up, waiting.index(one))


def full_for(of: Iterable[Kind], quotas: Iterable[SelectionQuota], there: Counts) -> list[Kind]:
    """Return of which of these kinds no more may be accepted."""
    listed = list(of)
    return [
        one
        for quota in quotas
        for one in _spoken_of(quota, listed)
        if quota.most is not None and there.get(one, 0) >= quota.most
    ]


def short_of(of: Iterable[Kind], quotas: Iterable[SelectionQuota], there: Counts) -> list[Kind]:
    """Return of which of these kinds there are fewer than a quota wants."""
    listed = list(of)
    return [
        one
        for quota in quotas
        for one in _spoken_of(quota, listed)
        if quota.least is not None and there.get(one, 0) < quota.least
    ]


def _spoken_of(quota: SelectionQuota, listed: list[Kind]) -> list[Kind]:
    if quota.value == EACH:
        return [one for one in listed if one[0] == quota.by]
    return [one for one in listed if one == kind(quota.by, quota.value)]
