"""Plain cases are accepted together: chosen by photo, confirmed, taken back in one go."""

import re
from decimal import Decimal
from html import escape
from uuid import uuid4

import pytest
from django.urls import reverse

from courses.assignments.actions.claims import claim
from courses.assignments.actions.many import undo_many
from courses.assignments.actions.reviews import correct_feedback
from courses.assignments.actions.submissions import hand_in, take_back
from courses.marks.actions import correct
from courses.models import Mark, Review, ReviewDraft, Submission
from tests.courses.assignments.desk import Device
from tests.courses.world import world
from tests.factories.courses import SubmissionFileFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
MANY_QUERIES = 13


@pytest.fixture
def here(client):
    made = world(3)
    client.force_login(made.trainer)
    client.cookies["django_language"] = "en"
    made.address = f"{reverse('courses:review_many')}?assignment={made.tree.assignments[0].pk}"
    return made


def send(client, here, chosen, **more):
    page = client.get(here.address)
    sent = {"client_id": str(page.context["form"]["client_id"].value()), "verdict": "accepted"}
    # The hidden times beside the photos.
    sent |= dict(re.findall(r'name="(handed_in_[^"]+)" value="([^"]+)"', page.text))
    sent |= {"mark": "80", "feedback": "Siap dipasang.", "selected": chosen}
    return client.post(here.address, sent | more, follow=True), sent | more


def ids(here, *numbers):
    return [str(here.submissions[number].public_id) for number in numbers]


def test_it_asks_once_and_then_accepts_each(client, here):
    asked, sent = send(client, here, ids(here, 0, 2))
    assert Review.objects.count() == 0
    assert "Accept 2 hand-ins?" in asked.text
    for _time in range(2):
        client.post(here.address, sent | {"confirmed": "1"})
    assert Review.objects.count() == 2
    assert set(Mark.objects.values_list("value", flat=True)) == {80}
    assert Submission.objects.get(pk=here.submissions[1].pk).state == "submitted"


def test_one_that_is_refused_is_told_with_its_reason_and_the_others_are_done(client, here):
    claim(submission=here.submissions[1], by=UserFactory(trainer=True))
    answer, _sent = send(client, here, ids(here, 0, 1), confirmed="1")
    assert Review.objects.get().submission == here.submissions[0]
    assert "Not accepted (1): " in answer.text
    assert "Another trainer is reviewing this hand-in now." in answer.text


def test_all_of_them_are_taken_back_in_one_go(client, here):
    queue, _sent = send(client, here, ids(here, 0, 1, 2), confirmed="1")
    assert "3 hand-ins were accepted together." in queue.text
    client.post(reverse("courses:review_undo_many"))
    assert Review.objects.filter(undone_at=None).count() == 0
    assert set(Submission.objects.values_list("state", flat=True)) == {"submitted"}


def test_what_cannot_be_taken_back_is_named_with_why(client, here):
    send(client, here, ids(here, 0, 1), confirmed="1")
    [seat, activity] = here.seats[0], here.tree.assignments[0]
    correct(
        enrollment=seat, activity=activity, mark=Decimal(90), by=here.trainer, reason="Salah.",
        shown=Decimal(80),
    )  # fmt: skip
    answer = client.post(reverse("courses:review_undo_many"), follow=True)
    assert "1 review is undone." in answer.text
    assert f"Not undone (1): {escape(seat.user.full_name)}." in answer.text
    assert Review.objects.get(undone_at=None).submission == here.submissions[0]


def test_a_mistyped_mark_unticks_nothing(client, here):
    answer, sent = send(client, here, ids(here, 0, 2), mark="800")
    ticked = re.findall(r'name="selected" value="([^"]+)" checked', " ".join(answer.text.split()))
    assert ticked == ids(here, 0, 2)
    # Nor does the page forget which of the hand-ins it had shown.
    name = f"handed_in_{here.submissions[2].public_id}"
    take_back(submission=here.submissions[2])
    SubmissionFileFactory(submission=here.submissions[2])
    hand_in(submission=here.submissions[2], note="", is_own=True, client_id=uuid4())
    answer = client.post(here.address, sent)
    assert re.findall(f'name="{name}" value="([^"]+)"', " ".join(answer.text.split())) == [
        sent[name]
    ]


