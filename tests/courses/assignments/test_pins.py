"""Marks on photos: set by script or typed without one, kept, given, frozen, given back."""

import re

import pytest
from django.urls import reverse

from courses.assignments.queries.pins import MOST_PINS, Place, place_of
from courses.models import Review, ReviewDraft, Submission
from tests.courses.assignments.desk import Device
from tests.courses.world import world
from tests.factories.courses import SubmissionFactory, SubmissionFileFactory
from tests.factories.reviewing import ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    made = world(2)
    made.photos = [
        SubmissionFileFactory(submission=made.submissions[0], position=place) for place in (0, 1)
    ]
    return made


def at(photo, x=0.25, y=0.5, r=0.12):
    return str(Place(str(photo.public_id), x, y, r))


def marked(photo, key="a1", text="Label belum terbaca.", **place):
    return {f"pin_{key}_at": at(photo, **place), f"pin_{key}_text": text}


class Scripted(Device):
    """A browser whose script has taken the fields away that it does without."""

    def read(self, answer):
        super().read(answer)
        without = re.compile(r"pin_[0-9a-f]+_(photo|x|y|r)")
        self.form = {name: text for name, text in self.form.items() if not without.fullmatch(name)}


def pins():
    return Review.objects.get(undone_at=None).pins


def test_a_review_keeps_its_marks_photo_by_photo_in_shares_of_the_sides(here):
    first, second = here.photos
    device = Device(here)
    device.type(mark="80", **marked(second, "a1", "Bagus."), **marked(first, "a2"))
    device.decide()
    place = {"x": 0.25, "y": 0.5, "r": 0.12}
    assert pins() == [
        {"file": str(first.public_id), **place, "text": "Label belum terbaca."},
        {"file": str(second.public_id), **place, "text": "Bagus."},
    ]


def test_marks_in_work_are_kept_like_all_that_is_typed(here):
    device = Device(here)
    device.type(**marked(here.photos[0]))
    device.keeps_by_itself()
    again = Device(here)
    assert again.form["pin_a1_at"] == at(here.photos[0])
    assert again.form["pin_a1_text"] == "Label belum terbaca."


def test_a_mark_that_is_taken_away_is_gone(here):
    device = Device(here)
    device.type(**marked(here.photos[0]))
    device.press()
    device.type(pin_a1_at="", pin_a1_text="")
    device.press()
    assert ReviewDraft.objects.count() == 0


def test_two_devices_that_mark_different_places_lose_nothing(here):
    first, second = Device(here), Device(here)
    first.type(**marked(here.photos[0], "a1"))
    first.keeps_by_itself()
    second.type(mark="80", **marked(here.photos[0], "b2", "Tepi meja miring."))
    assert second.keeps_by_itself().status_code == 200
    # No verdict rests on a mark that its page does not show.
    second.decide()
    assert Review.objects.count() == 0
    assert "Label belum terbaca." in second.page.text
    second.decide()
    assert len(pins()) == 2


def test_two_devices_that_move_one_mark_are_told_where_it_stands(here):
    first = Scripted(here)
    first.type(**marked(here.photos[0]))
    first.press()
    second = Scripted(here)
    first.type(pin_a1_at=at(here.photos[0], x=0.1, y=0.2))
    first.keeps_by_itself()
    second.type(pin_a1_at=at(here.photos[0], x=0.9))
    assert second.keeps_by_itself().status_code == 409
    second.press()
    assert "It is now: 10 % from the left, 20 % from above." in second.page.text


def test_undo_gives_the_marks_back_into_the_draft(here):
    device = Device(here)
    device.type(mark="80", **marked(here.photos[0]))
    device.decide()
    device.press(f"undo:{Review.objects.get().public_id}")
    given = {name: text for name, text in device.form.items() if name.endswith(("_at", "_text"))}
    assert at(here.photos[0]) in given.values()
    device.decide()
    assert [pin["text"] for pin in pins()] == ["Label belum terbaca."]


def test_marks_say_what_to_change_where_nothing_else_is_said(here):
    device = Device(here)
    device.type(**marked(here.photos[0]))
    device.decide("revision")
    assert (len(pins()), Review.objects.get().feedback) == (1, "")


def test_a_mark_without_words_is_not_sent(here):
    device = Device(here)
    device.type(mark="80", **marked(here.photos[0], text=" "))
    device.decide()
    assert pins() == []


