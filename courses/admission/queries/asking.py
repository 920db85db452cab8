"""What the proposal is asked about a batch: the one place where rows become its input."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

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


def choosable(batch: Batch) -> QuerySet[Any]:
    """Return the applications to `batch` that can be accepted, with what quotas count.

    `is_seated` says who has a seat in another batch of the program.
    """
    elsewhere = Enrollment.objects.filter(
        program=batch.program_id, user=OuterRef("user"), state__in=TAKING_PART
    )
    return (
        batch.applications.filter(state__in=CHOOSABLE)
        .select_related("user", "pesantren__regency")
        .annotate(is_seated=Exists(elsewhere), came_before=_came_before(batch))
        .order_by("pk")
    )


def _came_before(batch: Batch) -> Exists:
    """Whether the person has had a seat in any other batch, of whatever program."""
    before = Enrollment.objects.filter(user=OuterRef("user")).exclude(batch=batch)
    return Exists(before.exclude(state=EnrollmentState.REPLACED))


def values_of(row: Any) -> dict[str, Any]:
    """Return what quotas count of an application or a seat; what is not known is None."""
    home = row.pesantren
    return {
        QuotaBy.REGENCY.value: home.regency.kemendagri_code if home else None,
        QuotaBy.PESANTREN.value: (home.nspp or str(home.public_id)) if home else None,
        QuotaBy.GENDER.value: row.user.gender or None,
        QuotaBy.PILLAR.value: row.pillar or None,
        QuotaBy.FIRST_TIME.value: not row.came_before,
    }


def kinds_of(row: Any) -> list[Kind]:
    """Return what an application or a seat counts for."""
    return kinds(values_of(row))


def kinds(values: Mapping[str, Any]) -> list[Kind]:
    """Return what somebody with these values counts for."""
    return [kind(by, value) for by, value in values.items() if value is not None]


def seated(batch: Batch) -> Counts:
    """Return how many of each kind have a seat in `batch`, and under ("", "") how many at all."""
    rows = (
        batch.enrollments.seated()
        .select_related("user", "pesantren__regency")
        .annotate(came_before=_came_before(batch))
        .order_by()
    )
    found: Counter[Kind] = Counter()
    for row in rows:
        found.update([("", ""), *kinds_of(row)])
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
            apart[str(row.public_id)] = DOUBLE if row.pk in doubles else SEATED
        else:
            applicants.append({"id": str(row.public_id), "score": row.score, **values_of(row)})
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
