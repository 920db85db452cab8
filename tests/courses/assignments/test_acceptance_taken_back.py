"""Work that was accepted by mistake is asked for again, also long after the quarter of an hour."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.notify.models import Notice
from courses.assignments.actions.acceptance import NotAccepted, take_back
from courses.models import CompletionRule, Enrollment, Mark, Review, Submission
from tests.courses.assignments.test_review import accept
from tests.courses.world import world

pytestmark = pytest.mark.django_db
WHY = "Fotonya dari internet."


@pytest.fixture
def here():
    """Somebody who has passed by the final assignment, accepted ten days ago."""
    made = world(1)
    CompletionRule.objects.create(
        batch=made.batch, all_activities=False, final_assignment_accepted=True
    )
    accept(made.submissions[0], made.trainer)
    Review.objects.update(reviewed_at=timezone.now() - timedelta(days=10))
    made.page = reverse("courses:acceptance_take_back", args=[made.submissions[0].public_id])
    return made


def seat_of(here):
    return Enrollment.objects.get(pk=here.seats[0].pk)


@pytest.mark.parametrize("who", ["trainer", "coordinator"])
def test_it_counts_no_more_is_told_with_the_reason_and_stays_in_the_record(client, here, who):
    assert seat_of(here).state == "completed"
    by = getattr(here, who)
    client.force_login(by)
    client.cookies["django_language"] = "en"
    desk = reverse("courses:review_desk", args=[here.submissions[0].public_id])
    assert here.page in client.get(desk).text
    assert "“passed” is taken back" in client.get(here.page).text
    # Sent twice it is once.
    for _time in range(2):
        assert client.post(here.page, {"reason": WHY}).status_code == 302
    assert here.page not in client.get(desk).text
    seat = seat_of(here)
    assert (seat.state, seat.completions.count(), Mark.objects.count()) == ("active", 0, 0)
    said = [(one.verdict, one.feedback, one.undone_at is None) for one in Review.objects.all()]
    assert sorted(said, key=str) == [
        ("accepted", "Label terbaca.", False),
        ("revision", WHY, True),
    ]
    news = Notice.objects.filter(user=seat.user).unread().values_list("kind", flat=True)
    assert list(news) == ["revision_wanted"]
    client.force_login(seat.user)
    task = reverse(
        "courses:assignment", args=[here.batch.public_id, here.tree.assignments[0].activity_id]
    )
    assert WHY in client.get(task).text


def test_without_a_reason_nothing_is_taken_back(client, here):
    client.force_login(here.coordinator)
    assert client.post(here.page, {"reason": "  "}).status_code == 200
    assert (seat_of(here).state, Submission.objects.get().state) == ("completed", "accepted")


def test_what_was_asked_for_again_meanwhile_in_other_words_is_told(here):
    submission = Submission.objects.get()
    take_back(submission=submission, by=here.trainer, reason=WHY)
    with pytest.raises(NotAccepted):
        take_back(submission=submission, by=here.coordinator, reason="Bukan karya sendiri.")
    assert Review.objects.get(undone_at=None).feedback == WHY


def test_no_participant_takes_back_the_own(client, here):
    client.force_login(here.seats[0].user)
    assert client.post(here.page, {"reason": WHY}).status_code in {302, 403, 404}
    assert Submission.objects.get().state == "accepted"


@pytest.mark.parametrize("who", ["trainer", "coordinator"])
def test_who_did_it_by_mistake_undoes_it_and_the_work_waits_for_its_review(client, here, who):
    client.force_login(getattr(here, who))
    client.cookies["django_language"] = "en"
    client.post(here.page, {"reason": WHY})
    found = Review.objects.get(undone_at=None)
    page = client.post(reverse("courses:review_undo", args=[found.public_id]), follow=True)
    assert "The review is undone: the hand-in waits again" in page.text
    assert ("stands below" in page.text) == (who == "trainer")
    assert Submission.objects.get().state == "submitted"
    accept(Submission.objects.get(), here.trainer)
    assert seat_of(here).state == "completed"
