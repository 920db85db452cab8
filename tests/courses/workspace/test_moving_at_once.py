"""Two who move a person at the same moment, or set right what the other moves."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event

import pytest
from django.db import connection, connections

from academy.core.errors import Refused
from courses.models import BatchMove, Enrollment
from courses.workspace.actions.correcting import correct_person
from courses.workspace.queries.people.corrections import values_of
from tests.courses.acts.meeting import is_step, meeting
from tests.courses.moved import move, two_batches
from tests.factories.courses import (
    ApplicationFactory,
    BatchFactory,
)
from tests.factories.people import PesantrenFactory


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time")
@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_move_a_person_at_once_make_one_move():
    at = two_batches()
    fifth = BatchFactory(program=at.batch.program, coordinators=[at.coordinator])

    def prepared(to):
        stale = Enrollment.objects.get(pk=at.seat.pk)

        def go():
            try:
                move(at, to, enrollment=stale)
            except Refused as refusal:
                return type(refusal).__name__
            finally:
                connections.close_all()
            return "moved"

        return go

    with ThreadPoolExecutor(max_workers=2) as pool:
        both = [prepared(at.fourth), prepared(fifth)]
        answers = sorted(pool.map(lambda go: go(), both))
    assert answers == ["SeatMoved", "moved"]
    [made] = BatchMove.objects.all()
    assert Enrollment.objects.get(pk=at.seat.pk).batch == made.to_batch


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time")
@pytest.mark.django_db(transaction=True)
def test_who_was_moved_is_set_right_while_somebody_moves_them_back():
    at = two_batches()
    # The person has applied for III, and learns in IV.
    at.seat.pesantren = PesantrenFactory()
    at.seat.application = ApplicationFactory(
        batch=at.batch, user=at.person, pesantren=at.seat.pesantren, state="accepted"
    )
    at.seat.save()
    move(at)
    moved = Enrollment.objects.get(pk=at.seat.pk)
    again = Enrollment.objects.get(pk=at.seat.pk)
    right = partial(
        correct_person, enrollment=moved, by=at.coordinator, reason="Ijazah.",
        changes={"pesantren": PesantrenFactory()}, shown=values_of(moved),
    )  # fmt: skip
    begun = Event()

    def tell(run, sql, params, many, context):
        try:
            return run(sql, params, many, context)
        finally:
            if is_step(sql):
                begun.set()

    def set_right():
        with connection.execute_wrapper(tell):
            right()

    def move_back():
        assert begun.wait(5)
        move(at, at.batch, enrollment=again)

    with meeting() as met:
        assert met.both(set_right, move_back) == ["done", "done"]
