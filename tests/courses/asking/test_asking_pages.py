"""The pages of questions: what stands there, for whom, and what is pointed out before sending."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from courses.asking.actions import posts
from courses.models import Post, PostPicture
from tests.courses.asking.asking import (
    WORDS,
    address,
    answered,
    ask_address,
    asked,
    class_of,
    reader,
    taught,
)
from tests.courses.seats import photo
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
LIST_QUERIES, THREAD_QUERIES, DESK_QUERIES, DESK_THREAD_QUERIES = 6, 9, 12, 13


@pytest.fixture
def here():
    return class_of()


def sent(**more) -> dict:
    return {"client_id": str(uuid.uuid4()), "text": WORDS} | more


def test_an_activity_has_a_link_with_the_count_and_loads_no_question(client, here):
    world, (siti, budi) = here
    asked(world, budi)
    reader(client, siti.user)
    for kind, page in (
        ("lesson", world.tree.lessons[0]),
        ("quiz", world.tree.quizzes[0]),
        ("assignment", world.tree.assignments[0]),
    ):
        found = client.get(address(kind, world.batch, page.activity_id)).content.decode()
        link = address("activity_questions", world.batch, page.activity_id)
        assert link in found
        assert ("Ask the trainer (1)" in " ".join(found.split())) == (kind == "lesson")
        assert "bayangan" not in found


def test_a_santri_asks_and_the_trainer_answers(client, here):
    world, (siti, _budi) = here
    reader(client, siti.user)
    response = client.post(ask_address(world), sent())
    question = Post.objects.get()
    assert response.url == address("question", question)
    assert WORDS in client.get(response.url).content.decode()
    reader(client, world.trainer)
    desk = client.get(reverse("courses:questions_desk"))
    assert [row.pk for row in desk.context["list"].page] == [question.pk]
    place = address("desk_question", question)
    page = client.get(place).content.decode()
    assert "Siti Nur&#x27;aini Rahmawati" in page
    assert client.post(place, sent(text="Kertas putih.", action="send")).url == place
    assert not client.get(reverse("courses:questions_desk")).context["list"].total
    reader(client, siti.user)
    found = client.get(address("question", question)).content.decode()
    assert "Kertas putih." in found
    assert escape(world.trainer.full_name) in found


def test_of_one_another_participants_read_the_first_name_alone(client, here):
    world, (siti, budi) = here
    question = asked(world, siti)
    answered(question, budi)
    reader(client, EnrollmentFactory(batch=world.batch).user)
    for page in (
        address("question", question),
        address("activity_questions", world.batch, world.tree.lessons[0].activity_id),
        address("batch_questions", world.batch),
    ):
        found = client.get(page).content.decode()
        assert "Siti" in found
        assert "Rahmawati" not in found
        assert "Santoso" not in found


@pytest.mark.parametrize(
    "text",
    ["Hubungi saya 0812-3456-7890 ya", "Kirim ke siti@pesantren.example", "WA +62 812 345 6789"],
)
def test_a_number_or_address_is_pointed_out_before_it_is_sent(client, here, text):
    world, (siti, _budi) = here
    reader(client, siti.user)
    form = sent(text=text)
    page = client.post(ask_address(world), form)
    assert page.status_code == 422
    assert "looks like a phone number" in page.content.decode()
    assert not Post.objects.exists()
    client.post(ask_address(world), form | {"anyway": "on"})
    assert Post.objects.get().text == text


def test_prices_and_years_are_no_phone_numbers(client, here):
    world, (siti, _budi) = here
    reader(client, siti.user)
    client.post(ask_address(world), sent(text="Harga Rp15.000 atau 20.000.000 di tahun 2026-2027?"))
    assert Post.objects.count() == 1


def test_questions_like_it_are_shown_once_and_a_picture_is_not_lost_by_that(client, here):
    world, (siti, budi) = here
    other = asked(world, budi)
    reader(client, siti.user)
    form = sent(text="Saya mau memotret sambal, kenapa selalu ada bayangan?")
    page = client.post(ask_address(world), form | {"pictures": [photo()]})
    assert [post.pk for post in page.context["similar"]] == [other.pk]
    kept = PostPicture.objects.get()
    assert f'value="{kept.public_id}"' in page.content.decode()
    client.post(ask_address(world), form | {"looked": "1", "keep": [str(kept.public_id)]})
    question = Post.objects.get(author=siti.user)
    assert list(question.pictures.all()) == [kept]
    # Sent once more by a finger that slipped: one question.
    client.post(ask_address(world), form | {"looked": "1", "keep": [str(kept.public_id)]})
    assert Post.objects.filter(author=siti.user).count() == 1


def test_two_pictures_fit_in_and_what_is_no_picture_is_told(client, here):
    world, (siti, _budi) = here
    reader(client, siti.user)
    three = [photo(colour=colour) for colour in ("red", "green", "blue")]
    client.post(ask_address(world), sent(pictures=three), follow=True)
    assert Post.objects.get().pictures.count() == 2
    bad = photo()
    bad.file.seek(0)
    bad.file.write(b"kein Bild")
    page = client.post(ask_address(world), sent(text="Apa ini?", pictures=[bad]), follow=True)
    assert "foto.jpg" in page.content.decode()


def test_a_classmate_sees_the_picture_and_nobody_elsewhere(client, here):
    world, (siti, budi) = here
    reader(client, siti.user)
    client.post(ask_address(world), sent(pictures=[photo()]))
    picture = PostPicture.objects.get()
    addresses = [address("post_picture", picture), address("post_thumbnail", picture)]
    for user, expected in (
        (budi.user, 200),
        (world.trainer, 200),
        (UserFactory(), 404),
        (EnrollmentFactory().user, 404),
        (UserFactory(partner=True), 404),
    ):
        reader(client, user)
        assert [client.get(one).status_code for one in addresses] == [expected] * 2
    posts.take_back(post=Post.objects.get(), by=siti.user)
    reader(client, budi.user)
    assert client.get(addresses[0]).status_code == 404


def test_the_batch_is_searched_in_questions_and_answers(client, here):
    world, (siti, budi) = here
    first, second = asked(world, siti), asked(world, budi, text="Berapa harga jual keripik?")
    taught(second, world.trainer, "Hitung modal, lalu tambah untung.")
    reader(client, siti.user)

    def found(text):
        page = client.get(address("batch_questions", world.batch), {"q": text}).context["page"]
        return [post.pk for post, _name in page]

    assert found("sambal") == [first.pk]
    assert found("modal") == [second.pk]
    assert found("keripik sambal") == []
    third = asked(world, budi, text="Apakah stan buka hari Jum’at?")
    assert found("jum'at") == found("Jum’at") == [third.pk]
    third.delete()
    assert found("") == [second.pk, first.pk]


def test_want_to_know_too_is_counted_once_and_taken_away_again(client, here):
    world, (siti, budi) = here
    question = asked(world, siti)
    reader(client, budi.user)
    for follows in ("1", "1"):
        client.post(address("question_follow", question), {"follows": follows})
    assert question.followers.count() == 1
    client.post(address("question_follow", question), {"follows": "0"})
    assert not question.followers.exists()


def test_only_who_asked_and_who_teaches_mark_an_answer(client, here):
    world, (siti, budi) = here
    answer = answered(asked(world, siti), budi)
    for user, marked in ((budi.user, False), (siti.user, True)):
        reader(client, user)
        client.post(address("post_mark", answer), {"marked": "1"})
        answer.refresh_from_db()
        assert answer.is_marked == marked


def test_the_words_of_another_are_neither_changed_nor_taken_back(client, here):
    world, (siti, budi) = here
    question = asked(world, siti)
    reader(client, budi.user)
    for name in ("post_edit", "post_take_back"):
        assert client.get(address(name, question)).status_code == 403
        assert client.post(address(name, question), {"text": "Lain"}).status_code == 403
    question.refresh_from_db()
    assert (question.text, question.taken_back_at) == (WORDS, None)


def test_what_was_taken_back_is_read_by_nobody_in_the_batch(client, here):
    world, (siti, budi) = here
    question = asked(world, siti)
    reader(client, siti.user)
    client.post(address("post_take_back", question))
    for user in (siti.user, budi.user):
        reader(client, user)
        assert WORDS not in client.get(address("question", question)).content.decode()


def test_another_batch_and_a_trainer_of_another_course_read_nothing(client, here):
    world, (siti, _budi) = here
    question = asked(world, siti)
    for user in (EnrollmentFactory().user, UserFactory(trainer=True), UserFactory(partner=True)):
        reader(client, user)
        assert client.get(address("question", question)).status_code == 404
        assert client.get(address("desk_question", question)).status_code in {403, 404}


@pytest.mark.parametrize("count", [1, 3])
def test_lists_and_threads_ask_the_same_for_one_and_for_three(
    client, count, django_assert_num_queries
):
    world, seats = class_of(3)
    for seat in seats[:count]:
        question = asked(world, seat, text=f"{WORDS} {seat.pk}")
        for other in seats[:count]:
            answered(question, other)
    lesson = world.tree.lessons[0].activity_id
    pages = (
        (seats[0].user, address("activity_questions", world.batch, lesson), LIST_QUERIES),
        (seats[0].user, address("question", question), THREAD_QUERIES),
        (world.trainer, reverse("courses:questions_desk"), DESK_QUERIES),
        (world.trainer, address("desk_question", question), DESK_THREAD_QUERIES),
    )
    for user, page, expected in pages:
        reader(client, user)
        client.get(page)
        with django_assert_num_queries(expected):
            client.get(page)


def test_a_list_of_questions_is_a_few_kilobytes(client, here):
    world, (siti, budi) = here
    for number in range(20):
        posts.ask(
            enrollment=budi if number % 2 else siti, activity=world.tree.lessons[0],
            text=f"{number} {WORDS}", client_id=uuid.uuid4(),
        )  # fmt: skip
    reader(client, siti.user)
    lesson = world.tree.lessons[0].activity_id
    page = client.get(address("activity_questions", world.batch, lesson)).content
    assert len(re.sub(rb"\s+", b" ", page)) < 30_000


def test_words_typed_as_the_day_ended_are_refused_in_words_and_stay(client, here):
    world, (siti, _budi) = here
    question = asked(world, siti)
    reader(client, siti.user)
    place = address("post_edit", question)
    Post.objects.update(posted_at=timezone.now() - timedelta(hours=25))
    page = client.post(place, {"text": "Bagaimana memotret rengginang?"})
    assert page.status_code == 200
    assert "more than a day ago" in page.text
    assert "rengginang" in page.text
