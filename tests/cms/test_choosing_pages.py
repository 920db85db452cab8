"""Questions are found, filtered and chosen with their kind and key; a form shows its kind alone."""

import re

import pytest
from django.urls import reverse

from cms.models import Question
from tests.cms.people import signed_in, trainer_of
from tests.factories.cms import QuestionFactory
from tests.factories.course_tree import course_tree

pytestmark = pytest.mark.django_db
CHOOSE = "wagtailsnippetchoosers_cms_question:choose_results"


@pytest.fixture
def bank():
    course = course_tree(modules=1, lessons=0, quiz=False, assignment=False).course
    QuestionFactory(course=course, slug="arah", text="Dari mana cahaya datang?")
    QuestionFactory(
        course=course,
        slug="jarak",
        kind="number",
        text="Berapa jarak meja?",
        options=[("50", True)],
        unit="cm",
    )
    QuestionFactory(
        course=course,
        slug="nama",
        kind="short_text",
        text="Nama kain itu?",
        options=[("kawung", True)],
    )
    return course, signed_in(trainer_of(course))


def found(client, **wanted) -> list[list[str]]:
    html = client.get(reverse(CHOOSE), {"multiple": "1"} | wanted).content.decode()
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html.split("<tbody>")[1], re.S)
    return [
        [
            re.sub(r"<[^>]+>|\s+", " ", cell).strip()
            for cell in re.findall(r"<td.*?</td>", row, re.S)
        ]
        for row in rows
    ]


def test_questions_stand_with_kind_key_and_key_word(bank):
    _course, client = bank
    assert [row[1:5] for row in found(client)] == [
        ["Dari mana cahaya datang?", "Satu pilihan benar", "Dari samping", "arah"],
        ["Berapa jarak meja?", "Angka", "50 cm", "jarak"],
        ["Nama kain itu?", "Teks pendek", "kawung", "nama"],
    ]


def test_questions_are_found_by_words_key_word_kind_and_course(bank):
    course, client = bank
    names = lambda **wanted: [row[4] for row in found(client, **wanted)]  # noqa: E731
    assert names(q="meja jarak") == ["jarak"]
    assert names(q="NAMA") == ["nama"]
    assert names(kind="single") == ["arah"]
    assert names(course=course.pk, q="cahaya") == ["arah"]


def test_several_chosen_at_once_come_with_kind_and_key(bank):
    _course, client = bank
    keys = list(Question.objects.order_by("slug").values_list("pk", flat=True))
    address = reverse("wagtailsnippetchoosers_cms_question:chosen_multiple")
    chosen = client.get(address, {"id": keys}).json()["result"]
    assert [item["string"] for item in chosen][:2] == [
        "Dari mana cahaya datang? [Satu pilihan benar: Dari samping]",
        "Berapa jarak meja? [Angka: 50 cm]",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_choosing_asks_the_database_as_often_for_one_as_for_three(count, django_assert_num_queries):
    course = course_tree(modules=1, lessons=0, quiz=False, assignment=False).course
    QuestionFactory.create_batch(count, course=course)
    client = signed_in(trainer_of(course))
    found(client)
    with django_assert_num_queries(9):
        assert len(found(client)) == count


def test_the_form_marks_which_fields_belong_to_which_kind(bank):
    _course, client = bank
    question = Question.objects.get(slug="arah")
    html = client.get(reverse("wagtailsnippets_cms_question:edit", args=[question.pk])).content
    kinds = re.findall(r'data-of-kinds="([^"]*)"', html.decode())
    assert {"hotspot", "match", "number", "single multiple true_false short_text number"} <= set(
        kinds
    )
    assert b"question_form" in html
