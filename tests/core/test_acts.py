"""What was sent before is known, in every respect."""

import datetime as dt
import uuid
from contextlib import suppress
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from academy.core import acts
from academy.core.errors import Refused
from academy.core.models import Act
from academy.core.tasks import forget_acts
from academy.people.models import User
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def send(person, client_id, *, kind="write", content="hello", part=""):
    with transaction.atomic():
        return acts.once(client_id, kind=kind, person=person, content=content, part=part)


def test_an_act_sent_again_gives_what_it_gave_first():
    person, client_id = UserFactory(), uuid.uuid4()
    first = send(person, client_id)
    assert (first.is_repeated, first.gives(person)) == (False, person)
    again = send(person, client_id)
    assert (again.is_repeated, again.earlier(User)) == (True, person)
    assert Act.objects.count() == 1


@pytest.mark.parametrize("other", [{"content": "bye"}, {"kind": "erase"}])
def test_the_same_id_with_something_else_or_for_another_purpose_is_told(other):
    person, client_id = UserFactory(), uuid.uuid4()
    send(person, client_id)
    with pytest.raises(acts.SentDifferently):
        send(person, client_id, **other)
    assert Act.objects.count() == 1


def test_an_id_belongs_to_a_person():
    first, second, client_id = UserFactory(), UserFactory(), uuid.uuid4()
    send(first, client_id).gives(first)
    of_second = send(second, client_id, content="bye")
    assert not of_second.is_repeated
    of_second.gives(second)
    assert send(first, client_id).earlier(User) == first
    assert send(second, client_id, content="bye").earlier(User) == second


def test_who_has_no_account_yet_sends_once_too():
    client_id = uuid.uuid4()
    assert [send(None, client_id).is_repeated for _ in range(3)] == [False, True, True]


def test_parts_of_one_form_are_acts_of_their_own():
    person, client_id = UserFactory(), uuid.uuid4()
    found = [send(person, client_id, part=part).is_repeated for part in ("a", "b", "a")]
    assert found == [False, False, True]


def test_what_was_refused_may_be_sent_again():
    person, client_id = UserFactory(), uuid.uuid4()
    with suppress(Refused), transaction.atomic():
        acts.once(client_id, kind="write", person=person, content="hello")
        raise Refused
    assert not send(person, client_id).is_repeated


def test_what_was_removed_since_does_not_come_back_by_an_old_page():
    person, gone, client_id = UserFactory(), UserFactory(), uuid.uuid4()
    send(person, client_id).gives(gone)
    gone.delete()
    with pytest.raises(acts.SentAndGone):
        send(person, client_id).earlier(User)


def aged(days):
    Act.objects.update(received_at=timezone.now() - dt.timedelta(days=days))


@pytest.mark.parametrize("forget", [forget_acts, partial(acts.forget_old, at_once=2)])
def test_what_a_phone_may_still_send_again_is_kept_and_what_is_older_goes(forget):
    person, ids = UserFactory(), [uuid.uuid4() for _number in range(6)]
    for client_id in ids[:5]:
        send(person, client_id)
    aged(days=401)
    send(person, ids[5])
    Act.objects.filter(client_id=ids[4]).update(received_at=timezone.now() - dt.timedelta(days=399))
    forget()
    assert set(Act.objects.values_list("client_id", flat=True)) == set(ids[4:])
    assert [send(person, one).is_repeated for one in ids] == [False] * 4 + [True, True]
