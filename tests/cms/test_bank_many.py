"""What is done with all questions in a list, and how those chosen stand in an address."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cms.forms.bank import packed, unpacked
from cms.models import Question
from tests.cms.people import signed_in, trainer_of
from tests.factories.cms import QuestionFactory
from tests.factories.course_tree import course_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return course_tree(modules=1, lessons=0, assignment=False)


@pytest.fixture
def client(own):
    return signed_in(trainer_of(own.course))


def of_all(action: str, **filters: str) -> str:
    """Return the address of an act on “all in this list” as Wagtail's script makes it."""
    place = reverse("wagtail_bulk_action", args=["cms", "question", action])
    return f"{place}?{urlencode(filters | {'id': 'all'})}"


@pytest.mark.parametrize("filters", [{"q": "kelabu"}, {"difficulty": "hard"}])
def test_all_in_this_list_are_those_that_the_list_shows(client, own, filters):
    shown = QuestionFactory(course=own.course, text="Kartu kelabu?", difficulty="hard")
    QuestionFactory(course=own.course, text="Kartu putih?", difficulty="easy")
    before = Question.objects.count()
    page = client.get(of_all("delete", **filters)).text
    assert "Kartu kelabu?" in page
    assert "Kartu putih?" not in page
    client.post(of_all("delete", **filters))
    assert Question.objects.count() == before - 1
    assert not Question.objects.filter(pk=shown.pk).exists()


def test_all_in_this_list_go_into_one_file_by_a_short_address(client, own):
    made = [QuestionFactory(course=own.course) for _number in range(40)]
    answer = client.get(of_all("export"))
    assert len(answer.url) < 120
    page = client.get(f"{answer.url}&format=gift")
    assert page.context["count"] == Question.objects.filter(course=own.course).count() > len(made)


@given(st.sets(st.integers(1, 60), max_size=20))
def test_keys_in_an_address_come_back_as_they_were(keys):
    assert set(unpacked(packed(keys))) == keys


@pytest.mark.parametrize("text", ["x", "1-", "-3", "9-1", "1-99999999999999", ",,", "1-2-3"])
def test_keys_that_nobody_has_chosen_are_no_fault(text):
    assert len(unpacked(text)) <= 5000
