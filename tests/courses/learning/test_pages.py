"""Every page of a participant opens, for the own seat alone."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.learning import actions as progress
from courses.learning.queries.way import read
from courses.quizzes.actions import start_attempt, submit_attempt
from tests.courses.seats import seat
from tests.factories.courses import (
    ApplicationFactory,
    BatchFactory,
    EnrollmentFactory,
    ModuleScheduleFactory,
    SubmissionFactory,
    days,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def address_of(name, enrollment, *more):
    return reverse(f"courses:{name}", args=[enrollment.batch.public_id, *more])


def test_every_page_of_a_course_opens_for_its_participant(client):
    enrollment, _tree = seat()
    client.force_login(enrollment.user)
    addresses = [place.step.url for place in read(enrollment).places()]
    addresses += ["/belajar/", "/belajar/jadwal/"]
    addresses += [address_of(name, enrollment) for name in ("outline", "marks")]
    answers = {address: client.get(address).status_code for address in addresses}
    assert set(answers.values()) == {200}, answers


def test_nothing_opens_for_somebody_else(client):
    enrollment, tree = seat()
    attempt = start_attempt(enrollment=enrollment, quiz=tree.quizzes[0], client_id=uuid.uuid4())
    quiz_id = tree.quizzes[0].activity_id
    other, _tree = seat()
    client.force_login(other.user)
    addresses = [place.step.url for place in read(enrollment).places()]
    addresses += [address_of(name, enrollment) for name in ("outline", "marks")]
    addresses += [address_of("attempt", enrollment, quiz_id, attempt.public_id)]
    # One's own batch does not open the activities of another one.
    addresses += [address_of("lesson", other, tree.lessons[0].activity_id)]
    answers = {address: client.get(address).status_code for address in addresses}
    assert set(answers.values()) == {404}, answers


def test_a_visitor_is_asked_to_sign_in(client):
    enrollment, _tree = seat()
    answer = client.get(address_of("outline", enrollment))
    assert answer.status_code == 302
    assert answer.url.startswith("/masuk/")


def test_who_has_one_batch_goes_straight_to_its_courses(client):
    enrollment, _tree = seat()
    client.force_login(enrollment.user)
    assert client.get("/belajar/kursus/").url == address_of("outline", enrollment)
    EnrollmentFactory(user=enrollment.user, batch=BatchFactory(name="Angkatan percobaan"))
    assert "Angkatan percobaan" in client.get("/belajar/kursus/").text


def test_several_seats_can_be_chosen_from_on_the_home_page(client):
    enrollment, _tree = seat()
    other = EnrollmentFactory(user=enrollment.user, batch=BatchFactory(name="Angkatan percobaan"))
    client.force_login(enrollment.user)
    chosen = client.get("/belajar/", {"angkatan": str(other.batch.public_id)})
    assert chosen.context["enrollment"] == other
    assert chosen.context["others"] == [enrollment]


def test_without_a_seat_the_home_page_leads_to_the_application(client):
    application = ApplicationFactory()
    client.force_login(application.user)
    answer = client.get("/belajar/")
    assert reverse("courses:application_status", args=[application.public_id]) in answer.text
    client.force_login(UserFactory())
    assert reverse("courses:batches") in client.get("/belajar/").text


def test_the_first_visit_says_that_one_has_come(client):
    enrollment, tree = seat()
    client.force_login(enrollment.user)
    client.get("/belajar/")
    enrollment.refresh_from_db()
    assert enrollment.first_seen_at is None
    answer = client.post(address_of("begin", enrollment))
    enrollment.refresh_from_db()
    assert answer.url == address_of("lesson", enrollment, tree.lessons[0].activity_id)
    assert enrollment.first_seen_at is not None


def test_finishing_a_lesson_leads_to_what_follows(client):
    enrollment, tree = seat()
    client.force_login(enrollment.user)
    answer = client.post(address_of("lesson_finish", enrollment, tree.lessons[0].activity_id))
    assert answer.url == address_of("lesson", enrollment, tree.lessons[1].activity_id)
    answer = client.post(address_of("lesson_finish", enrollment, tree.lessons[1].activity_id))
    assert answer.url == address_of("quiz", enrollment, tree.quizzes[0].activity_id)


def test_a_locked_module_says_when_it_opens(client):
    enrollment, tree = seat()
    client.force_login(enrollment.user)
    opens_at = dt.datetime(2999, 2, 3, 12, 30, tzinfo=dt.UTC)
    ModuleScheduleFactory(batch=enrollment.batch, module=tree.modules[1], opens_at=opens_at)
    answer = client.get(address_of("lesson", enrollment, tree.lessons[2].activity_id), follow=True)
    assert answer.redirect_chain == [(address_of("outline", enrollment), 302)]
    assert "3 Februari 2999, 19.30" in answer.text


def test_a_closed_module_can_be_read_and_not_finished(client):
    enrollment, tree = seat()
    client.force_login(enrollment.user)
    ModuleScheduleFactory(
        batch=enrollment.batch, module=tree.modules[0], closes_at=timezone.now() - days(1)
    )
    lesson_id = tree.lessons[0].activity_id
    answer = client.get(address_of("lesson", enrollment, lesson_id))
    assert "Cahaya datang dari samping." in answer.text
    assert address_of("lesson_finish", enrollment, lesson_id) not in answer.text


def test_a_large_lesson_says_its_size_before_it_is_sent(client):
    enrollment, tree = seat()
    client.force_login(enrollment.user)
    enrollment.batch.data_budget = 10
    enrollment.batch.save()
    address = address_of("lesson", enrollment, tree.lessons[0].activity_id)
    assert "Cahaya datang dari samping." not in client.get(address).text
    assert "Cahaya datang dari samping." in client.get(address, {"buka": "1"}).text


def test_the_place_where_one_stopped_is_offered(client):
    enrollment, tree = seat()
    client.force_login(enrollment.user)
    lesson_id = tree.lessons[0].activity_id
    answer = client.post(address_of("lesson_position", enrollment, lesson_id), {"anchor": "jam"})
    assert answer.status_code == 204
    assert 'href="#jam"' in client.get(address_of("lesson", enrollment, lesson_id)).text


def test_finished_work_stays_visible_when_it_was_unpublished(
    client, django_capture_on_commit_callbacks
):
    enrollment, tree = seat()
    client.force_login(enrollment.user)
    client.get(address_of("outline", enrollment))
    progress.finish_lesson(enrollment=enrollment, lesson=tree.lessons[0], client_id=uuid.uuid4())
    attempt = submit_attempt(
        attempt=start_attempt(enrollment=enrollment, quiz=tree.quizzes[0], client_id=uuid.uuid4())
    )
    with django_capture_on_commit_callbacks(execute=True):
        for page in (tree.lessons[0], tree.quizzes[0]):
            page.unpublish()
    outline = client.get(address_of("outline", enrollment))
    assert [step.activity.title for step in outline.context["learning"].elsewhere] == [
        "Materi 1.1",
        "Kuis modul 1",
    ]
    lesson_id, quiz_id = tree.lessons[0].activity_id, tree.quizzes[0].activity_id
    assert client.get(address_of("lesson", enrollment, lesson_id)).status_code == 410
    assert client.get(address_of("quiz", enrollment, quiz_id)).status_code == 200
    result = address_of("attempt_result", enrollment, quiz_id, attempt.public_id)
    assert client.get(result).status_code == 200


def test_who_left_sees_results_and_no_lessons(client):
    enrollment, tree = seat()
    enrollment.state = "withdrawn"
    enrollment.save()
    client.force_login(enrollment.user)
    lesson = address_of("lesson", enrollment, tree.lessons[0].activity_id)
    assert client.get(lesson).status_code == 403
    assert client.get(address_of("marks", enrollment)).status_code == 200


@pytest.mark.parametrize("state", ["withdrawn", "replaced"])
def test_who_left_reads_the_results_of_finished_quizzes_and_no_other_questions(client, state):
    enrollment, tree = seat(modules=3)
    finished, begun = (
        start_attempt(enrollment=enrollment, quiz=quiz, client_id=uuid.uuid4())
        for quiz in tree.quizzes[:2]
    )
    submit_attempt(attempt=finished)
    enrollment.refresh_from_db()
    enrollment.state = state
    enrollment.save()
    client.force_login(enrollment.user)

    def answer(name, quiz, *attempt):
        ids = [item.public_id for item in attempt]
        return client.get(address_of(name, enrollment, quiz.activity_id, *ids))

    first, second, third = tree.quizzes
    assert "Dari samping" in answer("attempt_result", first, finished).text
    assert answer("quiz", first).status_code == 200
    assert answer("attempt_result", second, begun).url == address_of(
        "attempt", enrollment, second.activity_id, begun.public_id
    )
    closed = (answer("attempt", second, begun), answer("quiz", second), answer("quiz", third))
    assert [page.status_code for page in closed] == [403, 403, 403]
    assert all("Dari samping" not in page.text for page in closed)
    form = {"client_id": str(uuid.uuid4()), "happened_at": ""}
    for quiz in tree.quizzes:
        started = client.post(address_of("quiz_start", enrollment, quiz.activity_id), form)
        assert client.get(started.url).text.count("Dari samping") == 0
    assert enrollment.attempts.count() == 2


def test_who_left_reads_an_assignment_only_beside_what_was_handed_in(client):
    enrollment, tree = seat()
    enrollment.state = "withdrawn"
    enrollment.save()
    client.force_login(enrollment.user)
    page = address_of("assignment", enrollment, tree.assignments[0].activity_id)
    assert client.get(page).status_code == 403
    SubmissionFactory(enrollment=enrollment, assignment=tree.assignments[0])
    assert client.get(page).status_code == 200


def test_markup_in_answers_and_names_is_shown_as_text(client):
    enrollment, _tree = seat()
    enrollment.user.full_name = "<script>alert(1)</script>"
    enrollment.user.save()
    client.force_login(enrollment.user)
    assert "<script>alert(1)" not in client.get("/belajar/").text
