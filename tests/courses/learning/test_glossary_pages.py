"""What the words of a craft mean, where they are read."""

import pytest
from django.urls import reverse

from cms.models import GlossaryTerm
from tests.courses.seats import seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(client):
    enrollment, tree = seat(modules=1, lessons=2)
    client.force_login(enrollment.user)
    course, lesson = tree.course, tree.lessons[0]
    course.glossary = [
        GlossaryTerm(term="kontras", other_forms="beda terang", meaning="Beda terang dan gelap."),
        GlossaryTerm(term="alas", meaning="Tempat produk berdiri."),
    ]
    course.save_revision().publish()
    lesson.body = [("text", "<p>Beda terang membuat <b>tegas</b>.</p>")]
    lesson.save_revision().publish()
    return enrollment, course, lesson


def text(client, enrollment, lesson):
    address = reverse("courses:lesson", args=[enrollment.batch.public_id, lesson.activity_id])
    return client.get(address).text


def test_a_word_is_underlined_in_the_lesson_and_explained_at_its_end(client, at):
    enrollment, _course, lesson = at
    page = text(client, enrollment, lesson)
    assert '<a class="term" href="#istilah-kontras">Beda terang</a>' in page
    assert "Beda terang dan gelap." in page
    assert "Tempat produk berdiri." not in page


def test_a_corrected_meaning_is_read_at_once(client, at, django_capture_on_commit_callbacks):
    enrollment, course, lesson = at
    text(client, enrollment, lesson)
    term = course.glossary.get(term="kontras")
    term.meaning = "Seberapa jauh terang dan gelap berbeda."
    course.glossary.add(term)
    with django_capture_on_commit_callbacks(execute=True):
        course.save_revision().publish()
    assert "Seberapa jauh terang" in text(client, enrollment, lesson)


def test_all_words_of_the_courses_stand_on_one_page_by_their_letters(client, at):
    enrollment, course, _lesson = at
    address = reverse("courses:glossary", args=[enrollment.batch.public_id])
    page = client.get(address)
    assert list(page.context["letters"]) == ["A", "K"]
    assert "kontras, beda terang" in page.text
    course.glossary = []
    course.save_revision().publish()
    assert "Belum ada istilah yang dijelaskan" in client.get(address).text
