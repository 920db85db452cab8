"""Questions are published many at once: those that can be marked; the others are named and left."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import CoursePage, Question, QuestionOption
from tests.cms.people import signed_in, trainer_of
from tests.factories.cms import QuestionFactory
from tests.factories.course_tree import course_tree
from tests.factories.files import photo

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]
PUBLISH = "/admin/bulk/cms/question/publish/"


@pytest.fixture
def course() -> CoursePage:
    return course_tree(modules=1, lessons=0, quiz=False, assignment=False).course


PLACED = {"kind": "hotspot", "picture": photo, "picture_alt": "Botol di tepi jendela"}


@pytest.fixture
def client(course) -> Client:
    return signed_in(trainer_of(course))


def draft(course, text: str, **given) -> Question:
    question = QuestionFactory(course=course, text=text, live=False, **given)
    question.save_revision(clean=False)
    return question


def unfinished(course, given=(), change=(("is_correct", False),)) -> Question:
    """Return a draft whose options are not what they have to be."""
    given = {"kind": "single", "text": "Soal yang belum jadi"} | dict(given)
    question = QuestionFactory(course=course, live=False, **given)
    QuestionOption.objects.filter(question=question).update(**dict(change))
    question = Question.objects.get(pk=question.pk)
    question.save_revision(clean=False)
    return question


def published(client, *questions: Question) -> str:
    """Publish `questions` as a trainer does who has ticked them; return what is said then."""
    chosen = "&".join(f"id={question.pk}" for question in questions)
    address = f"{PUBLISH}?{chosen}&next={reverse('wagtailsnippets_cms_question:list')}"
    return client.post(address, follow=True).content.decode()


def is_live(*questions: Question) -> list[bool]:
    return [Question.objects.get(pk=question.pk).live for question in questions]


def test_sixty_drafts_are_published_in_one_go(client, course):
    drafts = [draft(course, f"Soal nomor {number}") for number in range(1, 61)]
    published(client, *drafts)
    assert all(is_live(*drafts))
    assert not Question.objects.filter(has_unpublished_changes=True).exists()
    assert not Question.objects.filter(live_revision=None).exists()


BROKEN = [
    ({"kind": "single"}, {"is_correct": False}),
    ({"kind": "multiple"}, {"text": ""}),
    ({"kind": "number"}, {"text": "banyak"}),
    ({"kind": "short_text"}, {"is_correct": False}),
    ({"kind": "match"}, {"answer": "Tekstur"}),
    ({"kind": "ordering"}, {"text": "Salin"}),
    ({"kind": "hotspot", "spots": "circle 4,4;2,0"}, {}),
    (PLACED | {"spots": "circle 9000,9000;20,0"}, {}),
    ({"kind": "number", "unit": "kg", "other_units": "g=abc"}, {}),
    ({"kind": "number", "unit": "kg", "other_units": "g=-3"}, {}),
    ({"kind": "single", "picture": photo}, {}),
    ({"kind": "single", "points": 0}, {}),
]


def test_what_cannot_be_marked_is_named_and_stays_a_draft(client, course):
    whole, broken = draft(course, "Dari mana cahaya?"), []
    for number, (given, change) in enumerate(BROKEN, start=1):
        if picture := given.get("picture"):
            given = given | {"picture": picture()}
        text = f"Soal yang belum jadi ({number})"
        broken.append(unfinished(course, given | {"text": text}, change))
    html = published(client, *broken[:6], whole, *broken[6:])
    assert is_live(whole, *broken) == [True] + [False] * len(BROKEN)
    said = [f"“{question.text}” tetap draf." for question in (whole, *broken)]
    assert [words in html for words in said] == [False] + [True] * len(BROKEN)


def test_before_it_is_done_the_page_says_which_ones_stay_drafts(client, course):
    whole, broken = draft(course, "Dari mana cahaya?"), unfinished(course)
    page = client.get(f"{PUBLISH}?id={whole.pk}&id={broken.pk}")
    assert [str(one["item"]) for one in page.context["whole"]] == ["Dari mana cahaya?"]
    assert [str(one["item"]) for one in page.context["left"]] == ["Soal yang belum jadi"]
    assert is_live(whole, broken) == [False, False]


def test_the_newest_version_of_a_published_question_is_published_too(client, course):
    question = QuestionFactory(course=course, text="Lama")
    question.text = "Baru"
    question.save_revision()
    published(client, question)
    question.refresh_from_db()
    assert (question.text, question.has_unpublished_changes) == ("Baru", False)


def test_what_is_published_already_gets_no_new_version(client, course):
    question = draft(course, "Dari mana cahaya?")
    published(client, question)
    before = question.revisions.count()
    html = published(client, question)
    assert question.revisions.count() == before
    assert "1 soal" not in html.partition('class="messages"')[2].partition("<main")[0]
    # Nor does the page of many say that it will be published, or stays a draft.
    page = client.get(f"{PUBLISH}?id={question.pk}")
    assert (page.context["whole"], page.context["left"]) == ([], [])


def test_nobody_publishes_questions_of_another_course(client):
    other = course_tree(modules=1, lessons=0, quiz=False, assignment=False).course
    question = draft(other, "Soal orang lain")
    assert client.post(f"{PUBLISH}?id={question.pk}").status_code == 404
    assert is_live(question) == [False]
