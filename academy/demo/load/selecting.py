"""How the open batch is selected, what the running one's people are called, and its two halls."""

from datetime import timedelta

from academy.demo.load.base import Clock, create, set_times, stable_id, sure
from academy.demo.load.folk import Folk
from academy.demo.load.program import SESSION_TITLES
from academy.demo.texts.selecting import CHECKS, CRITERIA, FILTERS, HALLS, QUOTAS
from courses.models import (
    Application,
    Assessment,
    Batch,
    Enrollment,
    GroupPlace,
    SavedFilter,
    SelectionQuota,
    SelectionRubric,
    SessionGroup,
)

FULL = sum(one["points"] for one in CRITERIA)


def load_selection(
    clock: Clock,
    folk: Folk,
    batches: dict[int, Batch],
    applications: dict[int, list[Application]],
) -> None:
    """Give the program its rubric, the open batch its quotas, each score the points behind it."""
    coordinator = folk.workers["koordinator"]
    rubric = SelectionRubric(
        program=batches[1].program,
        version=1,
        criteria_since=1,
        criteria=list(CRITERIA),
        checks=list(CHECKS),
        made_by=coordinator,
    )
    create([rubric])
    set_times(SelectionRubric, "made_at", [(sure(batches[1].applications_open_at), rubric.pk)])
    create(SelectionQuota(batch=batches[4], **quota) for quota in QUOTAS)
    assessed = []
    for one in (one for rows in applications.values() for one in rows if one.score is not None):
        at = clock.past(sure(one.submitted_at) + timedelta(hours=20))
        assessed.append(
            Assessment(
                application=one,
                rubric=rubric,
                points=points_of(sure(one.score)),
                scored_by=coordinator,
                scored_at=at,
                seen=list(CHECKS),
                seen_by=coordinator,
                seen_at=at,
            )
        )
    create(assessed)


def points_of(score: int) -> dict[str, int]:
    """Share `score` among the criteria by their weight; what is left over goes to the first."""
    shares = {one["key"]: score * one["points"] // FULL for one in CRITERIA}
    for one in CRITERIA:
        left = score - sum(shares.values())
        shares[one["key"]] += min(left, one["points"] - shares[one["key"]])
    return shares


def load_groups(clock: Clock, folk: Folk, batch: Batch) -> None:
    """Hold the last session of `batch` in two halls, a pesantren in one of them."""
    session = batch.sessions.order_by("starts_at")[len(SESSION_TITLES) - 1]
    trainers = folk.of_role("trainer")
    groups = [
        SessionGroup(
            public_id=stable_id("group", batch.number, at),
            session=session,
            name=name,
            place=place,
            trainer=trainers[at],
            capacity=140,
            changed_at=clock.at(-3, 10),
        )
        for at, (name, place) in enumerate(HALLS)
    ]
    create(groups)
    session.has_groups = True
    session.save(update_fields=["has_groups"])
    seated = list(Enrollment.objects.filter(batch=batch).seated().order_by("pesantren", "pk"))
    half = len(seated) // 2
    # The pesantren that stands in the middle of the list stays together.
    while half < len(seated) and seated[half].pesantren_id == seated[half - 1].pesantren_id:
        half += 1
    create(
        GroupPlace(
            session=session,
            group=groups[at >= half],
            enrollment=enrollment,
            placed_at=clock.at(-3, 10),
        )
        for at, enrollment in enumerate(seated)
    )


def load_filters(folk: Folk, batch: Batch) -> None:
    """Name those whom the coordinators of `batch` look for."""
    create(
        SavedFilter(
            public_id=stable_id("filter", batch.number, at),
            batch=batch,
            name=name,
            query=query,
            made_by=folk.workers["koordinator"],
        )
        for at, (name, query) in enumerate(FILTERS)
    )
