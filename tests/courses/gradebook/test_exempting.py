"""Somebody need not do an activity; and how far a batch is with its tasks."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from academy.core.models import AuditEntry
from academy.notify.models import Notice
from courses.acts.reasons import WhyMissing
from courses.completion import actions as completion
from courses.completion.queries import evaluate
from courses.gradebook.actions import exempting
from courses.gradebook.queries.tasks import batch_tasks
from courses.learning.queries.marks import marks_of
from courses.models import CompletionRule, Enrollment, Exemption
from courses.programs.actions import batches
from tests.courses.world import world
from tests.factories.courses import (
    CompletionFactory,
    EnrollmentFactory,
    MarkFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    """One person who has done all but the quiz, where a mean of 70 is asked for."""
    made = world(1)
    CompletionRule.objects.create(batch=made.batch, minimum_mark=70)
    made.quiz, made.work = made.tree.quizzes[0], made.tree.assignments[0]
    [made.seat] = made.seats
    for activity in (made.tree.lessons[0], made.work):
        CompletionFactory(enrollment=made.seat, activity=activity)
    MarkFactory(enrollment=made.seat, activity=made.work, value=75)
    completion.refresh(made.seat)
    return made


def exempt(here, **more):
    return exempting.exempt(
        **{
            "enrollment": here.seat, "activity": here.quiz, "by": here.coordinator,
            "reason": "Sakit.",
        }
        | more
    )  # fmt: skip


def seat_of(here):
    return Enrollment.objects.get(pk=here.seat.pk)


def test_what_one_need_not_do_is_not_demanded_and_does_not_count(here):
    assert seat_of(here).state == "active"
    made = exempt(here)
    seat = seat_of(here)
    assert (seat.state, seat.progress, seat.mean_mark) == ("completed", 100, Decimal(75))
    assert AuditEntry.objects.about(seat).filter(verb="exempted").get().data == {
        "activity": here.quiz.pk, "exemption": made.pk,
    }  # fmt: skip
    assert Notice.objects.filter(user=seat.user, kind="exempted").count() == 1


def test_a_mark_that_one_is_exempt_from_counts_no_more_and_what_was_done_stays(here):
    CompletionFactory(enrollment=here.seat, activity=here.quiz)
    MarkFactory(enrollment=here.seat, activity=here.quiz, value=5)
    completion.refresh(here.seat)
    assert seat_of(here).mean_mark == 40
    exempt(here)
    seat = seat_of(here)
    assert (seat.mean_mark, seat.done_count, seat.required_count) == (Decimal(75), 3, 3)


def said_of(seat):
    """Return what the list says of each demand: whether it is met, and how far one is."""
    found = {item.key: (item.is_met, item.detail) for item in evaluate(seat)}
    return found["activities"], found["mark"]


def test_who_need_not_do_anything_that_is_marked_passes_on_the_rest(here):
    here.seat.marks.all().delete()
    exempt(here)
    exempt(here, activity=here.work)
    seat = seat_of(here)
    assert (seat.state, seat.mean_mark) == ("completed", None)
    assert said_of(seat) == (
        (True, "2 dari 2 selesai"),
        (True, "Dibebaskan dari semua yang dinilai"),
    )


def test_who_need_not_do_anything_has_passed_and_reads_that_and_not_nothing_of_nothing(here):
    here.seat.completions.all().delete()
    here.seat.marks.all().delete()
    given = [exempt(here, activity=one) for one in (here.tree.lessons[0], here.quiz, here.work)]
    seat = seat_of(here)
    assert (seat.state, seat.progress) == ("completed", 100)
    assert said_of(seat) == (
        (True, "Dibebaskan dari semua yang diminta"),
        (True, "Dibebaskan dari semua yang dinilai"),
    )
    # Taken back it asks nothing of who has passed, and the list goes on saying so.
    for one in given:
        exempting.end_exemption(exemption=one, by=here.coordinator)
    seat = seat_of(here)
    assert (seat.state, [met for met, _said in said_of(seat)]) == ("completed", [True, True])


def test_it_can_be_ended_and_what_was_reached_stays(here):
    made = exempt(here)
    for _time in range(2):
        exempting.end_exemption(exemption=made, by=here.coordinator)
    assert seat_of(here).state == "completed"
    assert AuditEntry.objects.about(here.seat).filter(verb="exemption ended").count() == 1


def test_ended_before_the_rule_was_met_it_is_asked_again(here):
    CompletionRule.objects.filter(batch=here.batch).update(minimum_mark=90)
    here.batch.end_plan()
    made = exempt(here)
    assert seat_of(here).required_count == 2
    exempting.end_exemption(exemption=made, by=here.coordinator)
    assert (seat_of(here).required_count, seat_of(here).state) == (3, "active")
    exempt(here)
    assert Exemption.objects.count() == 2


def test_what_cannot_be_given_is_refused_in_words(here):
    for refusal, sent in (
        (exempting.OwnExemption, {"by": here.seat.user}),
        (WhyMissing, {"reason": " "}),
    ):
        with pytest.raises(refusal):
            exempt(here, **sent)
    exempt(here)
    with pytest.raises(exempting.ExemptAlready):
        exempt(here)


def test_on_the_page_it_is_given_once_and_ended(client, here):
    client.force_login(here.trainer)
    url = reverse("courses:exempt", args=[here.seat.public_id, here.quiz.activity_id])
    sent = {"reason": "Dirawat.", "client_id": uuid.uuid4()}
    assert [client.post(url, sent).status_code for _time in range(2)] == [302, 302]
    assert Exemption.objects.valid().count() == 1
    assert "Dirawat." in client.get(url).content.decode()
    client.post(url, {"end": "1"})
    assert not Exemption.objects.valid().exists()


def test_the_page_of_a_person_leads_to_every_correction(client, here):
    client.force_login(here.coordinator)
    page = client.get(reverse("courses:person_marks", args=[here.seat.public_id])).content.decode()
    for name, activity in (("mark_correct", here.work), ("exempt", here.quiz)):
        args = [here.seat.public_id, activity.activity_id]
        assert reverse(f"courses:{name}", args=args) in page
    assert 'data-mean="75"' in page


def test_a_participant_reads_what_counts_and_what_can_still_be_reached(client, here):
    client.force_login(here.seat.user)
    client.cookies["django_language"] = "en"
    url = reverse("courses:marks", args=[here.batch.public_id])
    page = " ".join(client.get(url).content.decode().split())
    assert "between 37.5" in page or "between 37,5" in page
    assert "at least 65 in each" in page
    CompletionRule.objects.filter(batch=here.batch).update(minimum_mark=90)
    here.batch.end_plan()
    assert "can no longer be reached" in client.get(url).content.decode()
    exempt(here, reason="Menginap di rumah sakit.")
    assert "Menginap di rumah sakit." in client.get(url).content.decode()


def test_shares_of_the_mean_are_a_hundred_percent_without_what_is_left_out(here):
    batches.set_weights(batch=here.batch, by=here.coordinator, weights={here.work.pk: Decimal(3)})
    shares = [row.share for row in marks_of(seat_of(here)).rows]
    assert shares == [25, 75]
    batches.set_rule(batch=here.batch, by=here.coordinator, dropped_quizzes=1)
    found = marks_of(seat_of(here))
    assert [(row.share, row.is_dropped) for row in found.rows] == [(None, True), (100, False)]


def test_other_weights_are_shown_before_they_are_saved(client, here):
    MarkFactory(enrollment=here.seat, activity=here.quiz, value=25)
    completion.refresh(here.seat)
    client.force_login(here.coordinator)
    url = reverse("courses:batch_activities", args=[here.batch.public_id])
    sent = {f"weight_{here.quiz.pk}": "1", f"weight_{here.work.pk}": "3", "action": "weights"}
    asked = client.post(url, sent).content.decode()
    assert ("50" in asked, "62,5" in asked) == (True, True)
    assert seat_of(here).mean_mark == 50
    # Other weights than those that were shown are shown first, too.
    assert client.post(url, sent | {"seen": "1:1"}).status_code == 200
    client.post(url, sent | {"seen": f"{here.work.pk}:3"})
    assert seat_of(here).mean_mark == Decimal("62.5")


def test_a_batch_sees_what_has_come_what_waits_and_who_is_missing(client, here):
    others = [EnrollmentFactory(batch=here.batch) for _number in range(3)]
    SubmissionFactory(enrollment=others[0], assignment=here.work)
    SubmissionFactory(enrollment=others[1], assignment=here.work, state="revision")
    exempt(here, enrollment=others[2], activity=here.work)
    exempt(here, enrollment=others[2])
    tasks = {task.activity.title: task for task in batch_tasks(here.batch).tasks}
    work, quiz = tasks[here.work.title], tasks[here.quiz.title]
    assert (
        work.done_count, work.waiting_count, work.revision_count, work.exempt_count,
        work.missing_count,
    ) == (1, 1, 1, 1, 0)  # fmt: skip
    assert (quiz.done_count, quiz.exempt_count, quiz.missing_count) == (0, 1, 3)
    client.force_login(here.coordinator)
    page = client.get(reverse("courses:batch_tasks", args=[here.batch.public_id]))
    link = f"?missing={here.quiz.activity_id.hex[:8]}"
    assert link in page.content.decode()
    listed = client.get(reverse("courses:gradebook", args=[here.batch.public_id]) + link)
    assert listed.content.decode().count('<tr><th scope="row">') == quiz.missing_count


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_of_a_batch_cost_as_many_queries_for_more_people(
    client, count, django_assert_num_queries
):
    made = world(count)
    client.force_login(made.coordinator)
    url = reverse("courses:batch_tasks", args=[made.batch.public_id])
    client.get(url)
    with django_assert_num_queries(14):
        client.get(url)
