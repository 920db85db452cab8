"""What is said to some of a batch: to whom its saved filter means when it is sent."""

import pytest
from django.urls import reverse

from academy.notify.models import Notice
from courses.announcing import actions
from courses.models import Announcement
from tests.courses.announcing.test_announcements import form_of, home, written
from tests.courses.asking.asking import address, class_of, reader
from tests.factories.batches import SavedFilterFactory
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return class_of(3)


def only_for(world, query="pillar=sosiopreneur", **more):
    """Begin an announcement to those whom a saved filter of the batch means."""
    saved = SavedFilterFactory(batch=world.batch, name="Sosiopreneur", query=query)
    return saved, written(world, saved_filter=saved, filter_name=saved.name, **more)


def test_an_announcement_to_a_saved_filter_is_read_by_whom_it_means_when_it_is_sent(
    client, here, run_jobs
):
    world, (siti, budi, _citra) = here
    siti.pillar = "sosiopreneur"
    siti.save()
    saved = SavedFilterFactory(batch=world.batch, name="Sosiopreneur", query="pillar=sosiopreneur")
    reader(client, world.coordinator)
    place = f"{reverse('courses:announcement_new')}?untuk=b{world.batch.pk}s{saved.public_id}"
    data = form_of(client, place) | {"title": "Aula pindah", "text": "Aula Barat."}
    page = client.get(client.post(place, data).url).content.decode()
    assert "Sosiopreneur: it will reach 1 person" in " ".join(page.split())

    draft = Announcement.objects.get()
    actions.send(announcement=draft, by=world.coordinator)
    run_jobs()
    assert [notice.user for notice in Notice.objects.filter(kind="announcement")] == [siti.user]
    assert "Aula pindah" in home(client, siti.user)
    assert "Aula pindah" not in home(client, budi.user)
    # Who comes to be meant later, or means nothing any more, changes nothing of what was said.
    budi.pillar = "sosiopreneur"
    budi.save()
    saved.delete()
    assert "Aula pindah" not in home(client, budi.user)
    reader(client, budi.user)
    there = client.get(address("announcement_read", draft))
    assert there.url == reverse("courses:learn_home")
    draft.refresh_from_db()
    reader(client, world.coordinator)
    page = client.get(address("announcement", draft)).content.decode()
    assert "· Sosiopreneur" in page


def test_a_draft_whose_filter_was_deleted_reaches_nobody_and_not_everybody(client, here):
    world, _seats = here
    saved, draft = only_for(world)
    saved.delete()
    draft.refresh_from_db()
    with pytest.raises(actions.NobodyThere):
        actions.send(announcement=draft, by=world.coordinator)
    assert not Announcement.objects.sent().exists()


def test_a_filter_of_a_batch_that_another_runs_is_no_choice(client, here):
    world, _seats = here
    other = SavedFilterFactory(batch=BatchFactory(coordinators=[UserFactory(coordinator=True)]))
    reader(client, world.coordinator)
    new = reverse("courses:announcement_new")
    data = form_of(client, new) | {
        "target": f"b{other.batch_id}s{other.public_id}", "title": "A", "text": "B",
    }  # fmt: skip
    assert "target" in client.post(new, data).context["form"].errors
