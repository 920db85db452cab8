"""Many questions typed in one go: each kind by its lines, kept once, as drafts or published."""

import pytest
from django.urls import reverse

from cms.bank.markable import fault_of
from cms.models import Question
from tests.cms.people import signed_in, trainer_of
from tests.factories.course_tree import course_tree

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def course():
    return course_tree(modules=1, lessons=0, quiz=False, assignment=False).course


@pytest.fixture
def client(course):
    return signed_in(trainer_of(course))


TYPED = {
    "soal_1": "Dari mana?\n* Samping\nDepan",
    "soal_2": "Sebutkan.\n= kain\n= kertas",
    "soal_3": "Berapa?\n= 45 ± 5 derajat",
    "soal_4": "Madu itu cair.\nbenar",
    "soal_5": "Pasangkan.\nSamping -> Tekstur\nDepan -> Warna",
    "soal_6": "Urutkan.\n2. Potong\n1. Salin",
    "soal_7": "Mana saja?\n* A\n* B\nC",
}


def test_many_questions_are_typed_in_one_go_and_kept_once(client, course):
    address = reverse("cms_bank_typed")
    client_id = "11111111-1111-4111-8111-111111111111"
    data = {"course": course.pk, "tags": "cahaya", "client_id": client_id, **TYPED}
    assert client.post(address, data).status_code == 302
    assert client.post(address, data).status_code == 302
    found = {question.text: question for question in Question.objects.all()}
    assert {text: question.kind for text, question in found.items()} == {
        "Dari mana?": "single",
        "Sebutkan.": "short_text",
        "Berapa?": "number",
        "Madu itu cair.": "true_false",
        "Pasangkan.": "match",
        "Urutkan.": "ordering",
        "Mana saja?": "multiple",
    }
    assert [option.text for option in found["Urutkan."].options.all()] == ["Salin", "Potong"]
    assert found["Berapa?"].unit == "derajat"
    assert not found["Berapa?"].live
    assert list(found["Berapa?"].tags.names()) == ["cahaya"]


def test_typed_questions_are_published_at_once_where_that_is_ticked(client, course):
    client.post(reverse("cms_bank_typed"), {"course": course.pk, "publish": "on", **TYPED})
    assert Question.objects.count() == len(TYPED)
    assert all(question.live for question in Question.objects.all())
    assert not Question.objects.filter(live_revision=None).exists()
    assert not any(fault_of(question) for question in Question.objects.all())


def test_a_typed_question_without_a_right_answer_is_told_and_nothing_is_lost(client, course):
    data = {"course": course.pk, "soal_1": "Dari mana?\nSamping\nDepan", "soal_2": TYPED["soal_2"]}
    html = client.post(reverse("cms_bank_typed"), data).content.decode()
    assert "Dari mana?" in html
    assert not Question.objects.exists()
