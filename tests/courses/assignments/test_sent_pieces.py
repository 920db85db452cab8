"""Pieces of files on their way: how many there are, how long they stay, whose they become."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from academy.people.holdings import merging
from academy.web.files.storages import PrivateFileStorage
from courses.assignments.actions import pieces
from courses.models import SentPiece
from courses.models.work.piece import PIECE
from tests.courses.assignments.pieces import Sender, second_tab, sender, stored
from tests.factories.courses import EnrollmentFactory
from tests.services.storages import fields_follow

pytestmark = pytest.mark.django_db


class Overtaken(PrivateFileStorage):
    """A slow disk: while it stores one piece, another tab does something."""

    meanwhile = None

    def save(self, name, content, **more):
        act, Overtaken.meanwhile = Overtaken.meanwhile, None
        if act is not None:
            act()
        return super().save(name, content, **more)


@pytest.fixture
def slow_disk(settings):
    place = settings.STORAGES["private"] | {"BACKEND": f"{__name__}.{Overtaken.__name__}"}
    settings.STORAGES = settings.STORAGES | {"private": place}
    with fields_follow():
        yield


def test_two_tabs_that_send_the_same_piece_at_one_moment_leave_one(slow_disk):
    before, one = stored(), sender()
    two = second_tab(one)
    Overtaken.meanwhile = lambda: two.piece(0)
    assert one.piece(0).json()["received"] == PIECE
    assert (SentPiece.objects.count(), stored()) == (1, before + 1)


def test_of_many_files_on_their_way_the_oldest_goes_and_nobody_is_kept_from_sending():
    first = sender()
    tabs = [second_tab(first, sending=uuid.uuid4()) for _ in range(pieces.MOST_AT_ONCE)]
    for tab in [first, *tabs[1:]]:
        tab.piece(0)
    first.piece(PIECE)
    tabs[0].piece(0)
    assert [tab.come["received"] for tab in (first, tabs[0], *tabs[2:])] == [
        2 * PIECE, *[PIECE] * (pieces.MOST_AT_ONCE - 1),
    ]  # fmt: skip
    assert tabs[1].come["received"] == 0


def days_ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def test_what_nobody_goes_on_with_is_forgotten_after_two_days(
    storage_place, django_capture_on_commit_callbacks
):
    before = stored()
    left, slow = sender().send(2), sender().send(2)
    SentPiece.objects.filter(sending=left.sending).update(received_at=days_ago(3))
    # Begun as long ago, and gone on with since.
    SentPiece.objects.filter(sending=slow.sending, offset=0).update(received_at=days_ago(3))
    with django_capture_on_commit_callbacks(execute=True):
        assert pieces.forget_old() == 1
    assert left.come["received"] == 0
    assert slow.come["received"] == 2 * PIECE
    assert stored() == before + 2


def test_what_was_on_its_way_with_an_account_that_is_merged_goes_on_with_the_other():
    gone = sender().send(2)
    other = EnrollmentFactory(batch=gone.enrollment.batch)
    kept = Sender(other, gone.assignment, gone.content).send(1)
    merging.move(gone=gone.enrollment.user, kept=other.user)
    assert kept.come["received"] == 2 * PIECE
