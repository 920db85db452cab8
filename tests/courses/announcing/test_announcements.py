"""What is said to a whole batch: looked at, sent once, pinned until read, changed, taken down."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.notify.models import Notice
from courses.announcing import actions
from courses.models import Announcement, EnrollmentState
from tests.courses.asking.asking import address, class_of, reader
from tests.factories.courses import BatchFactory, EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
LIST_QUERIES, READ_QUERIES = 8, 5


@pytest.fixture
def here():
    return class_of(3)


def written(world, *, by=None, batch=True, course=False, **more) -> Announcement:
    return actions.begin(
        by=by or world.coordinator,
        batch=world.batch if batch else None,
        course=world.tree.course if course else None,
        **({"title": "Aula pindah", "text": "Sesi Sabtu di Aula Barat.", "until": None} | more),
    )


def sent(world, **more) -> Announcement:
    return actions.send(announcement=written(world, **more), by=world.coordinator)


def home(client, user) -> str:
    reader(client, user)
    return client.get(reverse("courses:learn_home")).content.decode()


def form_of(client, place) -> dict[str, str]:
    """The fields of the form at `place` as a browser sends them, unchanged."""
    form = client.get(place).context["form"]
    data = {"client_id": str(uuid.uuid4())}
    for bound in form:
        value = bound.value()
        shown = bound.field.widget.format_value(value) if value is not None else ""
        data[bound.html_name] = data[bound.html_initial_name] = shown or ""
        if bound.name == "tell_again":
            del data[bound.html_name]
    return data


def test_a_draft_says_whom_it_reaches_and_nobody_reads_it(client, here):
    world, (siti, _budi, citra) = here
    citra.state = EnrollmentState.WITHDRAWN
    citra.save()
    reader(client, world.coordinator)
    new = reverse("courses:announcement_new")
    data = form_of(client, new) | {
        "target": f"b{world.batch.pk}", "title": "Aula pindah", "text": "Aula Barat.",
    }  # fmt: skip
    answers = [client.post(new, data) for _time in range(2)]
    draft = Announcement.objects.get()
    assert [answer.url for answer in answers] == [address("announcement", draft)] * 2
    assert "it will reach 2 people" in " ".join(client.get(answers[0].url).content.decode().split())
    assert "Aula pindah" not in home(client, siti.user)


def test_it_is_sent_once_and_pinned_until_it_is_read(client, here, run_jobs):
    world, (siti, budi, _citra) = here
    draft = written(world)
    reader(client, world.coordinator)
    for _time in range(2):
        client.post(address("announcement_send", draft))
    run_jobs()
    assert Notice.objects.filter(user=siti.user).count() == 1
    assert "Aula Barat" in home(client, siti.user)
    assert client.post(address("announcement_read", draft)).url == reverse("courses:learn_home")
    assert "Aula Barat" not in home(client, siti.user)
    assert not Notice.objects.filter(user=siti.user).unread().exists()
    assert "Aula Barat" in home(client, budi.user)
    assert "Aula Barat" in client.get(address("batch_announcements", world.batch)).content.decode()
    reader(client, world.coordinator)
    assert "1 of 3" in " ".join(client.get(address("announcement", draft)).content.decode().split())


def test_who_comes_later_reads_it_too_and_after_its_last_day_it_is_pinned_no_more(client, here):
    world, (siti, _budi, _citra) = here
    found = sent(world, until=timezone.localdate())
    late = EnrollmentFactory(batch=world.batch, enrolled_at=timezone.now() + timedelta(minutes=1))
    assert "Aula Barat" in home(client, late.user)
    Announcement.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert "Aula Barat" not in home(client, siti.user)
    assert client.get(address("announcement_read", found)).status_code == 200


def test_a_change_tells_nobody_anew_unless_that_is_ticked(client, here, run_jobs):
    world, (siti, _budi, _citra) = here
    found = sent(world)
    actions.read(announcement=found, by=siti.user)
    run_jobs()
    reader(client, world.coordinator)
    place = address("announcement_edit", found)
    client.post(place, form_of(client, place) | {"text": "Aula Timur."})
    run_jobs()
    assert "Aula Timur" not in home(client, siti.user)
    reader(client, world.coordinator)
    client.post(place, form_of(client, place) | {"tell_again": "on"})
    run_jobs()
    assert "Aula Timur" in home(client, siti.user)
    assert Notice.objects.filter(user=siti.user).count() == 2


def test_telling_everybody_again_twice_by_a_finger_that_slipped_tells_them_once(
    client, here, run_jobs
):
    world, (siti, _budi, _citra) = here
    found = sent(world)
    run_jobs()
    reader(client, world.coordinator)
    place = address("announcement_edit", found)
    form = form_of(client, place) | {"text": "Aula Timur.", "tell_again": "on"}
    answers = [client.post(place, form) for _sending in range(2)]
    run_jobs()
    assert [answer.url for answer in answers] == [address("announcement", found)] * 2
    assert Notice.objects.filter(user=siti.user).count() == 2
    found.refresh_from_db()
    assert (found.round, found.text) == (2, "Aula Timur.")


def test_two_people_on_one_form_lose_nothing(client, here):
    world, _seats = here
    found = sent(world)
    manager = UserFactory(program_manager=True)
    place = address("announcement_edit", found)
    reader(client, manager)
    older = form_of(client, place)
    reader(client, world.coordinator)
    client.post(place, form_of(client, place) | {"text": "Aula Timur."})
    reader(client, manager)
    client.post(place, older | {"title": "Aula berganti"})
    found.refresh_from_db()
    assert (found.title, found.text) == ("Aula berganti", "Aula Timur.")
    answer = client.post(place, older | {"text": "Aula Selatan."})
    assert "Aula Timur." in answer.content.decode()
    found.refresh_from_db()
    assert found.text == "Aula Timur."


def test_taken_down_nobody_reads_it_and_nobody_is_told_any_more(client, here, run_jobs):
    world, (siti, _budi, _citra) = here
    found = sent(world)
    reader(client, world.coordinator)
    client.post(address("announcement_take_down", found))
    run_jobs()
    assert not Notice.objects.filter(user=siti.user).exists()
    assert "Aula Barat" not in home(client, siti.user)
    answer = client.get(address("announcement_read", found))
    assert answer.url == reverse("courses:learn_home")
    with pytest.raises(actions.TakenDown):
        actions.change(announcement=found, by=world.coordinator, text="Lain")


def test_taken_down_while_people_are_told_the_rest_of_them_hear_nothing(here):
    world, (siti, budi, _citra) = here
    found = sent(world)
    actions.tell_one(found.pk, found.round, siti.user.pk)
    actions.take_down(announcement=found, by=world.coordinator)
    actions.tell_one(found.pk, found.round, budi.user.pk)
    assert [notice.user for notice in Notice.objects.all()] == [siti.user]


def test_a_trainer_says_something_to_all_running_batches_of_the_course(client, here):
    world, (siti, _budi, _citra) = here
    other = EnrollmentFactory(batch=BatchFactory(courses=[world.tree.course]))
    over = BatchFactory(
        courses=[world.tree.course],
        starts_on=timezone.localdate() - timedelta(days=60),
        ends_on=timezone.localdate() - timedelta(days=30),
    )
    EnrollmentFactory(batch=over)
    reader(client, world.trainer)
    choices = client.get(reverse("courses:announcement_new")).content.decode()
    assert set(re.findall(r'<option value="([^"]+)"', choices)) == {
        f"c{world.tree.course.pk}",
        f"b{world.batch.pk}c{world.tree.course.pk}",
        f"b{other.batch.pk}c{world.tree.course.pk}",
    }
    found = written(world, by=world.trainer, batch=False, course=True)
    page = " ".join(client.get(address("announcement", found)).content.decode().split())
    assert "it will reach 4 people" in page
    actions.send(announcement=found, by=world.trainer)
    assert "Aula Barat" in home(client, siti.user)
    assert "Aula Barat" in home(client, other.user)


def test_nobody_says_anything_to_the_batch_of_another(client, here):
    world, _seats = here
    reader(client, UserFactory(coordinator=True))
    new = reverse("courses:announcement_new")
    target = f"b{world.batch.pk}"
    data = {"client_id": str(uuid.uuid4()), "target": target, "title": "Halo", "text": "Halo"}
    assert client.post(new, data).status_code == 200
    assert not Announcement.objects.exists()
    found = sent(world)
    for name in ("announcement", "announcement_edit"):
        assert client.get(address(name, found)).status_code == 404
    # Who teaches there reads what was said by others, and does not change it.
    own = sent(world, course=True)
    reader(client, world.trainer)
    assert client.get(address("announcement", own)).status_code == 200
    assert client.get(address("announcement_edit", own)).status_code == 403


def test_what_is_said_to_a_batch_nobody_elsewhere_reads(client, here):
    world, _seats = here
    found = sent(world)
    stranger = EnrollmentFactory()
    reader(client, stranger.user)
    assert client.get(address("announcement_read", found)).status_code == 302
    assert "Aula Barat" not in home(client, stranger.user)


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_the_same_for_one_and_for_three(client, count, django_assert_num_queries):
    world, (siti, _budi, _citra) = class_of(3)
    for number in range(count):
        sent(world, title=f"Kabar {number}")
    for user, page, expected in (
        (world.coordinator, reverse("courses:announcements"), LIST_QUERIES),
        (siti.user, address("batch_announcements", world.batch), READ_QUERIES),
    ):
        reader(client, user)
        client.get(page)
        with django_assert_num_queries(expected):
            client.get(page)


def test_who_runs_a_batch_no_more_says_nothing_to_it(client, here):
    world, (siti, _budi, _citra) = here
    draft = written(world)
    world.batch.coordinators.remove(world.coordinator)
    other = BatchFactory(coordinators=[world.coordinator])
    reader(client, world.coordinator)
    assert other
    assert client.post(address("announcement_send", draft)).status_code == 403
    assert "Aula Barat" not in home(client, siti.user)


def test_the_own_draft_to_a_batch_of_others_now_can_still_be_thrown_away(client, here):
    world, _seats = here
    draft = written(world)
    world.batch.coordinators.remove(world.coordinator)
    BatchFactory(coordinators=[world.coordinator])
    reader(client, world.coordinator)
    page = client.get(address("announcement", draft)).content.decode()
    assert address("announcement_take_down", draft) in page
    assert address("announcement_send", draft) not in page
    client.post(address("announcement_take_down", draft))
    assert not Announcement.objects.exists()


def test_who_teaches_a_course_no_more_says_nothing_to_its_batches(client, here):
    world, (siti, _budi, _citra) = here
    draft = written(world, by=world.trainer, batch=False, course=True)
    world.tree.course.course_trainers.all().delete()
    reader(client, world.trainer)
    assert client.post(address("announcement_send", draft)).status_code in {403, 404}
    assert "Aula Barat" not in home(client, siti.user)


def test_who_teaches_a_course_that_was_taken_out_of_a_batch_says_nothing_there(client, here):
    world, (siti, _budi, _citra) = here
    draft = written(world, by=world.trainer, course=True)
    world.batch.batch_courses.filter(course=world.tree.course).delete()
    reader(client, world.trainer)
    for name in ("announcement_send", "announcement_edit"):
        assert client.post(address(name, draft)).status_code == 403
    assert "Aula Barat" not in home(client, siti.user)
    # Elsewhere it is taught still, and who runs the batch may say something there.
    assert world.trainer.has_perm(
        "courses.change_announcement", written(world, by=world.trainer, batch=False, course=True)
    )
    assert world.coordinator.has_perm("courses.change_announcement", draft)
