"""Who remembers a word of a lesson finds the lesson again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.web import kept
from cms.models import LessonPage
from courses.learning.queries.search import Excerpt, excerpt_of, search
from tests.courses.seats import seat
from tests.factories.courses import ModuleScheduleFactory, days

pytestmark = pytest.mark.django_db
SEARCH = reverse("courses:learn_search")


def write(lesson, words):
    LessonPage.objects.filter(pk=lesson.pk).update(title="Xerofit")
    page = LessonPage.objects.get(pk=lesson.pk)
    page.body = [("text", f"<p>{words}</p>")]
    page.save_revision().publish()
    kept.end()


def test_a_word_of_the_text_leads_to_the_lesson_and_says_where_it_stands(client):
    enrollment, tree = seat()
    write(tree.lessons[0], "Stoples itu diletakkan di dekat <b>jendela</b> dapur.")
    client.force_login(enrollment.user)
    page = client.get(SEARCH, {"q": "JENDELA dapur"}).text
    lesson = reverse(
        "courses:lesson", args=[enrollment.batch.public_id, tree.lessons[0].activity_id]
    )
    assert f'<h2><a href="{lesson}">Xerofit</a></h2>' in page
    assert "di dekat <mark>jendela</mark> dapur." in page
    assert tree.modules[0].title in page
    assert "Tidak ditemukan" in client.get(SEARCH, {"q": "kamera obskura"}).text


@pytest.mark.parametrize("typed", ["jum'at", "Jum’at", "JUM`AT"])
def test_a_word_is_found_whichever_apostrophe_is_typed_or_was_written(typed):
    enrollment, tree = seat()
    write(tree.lessons[0], "Foto diambil setelah salat Jum’at di serambi.")
    (hit,) = search([enrollment], typed)
    assert hit.excerpt == Excerpt("Foto diambil setelah salat ", "Jum’at", " di serambi.")


def test_what_is_not_open_yet_is_named_but_its_text_is_not_shown(client):
    enrollment, tree = seat()
    write(tree.lessons[0], "Stoples dekat jendela.")
    ModuleScheduleFactory(
        batch=enrollment.batch, module=tree.modules[0], opens_at=timezone.now() + days(3)
    )
    assert search([enrollment], "jendela") == []
    (hit,) = search([enrollment], "xerofit")
    assert (hit.place.step.can_open, hit.excerpt) == (False, None)


def test_the_lessons_of_other_courses_are_not_found(client):
    enrollment, _tree = seat()
    _other, theirs = seat()
    write(theirs.lessons[0], "Stoples dekat jendela.")
    client.force_login(enrollment.user)
    assert "<mark>" not in client.get(SEARCH, {"q": "jendela"}).text


def test_who_learns_is_led_from_the_public_search_to_the_lessons(client):
    enrollment, _tree = seat()
    assert SEARCH not in client.get("/cari/", {"q": "harga jual"}).text
    client.force_login(enrollment.user)
    assert f"{SEARCH}?q=harga%20jual" in client.get("/cari/", {"q": "harga jual"}).text


@pytest.mark.parametrize("text", ["", "' OR 1=1 --", "<script>", "%_\\", "a\0b", "x" * 5000])
def test_whatever_is_typed_is_taken(client, text):
    enrollment, _tree = seat()
    client.force_login(enrollment.user)
    answer = client.get(SEARCH, {"q": text})
    assert answer.status_code == 200
    assert "<script>" not in answer.text.split("<main", 1)[1]


def test_the_lists_cost_the_same_for_one_and_three_lessons(client, django_assert_num_queries):
    for lessons in (1, 3):
        enrollment, _tree = seat(lessons=lessons)
        client.force_login(enrollment.user)
        client.get(SEARCH, {"q": "a"})
        with django_assert_num_queries(4):
            client.get(SEARCH, {"q": "a"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", None),
        ("tanpa kata", None),
        ("cahaya", Excerpt("", "cahaya", "")),
        ("Dua Cahaya, dua", Excerpt("Dua ", "Cahaya", ", dua")),
        (f"{'x' * 80} satu cahaya", Excerpt("… satu ", "cahaya", "")),
        (f"cahaya satu {'x' * 200}", Excerpt("", "cahaya", " satu …")),
    ],
)
def test_the_piece_around_a_word_begins_and_ends_with_whole_words(text, found):
    assert excerpt_of(text, ["cahaya"]) == found
