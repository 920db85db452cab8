"""Works in the gallery of the running batch, and what classmates say about each other's."""

from datetime import timedelta

from academy.demo.load.base import Clock, create, stable_id, sure
from academy.demo.load.cast import PARTICIPANT
from academy.demo.load.folk import Folk
from academy.demo.seeds import rng
from academy.demo.texts.sharing import ADVICE, GOOD, WAITING, WORDS
from academy.people.models import ConsentGiver
from courses.models import (
    GalleryState,
    GalleryWork,
    PeerFeedback,
    PeerLevel,
    ShownName,
    Submission,
    SubmissionState,
)
from courses.peers.rules import Giver, dealt

type HandedIn = list[tuple[Submission, int]]  # with the number of the person


def load_gallery(clock: Clock, folk: Folk, handed_in: HandedIn) -> None:
    """Show the works that there are words for; in each batch the first other one is asked for."""
    trainer = folk.workers["pemateri"]
    works: list[GalleryWork] = []
    accepted = [row for row in handed_in if row[0].state == SubmissionState.ACCEPTED]
    waiting = [number for _submission, number in accepted if number not in WORDS][:1]
    for submission, number in accepted:
        if number not in {*WORDS, *waiting}:
            continue
        proposed = clock.past(sure(submission.submitted_at) + timedelta(days=2, minutes=number))
        work = GalleryWork(
            public_id=stable_id("gallery", submission.public_id),
            submission=submission,
            batch=submission.enrollment.batch,
            word=WORDS.get(number, WAITING),
            proposed_by=trainer,
            proposed_at=proposed,
        )
        if number in WORDS:
            work.state, work.giver = GalleryState.SHOWN, ConsentGiver.PESANTREN
            work.giver_name = "Pengurus pondok"
            work.shown_name = ShownName.NONE if number % 3 == 0 else ShownName.SHORT
            work.answered_at = clock.past(proposed + timedelta(hours=7))
        works.append(work)
    create(works)


def load_peers(clock: Clock, handed_in: HandedIn) -> None:
    """Deal the newest hand-ins out as the academy does; most have said something already."""
    newest = {
        submission.enrollment_id: (submission, number)
        for submission, number in handed_in
        if submission.assignment.peer_count
    }
    loads = dict.fromkeys(newest, 0)
    seats = {seat: (submission.enrollment, number) for seat, (submission, number) in newest.items()}
    wanted = max((one.assignment.peer_count for one, _number in newest.values()), default=0)
    pairs = dealt([Giver(seat, wanted) for seat in newest], loads)
    rows = []
    spoken: set[int] = set()
    for seat, author in pairs:
        giver, number = seats[seat]
        submission, _of = newest[author]
        chance = rng("peer", number, seats[author][1])
        # Three days ago; where the batch is over, before its end.
        asked = clock.at(min(-3, (giver.batch.ends_on - clock.date).days - 12), 8)
        row = PeerFeedback(
            public_id=stable_id("peer", giver.public_id, submission.public_id),
            giver=giver,
            assignment=submission.assignment,
            submission=submission,
            criteria=[
                {"title": item.title, "description": item.description}
                for item in submission.assignment.criteria.order_by("sort_order")
            ],
            asked_at=asked,
            asked_until=asked + timedelta(days=submission.assignment.peer_days),
        )
        # The participant of the printed sign-in has one left to do.
        is_said = seat not in spoken if number == PARTICIPANT else chance.random() < 0.75
        spoken.add(seat)
        if is_said or seats[author][1] == PARTICIPANT:
            row.levels = [
                chance.choice((PeerLevel.GOOD, PeerLevel.ENOUGH, PeerLevel.ENOUGH)).value
                for _criterion in row.criteria
            ]
            row.good, row.advice = chance.choice(GOOD), chance.choice(ADVICE)
            row.given_at = clock.past(asked + timedelta(hours=chance.randint(2, 50)))
        rows.append(row)
    create(rows)
