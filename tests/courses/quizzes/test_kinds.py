"""Every kind of question: asked, answered on the page without a script, marked, shown."""

import re

import pytest
from django.urls import reverse

from cms.models import QuizQuestion
from courses.models import AttemptAnswer, QuizAttempt
from courses.quizzes.queries.shown import asked
from courses.quizzes.rules import keys
from tests.courses.quizzes.test_quiz import start
from tests.courses.seats import seat
from tests.factories.cms import QuestionFactory, QuizPageFactory
from tests.factories.files import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    enrollment, tree = seat()
    quiz = QuizPageFactory(parent=tree.modules[0], max_attempts=1)
    return enrollment, tree, quiz


def ask(at, **fields):
    """Put one question into the quiz and begin an attempt at it."""
    enrollment, tree, quiz = at
    question = QuestionFactory(course=tree.course, **fields)
    QuizQuestion.objects.create(page=quiz, question=question, sort_order=1)
    return start(enrollment, quiz)


def address(attempt, name):
    ids = [attempt.enrollment.batch.public_id, attempt.quiz.activity_id, attempt.public_id]
    return reverse(f"courses:{name}", args=ids)


def hand_in(client, attempt, values):
    client.force_login(attempt.enrollment.user)
    data = {"was-1": "", "q-1": values, "confirmed": "1"}
    client.post(address(attempt, "attempt_submit"), data)
    attempt.refresh_from_db()
    return client.get(address(attempt, "attempt_result")).content.decode()


def values_on(client, attempt) -> list[str]:
    """What the page offers as answers to its question."""
    client.force_login(attempt.enrollment.user)
    html = client.get(address(attempt, "attempt")).content.decode()
    return re.findall(r'<option value="([^"]+)"', html)


def right_places(attempt) -> list[str]:
    key = AttemptAnswer.objects.get(attempt=attempt).key["places"]
    return [f"{item}:{place}" for item, place in key.items()]


@pytest.mark.parametrize("kind", ["match", "ordering"])
def test_items_are_placed_by_fields_of_the_page(client, at, kind):
    attempt = ask(at, kind=kind)
    assert len(values_on(client, attempt)) == 9
    html = hand_in(client, attempt, right_places(attempt))
    assert attempt.mark == 100
    assert "benar" in html


def test_a_matching_offers_answers_that_belong_to_nothing(client, at):
    attempt = ask(at, kind="match", options=[("A", "1"), ("B", "2"), ("", "3")])
    assert len(values_on(client, attempt)) == 6


def test_two_of_three_at_their_places_are_two_thirds(client, at):
    attempt = ask(at, kind="match")
    key = AttemptAnswer.objects.get(attempt=attempt).key["places"]
    _first, *rest = key.items()
    hand_in(client, attempt, [f"{item}:{place}" for item, place in rest])
    assert str(attempt.mark) == "66.67"


def test_half_placed_is_asked_about_before_it_is_handed_in(client, at):
    attempt = ask(at, kind="ordering")
    assert asked(attempt)[0].is_gap
    client.force_login(attempt.enrollment.user)
    first = right_places(attempt)[0]
    client.post(address(attempt, "attempt_submit"), {"was-1": "", "q-1": [first]})
    attempt.refresh_from_db()
    assert attempt.state == "open"
    assert asked(attempt)[0].kept == first


def test_a_place_on_a_picture_is_a_square_that_keyboard_and_finger_reach(client, at):
    image = photo(width=600, height=400)
    attempt = ask(
        at, kind="hotspot", picture=image, picture_alt="Meja", spots="rectangle 500,0;100,100"
    )
    client.force_login(attempt.enrollment.user)
    html = client.get(address(attempt, "attempt")).content.decode()
    assert html.count('type="radio"') == 24
    assert 'alt="Meja"' in html
    hand_in(client, attempt, ["F1"])
    assert attempt.mark == 100


def test_a_number_is_taken_in_any_of_its_units(client, at):
    attempt = ask(at, kind="number", unit="kg", other_units="gram = 1000", options=[("3", True)])
    hand_in(client, attempt, ["3.000 gram"])
    assert attempt.mark == 100


@pytest.mark.parametrize(
    "kind", ["single", "multiple", "short_text", "number", "match", "ordering", "hotspot"]
)
def test_what_is_asked_holds_nothing_of_the_key(at, kind):
    image = photo(width=600, height=400)
    attempt = ask(
        at,
        kind=kind,
        picture=image,
        spots="rectangle 500,0;100,100" if kind == "hotspot" else "",
        feedback="RAHASIA",
        feedback_right="RAHASIA",
        other_units="RAHASIA = 2",
        unit="kg" if kind == "number" else "",
    )
    question = AttemptAnswer.objects.get(attempt=attempt).question
    words = str({**question, "units": []})
    for secret in ("RAHASIA", "jendela", "'45'", "500,0", "correct", "share"):
        assert secret not in words
    assert QuizAttempt.objects.get(pk=attempt.pk).pictures.get() == image


def test_the_order_of_a_matching_tells_nothing(at):
    orders = set()
    question = QuestionFactory(course=at[1].course, kind="match")
    for _ in range(20):
        data = keys.asked_of(question, list(question.options.all()))
        orders.add(tuple(answer["text"] for answer in data["answers"]))
    assert len(orders) > 1


def test_pictures_of_a_question_are_for_who_is_asked_it(client, at):
    image = photo()
    other, _tree = seat()
    attempt = ask(at, picture=image, picture_alt="Botol")
    url = image.get_rendition("width-640|format-webp|webpquality-72").url
    client.force_login(other.user)
    assert client.get(url).status_code == 404
    client.force_login(attempt.enrollment.user)
    assert client.get(url).status_code == 200


def test_the_picture_of_the_explanation_is_seen_once_the_key_is(client, at):
    image = photo()
    attempt = ask(at, feedback="Lihat bayangannya.", feedback_picture=image)
    url = image.get_rendition("width-640|format-webp|webpquality-72").url
    client.force_login(attempt.enrollment.user)
    assert client.get(url).status_code == 404
    html = hand_in(client, attempt, [])
    assert "Lihat bayangannya." in html
    assert client.get(url).status_code == 200


def test_the_picture_of_an_explanation_that_is_hidden_is_not_fetched_either(client, at):
    image = photo()
    quiz = at[2]
    quiz.shows_explanation = quiz.shows_key = "never"
    quiz.save()
    attempt = ask(at, feedback="Lihat bayangannya.", feedback_picture=image)
    url = image.get_rendition("width-640|format-webp|webpquality-72").url
    client.force_login(attempt.enrollment.user)
    assert "Lihat bayangannya." not in hand_in(client, attempt, [])
    assert client.get(url).status_code == 404
    quiz.shows_explanation = "at_once"
    quiz.save()
    assert client.get(url).status_code == 200
