"""Applications of all batches, their history, and the seats that came of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from academy.core.models import AuditEntry
from academy.demo.load.base import Clock, create, set_times, stable_id, sure, update
from academy.demo.load.cast import cast, home, homes
from academy.demo.load.dates import APPLICATIONS, PERIODS, submitted_at
from academy.demo.load.folk import Folk
from academy.demo.names import people
from academy.demo.seeds import rng
from academy.demo.texts.applications import DECLINED, RESERVE, experience, motivation
from academy.people.models import Pesantren, User
from courses.models import Application, ApplicationState, Batch, Enrollment, EnrollmentState

# Where the 1,250 of the batch in selection stand today.
SELECTION = {
    ApplicationState.SUBMITTED: 640,
    ApplicationState.VERIFIED: 420,
    ApplicationState.ACCEPTED: 95,
    ApplicationState.RESERVE: 25,
    ApplicationState.DECLINED: 62,
    ApplicationState.WITHDRAWN: 8,
}
PATHS = {
    ApplicationState.SUBMITTED: ("submitted",),
    ApplicationState.VERIFIED: ("submitted", "verified"),
    ApplicationState.ACCEPTED: ("submitted", "verified", "accepted"),
    ApplicationState.RESERVE: ("submitted", "verified", "reserve"),
    ApplicationState.DECLINED: ("submitted", "verified", "declined"),
    ApplicationState.WITHDRAWN: ("submitted", "withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """One move of an application, for its history."""

    application: Application
    before: str
    after: str
    at: datetime
    by: User


def load_applications(
    clock: Clock, folk: Folk, houses: list[Pesantren], batches: dict[int, Batch]
) -> dict[int, list[Application]]:
    """Write all applications with their history; return them by batch number."""
    found: dict[int, list[Application]] = {}
    steps: list[Move] = []
    for batch_number, batch in batches.items():
        wanted = list(_states(batch_number))
        rows = [_application(clock, folk, houses, batch, number, state) for number, state in wanted]
        _line_up([row for row in rows if row.state == ApplicationState.RESERVE])
        found[batch_number] = create(rows)
        for application in rows:
            steps += _steps(application, folk.workers["koordinator"])
    everyone = [application for rows in found.values() for application in rows]
    set_times(
        Application,
        "created_at",
        [(sure(a.submitted_at) - timedelta(hours=3 + a.pk % 40), a.pk) for a in everyone],
    )
    entries = create(
        AuditEntry(
            actor=step.by,
            verb="moved",
            object_type="courses.application",
            object_id=step.application.pk,
            data={"before": step.before, "after": step.after},
        )
        for step in steps
    )
    set_times(AuditEntry, "at", [(s.at, e.pk) for s, e in zip(steps, entries, strict=True)])
    return found


def _states(batch: int) -> Iterator[tuple[int, ApplicationState]]:
    """Person number and state of each application for `batch`."""
    whole = cast()
    if batch < 4:
        for number in (*whole.seated[batch], *whole.absent[batch]):
            yield number, ApplicationState.ACCEPTED
        for number in whole.declined[batch]:
            yield number, ApplicationState.DECLINED
        return
    numbers = list(whole.applicants)
    second = [p.number for p in people() if p.same_as is not None]
    unseen = {*second, *(p.same_as for p in people() if p.same_as is not None)}
    order = [number for number in numbers if number not in unseen]
    rng("selection").shuffle(order)
    order += sorted(unseen.intersection(numbers))
    # The probable duplicates come last, so that nobody has decided about them.
    states = [state for state, count in reversed(SELECTION.items()) for _ in range(count)]
    yield from zip(order, states, strict=True)


def _line_up(reserve: list[Application]) -> None:
    """Give each its place on the reserve list: by score, then by the time of sending."""
    reserve.sort(key=lambda application: (-sure(application.score), application.submitted_at))
    for place, application in enumerate(reserve, start=1):
        application.reserve_position = place


def _application(
    clock: Clock,
    folk: Folk,
    houses: list[Pesantren],
    batch: Batch,
    number: int,
    state: ApplicationState,
) -> Application:
    person, user = people()[number], folk.people[number]
    chance = rng("application", batch.number, number)
    submitted = submitted_at(clock, batch.number, number)
    decided = state in (
        ApplicationState.ACCEPTED,
        ApplicationState.RESERVE,
        ApplicationState.DECLINED,
    )
    reason = {
        ApplicationState.DECLINED: chance.choice(DECLINED),
        ApplicationState.RESERVE: RESERVE,
    }.get(state, "")
    return Application(
        public_id=stable_id("application", batch.number, number),
        batch=batch,
        program_id=batch.program_id,
        user=user,
        state=state,
        pesantren=houses[homes()[number]],
        membership_role=person.role,
        pillar=person.pillar,
        has_phone=bool(person.phone) and chance.random() < 0.7,
        motivation=motivation(chance, person, home(person)),
        experience=experience(chance, home(person)),
        score=_score(chance.betavariate(5, 2.4), state),
        reason=reason,
        submitted_at=submitted,
        happened_at=submitted - timedelta(seconds=chance.randrange(2, 90)),
        decided_at=clock.past(_decided_at(clock, batch.number, submitted)) if decided else None,
        decided_by=folk.workers["koordinator"] if decided else None,
    )


def _score(luck: float, state: ApplicationState) -> int | None:
    if state in (ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN):
        return None
    low = 68 if state == ApplicationState.ACCEPTED else 30
    return round(low + (98 - low) * luck)


def _decided_at(clock: Clock, batch: int, submitted: datetime) -> datetime:
    if batch == 4:
        return submitted + timedelta(days=2, hours=5)
    return clock.at(APPLICATIONS[batch][1] + 4, 10, submitted.minute)


def _steps(application: Application, coordinator: User) -> Iterator[Move]:
    sent_at = sure(application.submitted_at)
    before = "draft"
    for after in PATHS[ApplicationState(application.state)]:
        if after in ("submitted", "withdrawn"):
            at, by = sent_at, application.user
        elif after == "verified":
            end = application.decided_at or sent_at + timedelta(hours=20)
            at, by = sent_at + (end - sent_at) / 2, coordinator
        else:
            at, by = sure(application.decided_at), coordinator
        yield Move(application, before, after, at, by)
        before = after


def load_enrollments(
    clock: Clock, batches: dict[int, Batch], applications: dict[int, list[Application]]
) -> dict[int, list[Enrollment]]:
    """Give a seat to everybody accepted; no-shows were replaced in the first week."""
    found = {}
    for number, batch in batches.items():
        accepted = [a for a in applications[number] if a.state == ApplicationState.ACCEPTED]
        rows = create(
            Enrollment(
                public_id=stable_id("enrollment", number, a.user.username),
                batch=batch,
                program=batch.program,
                user=a.user,
                application=a,
                pesantren=a.pesantren,
                pillar=a.pillar,
                enrolled_at=sure(a.decided_at),
            )
            for a in accepted
        )
        if number < 4:
            _replace_absent(clock, number, rows)
        found[number] = rows
    return found


def _replace_absent(clock: Clock, number: int, rows: list[Enrollment]) -> None:
    seats = 250
    absent, came = rows[seats:], rows[seats - len(rows[seats:]) : seats]
    for gone, newcomer in zip(absent, came, strict=True):
        gone.state = EnrollmentState.REPLACED
        gone.replaced_by = newcomer
        newcomer.enrolled_at = clock.at(PERIODS[number][0] + 5, 11)
    update([*absent, *came], ["state", "replaced_by", "enrolled_at"])
