"""Works dealt out by many at the same time, on PostgreSQL."""

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from courses.assignments.actions import submissions
from courses.models import PeerFeedback
from courses.peers import actions
from tests.courses.peers.circle import circle

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time"),
]
PEOPLE = 9


def test_nine_who_hand_in_at_once_each_get_two_works_and_are_read_twice():
    here = circle(PEOPLE)
    assignment = here.tree.assignments[0]

    def hand_in_and_deal(draft):
        try:
            submissions.hand_in(submission=draft, note="", is_own=True, client_id=uuid.uuid4())
            actions.hand_out(batch_id=here.batch.pk, assignment_id=assignment.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=PEOPLE) as threads:
        list(threads.map(hand_in_and_deal, here.submissions))
    actions.hand_out(batch_id=here.batch.pk, assignment_id=assignment.pk)
    rows = list(PeerFeedback.objects.values_list("giver", "submission__enrollment"))
    given, read = Counter(giver for giver, _of in rows), Counter(of for _giver, of in rows)
    assert all(giver != of for giver, of in rows)
    # Who came last, and too few for a round of their own, waits a day for others.
    assert set(given.values()) == {2}
    assert len(given) > PEOPLE - 3
    assert max(read.values()) - min(read.values()) <= 1


def test_a_work_is_taken_back_while_somebody_writes_about_it_and_nothing_breaks():
    here = circle(4)
    assignment = here.tree.assignments[0]
    for draft in here.submissions:
        submissions.hand_in(submission=draft, note="", is_own=True, client_id=uuid.uuid4())
    actions.hand_out(batch_id=here.batch.pk, assignment_id=assignment.pk)
    row = PeerFeedback.objects.select_related("submission__enrollment", "giver")[0]
    told = []

    def do(act):
        try:
            act()
        except actions.WorkTakenBack:
            told.append("taken back")
        finally:
            connections.close_all()

    def write():
        actions.give(
            feedback=row,
            handed_in_at=row.submission.submitted_at,
            levels=["good"] * len(row.criteria),
            good="Rapi.",
            advice="Lebih dekat.",
            client_id=uuid.uuid4(),
        )

    def take_back_and_deal():
        submissions.take_back(submission=row.submission)
        actions.hand_out(batch_id=here.batch.pk, assignment_id=assignment.pk)

    with ThreadPoolExecutor(max_workers=2) as threads:
        list(threads.map(do, [write, take_back_and_deal]))
    actions.hand_out(batch_id=here.batch.pk, assignment_id=assignment.pk)
    mine = PeerFeedback.objects.filter(giver=row.giver)
    assert mine.count() == 2
    assert bool(told) == (not mine.filter(given_at__isnull=False).exists())
