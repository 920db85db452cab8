"""A filter of a batch's people has a name, is shared, and says whom, wherever people are chosen."""

import uuid

import pytest
from django.urls import reverse
from django.utils.html import escape

from courses.enrollment.queries.saved_filters import people_of
from courses.models import EnrollmentState, SavedFilter
from courses.workspace.actions import saved_filters as actions
from courses.workspace.views import slips
from tests.courses.world import world
from tests.factories.batches import SavedFilterFactory
from tests.factories.courses import BatchFactory, EnrollmentFactory
from tests.factories.people import PesantrenFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def here(client):
    """A batch of three, of whom one has left, and its coordinator."""
    found = world(3)
    found.seats[2].state = EnrollmentState.WITHDRAWN
    found.seats[2].save()
    client.force_login(found.coordinator)
    return found


def address(here, name="saved_filters", *more):
    return reverse(f"courses:{name}", args=[here.batch.public_id, *more])


def save(client, here, name="Tertinggal dari Malang", query="behind=any", **more):
    sent = {"name": name, "query": query, "client_id": str(uuid.uuid4())} | more
    return client.post(address(here, "saved_filter_new"), sent)


def test_it_is_named_once_and_stands_above_the_list_of_every_coordinator(client, here):
    colleague = UserFactory(coordinator=True)
    here.batch.coordinators.add(colleague)
    overview = address(here, "batch_overview")
    page = client.get(f"{overview}?state=seated&page=1&sort=name&q=Siti").content.decode()
    assert f"{address(here, 'saved_filter_new')}?state=seated" in page

    same = str(uuid.uuid4())
    query = "sort=name&q=Siti&state=seated"
    answered = [save(client, here, query=query, client_id=same) for _twice in range(2)]
    assert [one.url for one in answered] == [f"{overview}?state=seated"] * 2
    [saved] = SavedFilter.objects.all()
    assert (saved.name, saved.query, saved.made_by) == (
        "Tertinggal dari Malang", "state=seated", here.coordinator,
    )  # fmt: skip

    client.force_login(colleague)
    page = client.get(f"{overview}?state=seated").content.decode()
    assert "<strong>Tertinggal dari Malang</strong>" in page
    assert "Simpan saringan ini" not in page
    listed = client.get(address(here)).content.decode()
    assert escape(f"Disimpan oleh {here.coordinator.full_name}") in listed
    assert "Status: Memegang kursi" in listed


def test_two_of_one_name_are_told_also_in_other_letters(client, here):
    save(client, here)
    again = save(client, here, name="tertinggal  dari malang", query="seen=no")
    assert "sudah memiliki saringan tersimpan dengan nama ini" in again.content.decode()
    other = BatchFactory(coordinators=[here.coordinator])
    sent = {"name": "Tertinggal dari Malang", "query": "seen=no"}
    assert client.post(reverse("courses:saved_filter_new", args=[other.public_id]), sent).url
    assert SavedFilter.objects.filter(batch=here.batch).count() == 1


def test_what_means_everybody_or_nothing_is_not_saved(client, here):
    for query in ("", "q=Siti", "behind=moon", "warna=merah"):
        save(client, here, query=query)
    assert not SavedFilter.objects.exists()
    with pytest.raises(actions.SaysNothing):
        actions.save_filter(
            batch=here.batch, by=here.coordinator, name="A", query="", is_whole=False
        )


def test_a_batch_has_thirty_at_most(client, here):
    for _number in range(actions.MOST_OF_A_BATCH):
        SavedFilterFactory(batch=here.batch)
    assert "tiga puluh saringan" in save(client, here).content.decode()


def test_its_name_changes_and_it_goes_for_everybody_the_people_stay(client, here):
    saved, other = SavedFilterFactory(batch=here.batch), SavedFilterFactory(batch=here.batch)
    edit = address(here, "saved_filter", saved.public_id)
    shown = {"initial-name": saved.name}
    taken = client.post(edit, {"name": other.name.upper()} | shown)
    assert "sudah memiliki saringan tersimpan dengan nama ini" in taken.content.decode()
    assert client.post(edit, {"name": "Belum datang"} | shown).status_code == 302
    saved.refresh_from_db()
    assert saved.name == "Belum datang"

    delete = address(here, "saved_filter_delete", saved.public_id)
    assert "Belum datang" in client.get(delete).content.decode()
    assert [client.post(delete).status_code for _twice in range(2)] == [302, 302]
    assert "Saringan ini sudah dihapus" in client.get(delete, follow=True).content.decode()
    assert list(SavedFilter.objects.all()) == [other]
    assert here.batch.enrollments.count() == 3


