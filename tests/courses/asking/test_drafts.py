"""Drafts of answers: words and photos wait together, on every device of the one who writes."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from courses.asking.actions.drafts import forget_old
from courses.asking.actions.pictures import forget_unsent
from courses.models import AnswerDraft, Post, PostPicture
from tests.courses.asking.asking import address, asked, class_of, reader
from tests.courses.seats import photo

pytestmark = pytest.mark.django_db
RED, GREEN, BLUE = "#a02020", "#20a020", "#2020a0"


@pytest.fixture
def here(client):
    """The page on which a trainer answers the question of a santri."""
    world, (siti, _budi) = class_of()
    question = asked(world, siti)
    reader(client, world.trainer)
    return address("desk_question", question)


def form_on(client, place) -> dict:
    """Return what the form of the page would send as it stands."""
    page = client.get(place).content.decode()
    form = page[page.index('name="shown_text"') :]
    return {
        "client_id": str(uuid.uuid4()),
        "shown_text": re.search(r'name="shown_text" value="([^"]*)"', page)[1],
        "shown": re.findall(r'name="shown" value="([^"]*)"', page),
        "keep": re.findall(r'name="keep" value="([^"]*)" checked', page),
        "text": re.search(r"<textarea[^>]*>\s*([^<]*)</textarea>", form)[1].strip(),
    }


def kept(client, place, form, **more):
    return client.post(place, form | {"action": "draft"} | more, follow=True)


def send(client, place, form, **more):
    return client.post(place, form | more, follow=True)


def test_photos_wait_with_the_draft_stand_in_the_form_and_go_with_the_answer(client, here):
    page = kept(client, here, form_on(client, here), text="Kertas putih.", pictures=[photo()])
    [picture] = PostPicture.objects.all()
    assert address("post_thumbnail", picture) in page.text
    assert "Photos are not kept" not in page.text
    PostPicture.objects.update(received_at=timezone.now() - timedelta(days=9))
    assert forget_unsent() == 0
    send(client, here, form_on(client, here))
    answer = Post.objects.get(question__isnull=False)
    assert (answer.text, list(answer.pictures.all())) == ("Kertas putih.", [picture])
    assert not AnswerDraft.objects.exists()


def test_a_draft_may_be_a_photo_alone_and_one_without_anything_goes(client, here):
    kept(client, here, form_on(client, here), text="", pictures=[photo()])
    assert AnswerDraft.objects.get().pictures.count() == 1
    kept(client, here, form_on(client, here), keep=[])
    assert not AnswerDraft.objects.exists()


def test_a_photo_that_was_unticked_goes_and_is_swept(client, here):
    photos = [photo(colour=RED), photo(colour=GREEN)]
    kept(client, here, form_on(client, here), text="Kertas.", pictures=photos)
    form = form_on(client, here)
    kept(client, here, form, keep=form["keep"][:1])
    assert AnswerDraft.objects.get().pictures.count() == 1
    PostPicture.objects.update(received_at=timezone.now() - timedelta(days=9))
    assert forget_unsent() == 1


def test_two_devices_lose_neither_words_nor_photos(client, here):
    phone, desk = form_on(client, here), form_on(client, here)
    kept(client, here, phone, text="Dari ponsel.", pictures=[photo(colour=RED)])
    page = kept(client, here, desk, text="Dari meja.", pictures=[photo(colour=GREEN)])
    assert "other words on another device" in page.text
    draft = AnswerDraft.objects.get()
    assert draft.text == "Dari ponsel.\n\nDari meja."
    assert draft.pictures.count() == 2
    assert len(form_on(client, here)["keep"]) == 2


def test_three_photos_of_two_devices_are_kept_and_two_of_them_are_sent(client, here):
    phone, desk = form_on(client, here), form_on(client, here)
    kept(client, here, phone, text="A.", pictures=[photo(colour=RED), photo(colour=GREEN)])
    kept(client, here, desk, text="A.", pictures=[photo(colour=BLUE)])
    form = form_on(client, here)
    page = send(client, here, form)
    assert "Untick those that are not to go along" in page.text
    assert not Post.objects.filter(question__isnull=False).exists()
    send(client, here, form, keep=form["keep"][1:])
    assert Post.objects.get(question__isnull=False).pictures.count() == 2
    assert not AnswerDraft.objects.exists()


def test_an_answer_sent_from_an_older_page_leaves_what_it_did_not_show(client, here):
    older = form_on(client, here)
    kept(client, here, form_on(client, here), text="Lebih lengkap.", pictures=[photo()])
    send(client, here, older, text="Singkat.")
    assert Post.objects.get(question__isnull=False).pictures.count() == 0
    draft = AnswerDraft.objects.get()
    assert (draft.text, draft.pictures.count()) == ("Lebih lengkap.", 1)


def test_a_photo_of_one_draft_is_not_taken_away_by_another(client):
    world, (siti, budi) = class_of()
    reader(client, world.trainer)
    for seat in (siti, budi):
        place = address("desk_question", asked(world, seat))
        kept(client, place, form_on(client, place), text="Sama.", pictures=[photo()])
    assert [draft.pictures.count() for draft in AnswerDraft.objects.all()] == [1, 1]


def test_a_photo_of_a_draft_is_nobody_elses(client, here):
    kept(client, here, form_on(client, here), text="A.", pictures=[photo()])
    [picture] = PostPicture.objects.all()
    world, (siti, _budi) = class_of()
    for user in (siti.user, world.coordinator):
        client.force_login(user)
        assert client.get(address("post_picture", picture)).status_code == 404


def test_a_form_that_says_nothing_of_what_it_showed_fills_no_disk(client, here):
    """Nor does it let the words grow: what was typed last is kept whole."""
    bare = {"action": "draft", "text": "b" * 5000}
    for colour in ("#101010", "#303030", "#505050", "#707070", "#909090"):
        page = client.post(
            here, bare | {"pictures": [photo(colour=colour), photo(colour=colour[:-2] + "ff")]},
            follow=True,
        )  # fmt: skip
        bare["text"] = colour[1] * 5000
    assert "A draft holds 4 pictures." in page.text
    assert "A draft holds 8,000 signs." in page.text
    draft = AnswerDraft.objects.get()
    assert draft.pictures.count() == 4
    assert (len(draft.text), draft.text[-5000:]) == (8000, "7" * 5000)


def test_the_same_photo_of_two_devices_stands_in_the_draft_once_and_the_answer_goes(client, here):
    phone, desk = form_on(client, here), form_on(client, here)
    kept(client, here, phone, text="A.", pictures=[photo(colour=RED), photo(colour=GREEN)])
    kept(client, here, desk, text="A.", pictures=[photo(colour=RED), photo(colour=GREEN)])
    assert AnswerDraft.objects.get().pictures.count() == 2
    send(client, here, form_on(client, here))
    assert Post.objects.get(question__isnull=False).pictures.count() == 2


@pytest.mark.parametrize("gone", ["hidden_at", "taken_back_at"])
def test_nothing_is_kept_of_an_answer_to_a_question_that_is_gone_and_the_words_are_shown(
    client, here, gone
):
    form = form_on(client, here)
    Post.objects.update(**{gone: timezone.now()})
    page = client.post(here, form | {"action": "draft", "text": "Pakai kertas putih."})
    assert page.status_code == 422
    assert "What you had typed" in page.text
    assert "Pakai kertas putih." in page.text
    assert not AnswerDraft.objects.exists()


@pytest.mark.parametrize(
    ("changed", "days", "forgotten"),
    [
        ("draft", 92, True),
        ("draft", 90, False),
        ("hidden_at", 3, True),
        ("hidden_at", 1, False),
        ("taken_back_at", 3, True),
    ],
)
def test_a_draft_is_forgotten_with_its_photo_when_it_is_old_or_its_question_gone(
    client, here, changed, days, forgotten
):
    kept(client, here, form_on(client, here), text="Kertas.", pictures=[photo()])
    then = timezone.now() - timedelta(days=days)
    PostPicture.objects.update(received_at=timezone.now() - timedelta(days=9))
    if changed == "draft":
        AnswerDraft.objects.update(saved_at=then)
    else:
        Post.objects.update(**{changed: then})
    assert forget_old() == int(forgotten)
    assert forget_unsent() == int(forgotten)
    assert AnswerDraft.objects.exists() is not forgotten
