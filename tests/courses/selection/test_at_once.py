"""Two coordinators at the same moment: on a proposal, and on the last seat."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from academy.core.errors import Refused
from academy.core.models import Job
from courses.admission.actions import replacing
from courses.admission.queries.decisions import DECIDE_JOB
from courses.models import Application, Enrollment, Proposal
from courses.selection.actions import applying, errors, hand, proposing
from tests.courses.selection.choosing import batch_of, verified
from tests.factories.people import UserFactory
from tests.factories.selecting import ProposalFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.every_database]


def at_once(act, rows):
    """Return what `act` gave for each of `rows`, all at one moment; a refusal is its class."""

    def run(row):
        try:
            return act(row)
        except Refused as refusal:
            return type(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as pool:
        return list(pool.map(run, rows))


def proposed(seats=2, people=3):
    batch = batch_of(seats=seats)
    rows = [verified(batch, f"Peserta {number}", 90 - number) for number in range(people)]
    return ProposalFactory(batch=batch, applications=rows)


def test_of_two_coordinators_who_apply_at_once_one_is_told_that_the_other_has():
    proposal = proposed()
    both = [UserFactory(), UserFactory()]
    answers = at_once(
        lambda by: applying.apply(
            proposal=Proposal.objects.get(pk=proposal.pk),
            wishes=applying.Wishes(reserve_count=0),
            by=by,
            client_id=uuid.uuid4(),
        ),
        both,
    )
    assert answers.count(errors.AlreadyApplied) == 1
    assert Job.objects.filter(kind=DECIDE_JOB).count() == 1


def test_a_proposal_asked_for_by_four_at_once_is_one():
    batch = batch_of()
    verified(batch, "Sulastri", 50)
    made = at_once(
        lambda by: proposing.request(batch=batch, by=by, client_id=uuid.uuid4()).pk,
        [UserFactory() for _ in range(4)],
    )
    assert len(set(made)) == 1


def test_the_last_seat_is_called_for_one_person_only():
    batch = batch_of(seats=1)
    for place in (1, 2):
        row = verified(batch, f"Cadangan {place}", 50)
        Application.objects.filter(pk=row.pk).update(state="reserve", reserve_position=place)
    first, second = Application.objects.filter(batch=batch).order_by("reserve_position")
    at_once(
        lambda shown: replacing.call_next(batch=batch, by=UserFactory(), shown=shown),
        [first, second, first, second],
    )
    assert Enrollment.objects.filter(batch=batch).count() == 1


def test_one_person_moved_by_two_at_once_is_moved_once():
    proposal = proposed()
    place = proposal.places.first()
    shown = {str(place.application.public_id): place.outcome}

    def move(to):
        return hand.move(proposal=proposal, shown=shown, to=to, reason="Pindah.", by=UserFactory())

    answers = at_once(move, ["leave", "reserve"])
    assert sorted(map(str, answers)) == sorted(["1", str(errors.ChangedMeanwhile)])
