"""Who of the reserve list takes a seat that is free, so that the quotas of the batch hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from courses.admission.proposal.asked import Kind, kind
from courses.admission.queries.asking import Counts, choosable, kinds_of, seated
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
    listed = choosable(batch).filter(state=ApplicationState.RESERVE, is_seated=False)
    waiting = list(listed.order_by("reserve_position"))
    if not waiting:
        return None
    quotas = list(batch.selection_quotas.all())
    there = seated(batch) if quotas else {}
    fitting = [row for row in waiting if not full_for(kinds_of(row), quotas, there)]
    short = [(row, short_of(kinds_of(row), quotas, there)) for row in fitting]
    row, makes_up = next(
        ((row, kinds) for row, kinds in short if kinds), short[0] if short else (None, [])
    )
    return None if row is None else Following(row, makes_up, waiting.index(row))


def full_for(kinds: Iterable[Kind], quotas: Iterable[SelectionQuota], there: Counts) -> list[Kind]:
    """Return of which `kinds` no more may be accepted."""
    kinds = list(kinds)
    return [
        one
        for quota in quotas
        for one in _spoken_of(quota, kinds)
        if quota.most is not None and there.get(one, 0) >= quota.most
    ]


def short_of(kinds: Iterable[Kind], quotas: Iterable[SelectionQuota], there: Counts) -> list[Kind]:
    """Return of which `kinds` there are fewer than a quota wants."""
    kinds = list(kinds)
    return [
        one
        for quota in quotas
        for one in _spoken_of(quota, kinds)
        if quota.least is not None and there.get(one, 0) < quota.least
    ]


def _spoken_of(quota: SelectionQuota, kinds: list[Kind]) -> list[Kind]:
    if quota.value == EACH:
        return [one for one in kinds if one[0] == quota.by]
    return [one for one in kinds if one == kind(quota.by, quota.value)]