def test_without_a_mark_or_a_choice_nothing_happens(client, here):
    for wrong in ({"mark": ""}, {"selected": []}):
        _answer, _sent = send(client, here, ids(here, 0), confirmed="1", **wrong)
    assert Review.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_for_one_and_three(client, django_assert_num_queries, count):
    made = world(count)
    for row in made.submissions:
        SubmissionFileFactory(submission=row)
    client.force_login(made.trainer)
    address = f"{reverse('courses:review_many')}?assignment={made.tree.assignments[0].pk}"
    client.get(address)
    with django_assert_num_queries(MANY_QUERIES):
        client.get(address)


def test_one_that_was_handed_in_anew_since_its_photo_was_shown_is_left_out(client, here):
    _asked, sent = send(client, here, ids(here, 0, 1))
    take_back(submission=here.submissions[1])
    SubmissionFileFactory(submission=here.submissions[1])
    hand_in(submission=here.submissions[1], note="", is_own=True, client_id=uuid4())
    confirmed = client.post(here.address, sent | {"confirmed": "1"}, follow=True)
    assert Review.objects.get().submission == here.submissions[0]
    assert "Not accepted (1): " in confirmed.text
    assert "handed in anew since you opened it" in confirmed.text


def test_what_the_photos_showed_goes_through_the_question(client, here):
    asked, sent = send(client, here, ids(here, 2))
    name = f"handed_in_{here.submissions[2].public_id}"
    assert f'name="{name}" value="{sent[name]}"' in " ".join(asked.text.split())


def test_one_whose_review_is_begun_is_not_accepted_with_the_others(client, here):
    device = Device(here)
    device.type(feedback="Label ketiga belum terbaca.")
    device.keeps_by_itself()
    begun = device.submission
    assert "draft begun" in client.get(here.address).text
    answer, _sent = send(client, here, ids(here, 0, 1, 2), confirmed="1")
    assert Review.objects.count() == 2
    assert not begun.reviews.exists()
    assert "Not accepted (1): " in answer.text
    assert ReviewDraft.objects.get(submission=begun).typed["feedback"].startswith("Label")


def test_sent_twice_it_is_told_alike_and_all_of_it_is_taken_back(client, here):
    _asked, sent = send(client, here, ids(here, 0, 1))
    queue = [client.post(here.address, sent | {"confirmed": "1"}, follow=True) for _time in (1, 2)]
    assert ["2 hand-ins accepted." in page.text for page in queue] == [True, True]
    assert "2 hand-ins were accepted together." in queue[1].text
    client.post(reverse("courses:review_undo_many"))
    assert not Review.objects.filter(undone_at=None).exists()


def test_sent_twice_it_is_so_too_where_nothing_else_waits(client, here):
    _asked, sent = send(client, here, ids(here, 0, 1, 2))
    queue = [client.post(here.address, sent | {"confirmed": "1"}, follow=True) for _time in (1, 2)]
    assert ["3 hand-ins accepted." in page.text for page in queue] == [True, True]


def test_where_a_colleague_was_faster_none_is_called_accepted(client, here):
    send(client, here, ids(here, 2), confirmed="1")
    _asked, sent = send(client, here, ids(here, 0))
    Submission.objects.filter(pk=here.submissions[0].pk).update(state="accepted")
    queue = client.post(here.address, sent | {"confirmed": "1"}, follow=True)
    assert "accepted." not in queue.text
    assert "Not accepted (1): " in queue.text
    # What was accepted together before that can still be taken back.
    assert "1 hand-in was accepted together." in queue.text


def test_one_whose_words_were_put_right_is_taken_back_with_the_others(client, here):
    send(client, here, ids(here, 0, 1), confirmed="1")
    found = Review.objects.get(submission=here.submissions[0])
    correct_feedback(found=found, by=here.trainer, feedback="Siap.", shown=found.feedback)
    queue = client.post(reverse("courses:review_undo_many"), follow=True)
    assert "2 reviews are undone." in queue.text
    assert not Review.objects.filter(undone_at=None).exists()


def test_what_was_undone_is_not_called_accepted_when_the_old_page_is_sent_again(client, here):
    _asked, sent = send(client, here, ids(here, 0, 1), confirmed="1")
    client.post(reverse("courses:review_undo_many"))
    queue = client.post(here.address, sent, follow=True)
    assert "Not accepted (2): " in queue.text
    assert "what came of it has been removed since" in queue.text


def test_those_that_were_taken_back_are_accepted_together_once_more(client, here):
    send(client, here, ids(here, 0, 1), confirmed="1")
    undo_many(Review.objects.all(), by=here.trainer)
    send(client, here, ids(here, 0, 1), confirmed="1", mark="90")
    assert set(Mark.objects.values_list("value", flat=True)) == {90}