def test_a_filter_whose_meaning_has_vanished_says_so_and_means_nobody(client, here):
    place = PesantrenFactory(name="Pesantren Pergi")
    seat = EnrollmentFactory(batch=here.batch, pesantren=place)
    query = f"state=seated&pesantren={place.pk}"
    saved = SavedFilterFactory(batch=here.batch, name="Dari sana", query=query)
    assert list(people_of(saved)) == [seat]
    seat.pesantren = PesantrenFactory()
    seat.save()
    # Without that part it would mean all who have a seat.
    assert list(people_of(saved)) == []
    assert (
        "tidak lagi berarti siapa pun"
        in client.get(address(here, "batch_overview")).content.decode()
    )
    listed = client.get(address(here)).content.decode()
    assert "Tidak lagi berarti siapa pun" in listed
    assert 'value="slips"' not in listed
    sent = {"saved": str(saved.public_id), "action": "slips"}
    page = client.post(address(here, "people_act"), sent, follow=True).content.decode()
    assert "Tidak ada pemegang kursi" in page


def test_slips_messages_moves_and_the_spreadsheet_take_whom_it_means(client, here):
    seat = here.seats[1]
    seat.pillar = "sosiopreneur"
    seat.save()
    saved = SavedFilterFactory(batch=here.batch, query="pillar=sosiopreneur")
    act = address(here, "people_act")
    for action in ("slips", "messages", "move"):
        page = client.post(act, {"saved": str(saved.public_id), "action": action})
        assert [one.pk for one in page.context["chosen"]] == [seat.pk]
    listed = client.get(address(here)).content.decode()
    assert f"{address(here, 'batch_overview')}?pillar=sosiopreneur&amp;format=xlsx" in listed
    foreign = SavedFilterFactory(query="pillar=sosiopreneur")
    sent = {"saved": str(foreign.public_id), "action": "messages"}
    assert client.post(act, sent).status_code == 404


def test_messages_of_many_come_in_parts_that_one_sends_by_hand(client, here, monkeypatch):
    monkeypatch.setattr(slips, "AT_ONCE", 1)
    saved = SavedFilterFactory(batch=here.batch, query="state=seated")
    act = address(here, "people_act")
    sent = {"saved": str(saved.public_id), "action": "messages"}
    first = client.post(act, sent)
    assert "Ke yang berikutnya: tinggal 1 orang" in first.content.decode()
    last = client.post(act, sent | {"start": str(first.context["start"])})
    assert "Ke yang berikutnya" not in last.content.decode()
    [one], [other] = first.context["letters"], last.context["letters"]
    assert {one[0].pk, other[0].pk} == {seat.pk for seat in here.seats[:2]}
    # Nonsense begins anew.
    assert client.post(act, sent | {"start": "banyak"}).context["letters"] == [one]


def test_the_certificate_desk_lists_whom_it_means(client, here):
    seat = here.seats[1]
    seat.pillar = "sosiopreneur"
    seat.save()
    saved = SavedFilterFactory(batch=here.batch, query="pillar=sosiopreneur")
    desk = reverse("certificates:batch", kwargs={"public_id": here.batch.public_id})
    assert f"{desk}?whom={saved.public_id}" in client.get(address(here)).content.decode()
    found = client.get(desk, {"tab": "waiting", "whom": str(saved.public_id)}).context["list"]
    assert [row.pk for row in found.rows] == [seat.pk]
    everybody = client.get(desk, {"tab": "waiting"}).context["list"]
    assert everybody.total > 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_filters_asks_as_often_for_three_as_for_one(
    client, here, count, django_assert_num_queries
):
    for _number in range(count):
        SavedFilterFactory(batch=here.batch, query=f"regency={here.seats[0].pesantren.regency_id}")
    client.get(address(here))
    with django_assert_num_queries(10):
        client.get(address(here))
