"""What the proposal is asked about a batch: the one place where rows become its input."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from courses.admission.proposal.asked import Kind, kind
from courses.admission.queries.applications import twin_ids
from courses.models import (
    ApplicationState,
    Batch,
    Enrollment,
    EnrollmentState,
    SelectionQuota,
)
from courses.models.batches.quota import EACH, QuotaBy
from courses.models.seats.enrollment import TAKING_PART

# Who can be accepted: looked at, and not decided otherwise.
CHOOSABLE = [ApplicationState.VERIFIED, ApplicationState.RESERVE]
# Why somebody is set apart.
DOUBLE, SEATED = "double", "seated"

type Counts = Mapping[Kind, int]


# What quotas count of an application or a seat, and who it is of.
_COUNTED = (
    "pk", "public_id", "user", "user__gender", "pillar", "pesantren__nspp", "pesantren__public_id",
    "pesantren__regency__kemendagri_code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who can be accepted; `values` are what quotas count, None where not known."""

    pk: int
    public_id: str
    score: int | None
    values: dict[str, Any]
    is_seated: bool


def choosable(batch: Batch, states: Iterable[str] = CHOOSABLE) -> list[Asking]:
    """Return who can be accepted into `batch` from these states, in the order of the reserve list.

    `is_seated` says who has a seat in another batch of the program. Read as figures, not as
    objects: a thousand of them are asked for on each page of a proposal.
    """
    rows = batch.applications.filter(state__in=states).order_by("reserve_position", "pk")
    elsewhere = set(
        Enrollment.objects.filter(program=batch.program_id, state__in=TAKING_PART).values_list(
            "user", flat=True
        )
    )
    before = _came_before(batch)
    return [
        Asking(
            pk=row[0],
            public_id=str(row[1]),
            score=score,
            values=_values(row, before),
            is_seated=row[2] in elsewhere,
        )
        for *row, score in rows.values_list(*_COUNTED, "score")
    ]


def _came_before(batch: Batch) -> set[int]:
    """Return who of those around `batch` has had a seat in any other, of whatever program."""
    around = Q(user__applications__batch=batch) | Q(user__enrollments__batch=batch)
    before = Enrollment.objects.filter(around).exclude(batch=batch)
    return set(before.exclude(state=EnrollmentState.REPLACED).values_list("user", flat=True))


def _values(row: Sequence[Any], before: set[int]) -> dict[str, Any]:
    _pk, _id, user, gender, pillar, nspp, home, regency = row
    return {
        QuotaBy.REGENCY.value: regency,
        QuotaBy.PESANTREN.value: nspp or (home and str(home)),
        QuotaBy.GENDER.value: gender or None,
        QuotaBy.PILLAR.value: pillar or None,
        QuotaBy.FIRST_TIME.value: user not in before,
    }


def kinds(values: Mapping[str, Any]) -> list[Kind]:
    """Return what somebody with these values counts for."""
    return [kind(by, value) for by, value in values.items() if value is not None]


def seated(batch: Batch) -> Counts:
    """Return how many of each kind have a seat in `batch`, and under ("", "") how many at all."""
    rows = batch.enrollments.seated().order_by().values_list(*_COUNTED)
    before = _came_before(batch)
    found: Counter[Kind] = Counter()
    for row in rows:
        found.update([("", ""), *kinds(_values(row, before))])
    return found


def asked_of(batch: Batch) -> dict[str, Any]:
    """Return the question of whom to accept into `batch` as it is now, in values of JSON.

    Probable doubles and who learns in another batch stand in `apart`, with why. Quotas count who
    has a seat already: `quotas` say what is still wanted, `whole` what was set for all seats.
    """
    doubles = set(twin_ids(batch.program_id))
    apart, applicants = {}, []
    for row in choosable(batch):
        if row.pk in doubles or row.is_seated:
            apart[row.public_id] = DOUBLE if row.pk in doubles else SEATED
        else:
            applicants.append({"id": row.public_id, "score": row.score, **row.values})
    there, quotas = seated(batch), list(batch.selection_quotas.all())
    return {
        "seats": max(0, batch.seats - there[("", "")]),
        # The batch's own id: nobody can draw again until the lot suits.
        "seed": str(batch.public_id),
        "quotas": _still_wanted(quotas, there, applicants),
        "applicants": applicants,
        "apart": apart,
        "whole": {
            "seats": batch.seats,
            "quotas": [quota.as_asked() for quota in quotas],
            "seated": [[*one, count] for one, count in sorted(there.items())],
        },
    }


def _still_wanted(
    quotas: Iterable[SelectionQuota], there: Counts, applicants: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the quotas less those who have a seat; those of each value then stand for each."""
    known: dict[str, set[str]] = defaultdict(set)
    for applicant in applicants:
        values = {by: applicant[by] for by in QuotaBy.values}
        for by, value in kinds(values):
            known[by].add(value)
    found: list[dict[str, Any]] = []
    for quota in quotas:
        if quota.value != EACH:
            found.append(_less(quota, quota.value, there))
        elif any(by == quota.by for by, _value in there):
            found += [_less(quota, value, there) for value in sorted(known[quota.by])]
        else:
            found.append(quota.as_asked())
    return found


def _less(quota: SelectionQuota, value: str, there: Counts) -> dict[str, Any]:
    count = there.get(kind(quota.by, value), 0)
    return quota.as_asked() | {
        "value": value,
        "least": None if quota.least is None else max(0, quota.least - count),
        "most": None if quota.most is None else max(0, quota.most - count),
    }
