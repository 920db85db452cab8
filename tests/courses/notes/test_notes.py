"""A note beside a lesson: for oneself alone, and never lost to another device."""

import re

import pytest
from django.urls import reverse

from courses.models import EnrollmentState, LessonNote
from tests.courses.seats import seat
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
WORDS = "Jendela dapur, jam 8 pagi.\nPakai karton bekas."
LIST_QUERIES = 4


@pytest.fixture
def at(client):
    enrollment, tree = seat(modules=1, lessons=3)
    client.force_login(enrollment.user)
    return enrollment, tree.lessons


def place(enrollment, lesson):
    return reverse("courses:lesson_note", args=[enrollment.batch.public_id, lesson.activity_id])


def reading(enrollment, lesson):
    return reverse("courses:lesson", args=[enrollment.batch.public_id, lesson.activity_id])


def shown(client, address):
    """Return the fields of the form at `address` as a browser would send them."""
    form = client.get(address).context["form"]
    return {"text": form["text"].value() or "", "shown": form["shown"].value() or ""}


def test_a_note_is_kept_and_the_lesson_says_that_there_is_one(client, at):
    enrollment, [lesson, *_others] = at
    address = place(enrollment, lesson)
    assert "Tulis catatan untuk diri sendiri" in client.get(reading(enrollment, lesson)).text
    sent = shown(client, address) | {"text": WORDS}
    assert [client.post(address, sent).url for _time in range(2)] == [
        reading(enrollment, lesson)
    ] * 2
    assert LessonNote.objects.get().text == WORDS
    assert "Catatan Anda di materi ini" in client.get(reading(enrollment, lesson)).text
    assert shown(client, address)["text"] == WORDS


def test_two_devices_on_one_note_lose_no_word(client, at):
    enrollment, [lesson, *_others] = at
    address = place(enrollment, lesson)
    older = shown(client, address)
    client.post(address, older | {"text": "Dari ponsel teman."})
    page = client.post(address, older | {"text": WORDS})
    assert page.status_code == 200
    assert "Dari ponsel teman." in page.text
    assert "karton bekas" in page.text
    # Looked at, it is kept by the same button.
    sent = {"text": WORDS, "shown": page.context["form"]["shown"].value()}
    client.post(address, sent)
    assert LessonNote.objects.get().text == WORDS


def test_an_empty_note_is_taken_away(client, at):
    enrollment, [lesson, *_others] = at
    address = place(enrollment, lesson)
    client.post(address, shown(client, address) | {"text": WORDS})
    client.post(address, shown(client, address) | {"text": "  "})
    assert not LessonNote.objects.exists()
    assert shown(client, address)["text"] == ""


def test_nobody_else_reads_it_whatever_the_role(client, at):
    enrollment, [lesson, *_others] = at
    client.post(place(enrollment, lesson), {"text": WORDS, "shown": ""})
    classmate = EnrollmentFactory(batch=enrollment.batch).user
    for user in (classmate, UserFactory(program_manager=True), UserFactory(trainer=True)):
        assert not LessonNote.objects.visible_to(user).exists()
        client.force_login(user)
        for address in (place(enrollment, lesson), reverse("courses:notes")):
            assert "karton bekas" not in client.get(address).text


def test_who_has_left_the_batch_writes_no_more_but_reads_the_own_notes(client, at):
    enrollment, [lesson, *_others] = at
    client.post(place(enrollment, lesson), {"text": WORDS, "shown": ""})
    enrollment.state = EnrollmentState.WITHDRAWN
    enrollment.save()
    assert client.get(place(enrollment, lesson)).status_code == 403
    page = client.get(reverse("courses:notes")).text
    assert "karton bekas" in page
    # No way leads to a door that is shut.
    assert str(lesson.activity_id) not in page


@pytest.mark.parametrize("what", ["lesson", "module", "course", "course of the batch"])
def test_a_note_on_a_lesson_that_is_gone_is_read_among_all_notes(client, at, what):
    enrollment, [lesson, *_others] = at
    client.post(place(enrollment, lesson), {"text": WORDS, "shown": ""})
    module = lesson.get_parent()
    gone = {"lesson": lesson, "module": module, "course": module.get_parent()}
    if what in gone:
        gone[what].specific.unpublish()
    else:
        enrollment.batch.batch_courses.all().delete()
    page = client.get(reverse("courses:notes")).text
    assert "karton bekas" in page
    assert lesson.title in page
    assert str(lesson.activity_id) not in page


@pytest.mark.parametrize("count", [1, 3])
def test_all_notes_stand_on_one_page_which_costs_the_same(
    client, at, count, django_assert_num_queries
):
    enrollment, lessons = at
    for lesson in lessons[:count]:
        client.post(place(enrollment, lesson), {"text": f"{WORDS} {lesson.title}", "shown": ""})
    client.get(reverse("courses:notes"))
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get(reverse("courses:notes")).text
    titles = [lesson.title for lesson in lessons[:count]]
    assert re.findall(r"<h2>\s*<a[^>]*>(.*?)</a>", page, re.S) == titles


def test_a_note_is_found_by_its_words_and_by_the_lesson(client, at):
    enrollment, [lesson, other, _third] = at
    client.post(place(enrollment, lesson), {"text": WORDS, "shown": ""})
    client.post(place(enrollment, other), {"text": "Harga sambal Jum’at.", "shown": ""})
    found = {
        query: LessonNote.objects.count()
        and re.findall(r"<h2>\s*<a[^>]*>(.*?)</a>", client.get(f"/belajar/catatan/?q={query}").text)
        for query in ("KARTON jendela", "1.2", "jum'at", "tidakada")
    }
    assert found == {
        "KARTON jendela": [lesson.title],
        "1.2": [other.title],
        "jum'at": [other.title],
        "tidakada": [],
    }
    assert "Tidak ditemukan" in client.get("/belajar/catatan/?q=tidakada").text
    assert "Belum ada catatan" in _of_nobody(client)


def _of_nobody(client):
    client.force_login(EnrollmentFactory().user)
    return client.get("/belajar/catatan/").text
