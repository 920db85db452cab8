"""A question or an answer that is sent twice, or to a place that is closed meanwhile."""

import uuid

import pytest
from django.utils import timezone

from courses.models import AnswerDraft, Enrollment, Post, PostPicture
from tests.courses.asking.asking import (
    WORDS,
    address,
    answered,
    ask_address,
    asked,
    class_of,
    reader,
)
from tests.courses.seats import photo

pytestmark = pytest.mark.django_db

OVER = "This batch is over for you"
LONG = "Saya pakai karton putih di sisi kiri, lalu memotret pukul tujuh pagi."


@pytest.fixture
def here():
    return class_of()


def sent(**more) -> dict:
    return {"client_id": str(uuid.uuid4()), "text": LONG} | more


def picture_in_hand(client, place) -> str:
    """Bring a picture with words that are refused for now; return the key it is kept under."""
    client.post(place, sent(text="", pictures=[photo()]))
    return str(PostPicture.objects.get().public_id)


def leave(seat: Enrollment) -> None:
    Enrollment.objects.filter(pk=seat.pk).update(state="withdrawn")


@pytest.mark.parametrize("what", ["question", "answer"])
def test_a_kept_picture_does_not_make_a_second_sending_another_one(client, here, what):
    world, (siti, budi) = here
    question = asked(world, budi)
    reader(client, siti.user)
    place = ask_address(world) if what == "question" else address("question", question)
    form = sent(keep=[picture_in_hand(client, place)], looked="1")
    pages = [client.post(place, form, follow=True) for _sending in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert "sent before with something else" not in pages[1].text
    made = Post.objects.get(author=siti.user)
    assert made.pictures.count() == 1


def test_a_trainer_whose_draft_held_a_picture_may_send_twice(client, here):
    world, (siti, _budi) = here
    reader(client, world.trainer)
    place = address("desk_question", asked(world, siti))
    client.post(place, sent(pictures=[photo()], action="draft"))
    key = str(AnswerDraft.objects.get().pictures.get().public_id)
    form = sent(keep=[key], shown=[key], shown_text=LONG)
    answers = [client.post(place, form).status_code for _sending in range(2)]
    assert answers == [302, 302]
    assert Post.objects.get(author=world.trainer).pictures.count() == 1


def test_a_picture_of_another_post_goes_along_with_none(client, here):
    world, (siti, budi) = here
    reader(client, siti.user)
    form = sent(keep=[picture_in_hand(client, ask_address(world))])
    client.post(ask_address(world), form)
    place = address("question", asked(world, budi))
    client.post(place, sent(keep=form["keep"], text="Yang ini?"))
    assert [post.pictures.count() for post in Post.objects.filter(author=siti.user)] == [1, 0]


def test_an_answer_to_a_question_that_was_hidden_meanwhile_is_there_to_be_copied(client, here):
    world, (siti, budi) = here
    question = asked(world, siti)
    reader(client, budi.user)
    Post.objects.filter(pk=question.pk).update(hidden_at=timezone.now())
    page = client.post(address("question", question), sent())
    assert (page.status_code, LONG in page.text) == (422, True)


def test_words_of_whose_seat_is_done_are_there_to_be_copied(client, here):
    world, (siti, budi) = here
    question = asked(world, siti)
    reader(client, budi.user)
    Enrollment.objects.filter(pk=budi.pk).update(state="failed")
    page = client.post(address("question", question), sent())
    assert (page.status_code, LONG in page.text) == (422, True)
    assert OVER in page.text


def test_who_has_left_and_adds_to_the_own_question_reads_why_it_is_not_sent(client, here):
    world, (siti, _budi) = here
    question = asked(world, siti)
    reader(client, siti.user)
    leave(siti)
    page = client.post(address("question", question), sent())
    assert (page.status_code, LONG in page.text) == (422, True)
    assert OVER in page.text
    assert Post.objects.count() == 1


@pytest.mark.parametrize(("what", "status"), [("question", 404), ("ask", 403)])
def test_who_has_left_gets_the_words_back(client, here, what, status):
    world, (siti, budi) = here
    question = asked(world, siti)
    reader(client, budi.user)
    leave(budi)
    place = address("question", question) if what == "question" else ask_address(world)
    page = client.post(place, sent())
    assert (page.status_code, LONG in page.text, WORDS in page.text) == (status, True, False)


def test_a_trainer_of_another_course_by_now_gets_the_answer_back(client, here):
    world, (siti, _budi) = here
    question = asked(world, siti)
    reader(client, world.trainer)
    world.tree.course.course_trainers.all().delete()
    page = client.post(address("desk_question", question), sent())
    assert (page.status_code, LONG in page.text, WORDS in page.text) == (404, True, False)


def test_taken_back_twice_by_a_slip_it_is_taken_back(client, here):
    world, (siti, budi) = here
    question = asked(world, siti)
    answer = answered(question, budi)
    listed = address("activity_questions", world.batch, world.tree.lessons[0].activity_id)
    for seat, post, there in (
        (budi, answer, address("question", question)),
        (siti, question, listed),
    ):
        reader(client, seat.user)
        place = address("post_take_back", post)
        pages = [client.post(place, follow=True) for _time in range(2)]
        assert ["Taken back. Nobody" in page.text for page in pages] == [True, True]
        # An old page asks no more either.
        assert client.get(place).url == there


def test_a_change_of_words_sent_after_leaving_comes_back(client, here):
    world, (siti, budi) = here
    answer = answered(asked(world, siti), budi)
    reader(client, siti.user)
    leave(siti)
    page = client.post(address("post_edit", answer), {"text": LONG})
    assert (page.status_code, LONG in page.text) == (404, True)