def test_without_a_script_the_place_is_typed(here):
    device = Device(here)
    key = re.search(r"pin_([0-9a-f]+)_x", " ".join(device.form))[1]
    device.type(
        mark="80",
        **{f"pin_{key}_photo": "2", f"pin_{key}_x": "30", f"pin_{key}_y": "75"},
        **{f"pin_{key}_r": "0.2", f"pin_{key}_text": "Kabel ini ikut terlihat."},
    )
    device.press()
    assert device.form[f"pin_{key}_x"] == "30"
    device.decide()
    place = {"file": str(here.photos[1].public_id), "x": 0.3, "y": 0.75, "r": 0.2}
    assert pins() == [place | {"text": "Kabel ini ikut terlihat."}]


def test_what_was_set_by_hand_stays_exact_on_a_page_without_a_script(here):
    device = Device(here)
    device.type(**marked(here.photos[0], x=0.2531, r=0.13))
    device.press()
    device.type(pin_a1_x="25", pin_a1_y="50", pin_a1_r="0.12", pin_a1_photo="1")
    device.press()
    assert device.form["pin_a1_at"] == at(here.photos[0], x=0.2531, r=0.13)


def test_a_mark_whose_photo_was_taken_away_is_told_and_its_words_stay(here):
    device = Device(here)
    device.type(mark="80", **marked(here.photos[0]))
    device.press()
    here.photos[0].delete()
    device.decide()
    assert Review.objects.count() == 0
    assert "not in the hand-in any more" in device.page.text
    assert device.form["pin_a1_text"] == "Label belum terbaca."
    # Sent once more it is set anew.
    device.decide()
    assert pins()[0]["file"] == str(here.photos[1].public_id)


def test_words_without_a_place_are_not_dropped_in_silence(here):
    device = Scripted(here)
    device.type(mark="80", pin_a1_at="", pin_a1_text="Label belum terbaca.")
    device.decide()
    assert Review.objects.count() == 0
    assert "Set this mark on a photo again" in device.page.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "1 2 3",
        "{file} 2 0 0",
        "{file} 0 nan 0",
        "{file} 0 1e5 0",
        "{file} -1 0 0",
        "0 0 0 0",
    ],
)
def test_what_is_no_place_on_a_photo_is_none(text):
    assert place_of(text.replace("{file}", "0" * 32)) is None


def test_marks_have_an_end(here):
    device = Device(here)
    for number in range(MOST_PINS + 1):
        device.type(**marked(here.photos[0], f"{number:x}", f"Tanda {number}"))
    device.type(mark="80")
    device.decide()
    assert Review.objects.count() == 0
    assert f"up to {MOST_PINS} marks" in device.page.text


def own_page(client, submission):
    seat = submission.enrollment
    client.force_login(seat.user)
    client.cookies["django_language"] = "en"
    page = (seat.batch.public_id, submission.assignment.activity_id)
    return client.get(reverse("courses:assignment", args=page))


def test_the_participant_sees_numbers_on_the_photo_and_words_in_order(client, here):
    submission = here.submissions[0]
    pin = {"file": str(here.photos[1].public_id), "x": 0.5, "y": 0.5, "r": 0.1}
    ReviewFactory(
        submission=submission,
        verdict="revision",
        feedback="",
        pins=[pin | {"text": "<b>Geser</b> meja."}, pin | {"text": "Kabel."}],
    )
    Submission.objects.filter(pk=submission.pk).update(state="revision")
    text = own_page(client, submission).text
    assert "Photo 2 with 2 marks, which are explained below" in text
    assert "&lt;b&gt;Geser&lt;/b&gt; meja." in text
    assert text.index("Geser") < text.index("Kabel.")
    assert "pin-svg" in text
    assert "review.js" not in text
    assert "pins.js" not in text


def test_an_older_review_keeps_its_marks_after_a_new_hand_in(client, here):
    submission = here.submissions[0]
    file = here.photos[0]
    pin = {"file": str(file.public_id), "x": 0.5, "y": 0.5, "r": 0.1, "text": "Kabel."}
    ReviewFactory(submission=submission, verdict="revision", feedback="", pins=[pin])
    Submission.objects.filter(pk=submission.pk).update(state="revision")
    later = SubmissionFactory(
        enrollment=submission.enrollment, assignment=submission.assignment, number=2
    )
    SubmissionFileFactory(submission=later, position=0, sha256=file.sha256)
    text = own_page(client, submission).text
    assert "Kabel." in text
    assert "What changed since hand-in" in text
    desk = Device(here)
    desk.at(later)
    desk.read(desk.client.get(desk.path))
    assert "Kabel." in desk.page.text
