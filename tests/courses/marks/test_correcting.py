"""A mark found wrong is set right, with a reason that everybody concerned reads."""

import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from academy.core.models import AuditEntry
from academy.notify.models import Notice
from academy.notify.texts import sentence
from cms.models import CourseTrainer
from courses.acts.reasons import WhyMissing
from courses.completion import actions as completion
from courses.enrollment.actions.enrollments import readmit
from courses.marks import actions
from courses.models import Completion, CompletionRule, Enrollment, Mark, MarkCorrection
from courses.quizzes import actions as quizzes
from tests.courses.seats import seat
from tests.factories.courses import CompletionFactory, MarkFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True)


@pytest.fixture
def trainer():
    return UserFactory(trainer=True)


@pytest.fixture
def at(coordinator, trainer):
    """A seat whose work was accepted with 85 an hour ago, where 70 is enough."""
    enrollment, tree = seat(modules=1, lessons=0, quiz=False)
    enrollment.batch.coordinators.add(coordinator)
    CourseTrainer.objects.create(course=tree.course, user=trainer)
    CompletionRule.objects.create(batch=enrollment.batch, minimum_mark=70)
    [work] = tree.assignments
    CompletionFactory(enrollment=enrollment, activity=work)
    MarkFactory(enrollment=enrollment, activity=work, value=85)
    completion.refresh(enrollment)
    return enrollment, work


def correct(at, by, mark, *, shown=85, reason="Nilai tertukar.", **more):
    enrollment, activity = at
    return actions.correct(
        enrollment=enrollment,
        activity=activity,
        by=by,
        mark=Decimal(mark),
        shown=None if shown is None else Decimal(shown),
        reason=reason,
        **more,
    )


def state_of(at):
    found = Enrollment.objects.get(pk=at[0].pk)
    return found.state, found.mean_mark


def test_a_corrected_mark_counts_is_kept_in_history_and_told(at, coordinator):
    made = correct(at, coordinator, 90)
    assert state_of(at) == ("completed", Decimal(90))
    assert (made.before, made.after, made.corrected_by) == (85, 90, coordinator)
    notice = Notice.objects.get(user=at[0].user)
    assert sentence(notice).endswith("Nilai tertukar.")
    entry = AuditEntry.objects.about(at[0]).get(verb="mark corrected")
    # Ids and figures: the reason is free text about a person.
    assert entry.data == {
        "activity": at[1].pk, "correction": made.pk, "before": "85.00", "after": "90",
    }  # fmt: skip


def test_what_was_reached_stays_unless_it_rested_on_the_wrong_mark(at, coordinator):
    correct(at, coordinator, 75)
    assert state_of(at) == ("completed", Decimal(75))
    with pytest.raises(actions.TakesBack):
        correct(at, coordinator, 40, shown=75)
    assert state_of(at) == ("completed", Decimal(75))
    assert (MarkCorrection.objects.count(), Notice.objects.count()) == (1, 1)
    correct(at, coordinator, 40, shown=75, may_take_back=True)
    assert state_of(at) == ("active", Decimal(40))
    # The work itself was done, and stays so.
    assert Completion.objects.filter(enrollment=at[0], activity=at[1]).exists()


def test_after_the_batch_was_closed_a_corrected_mark_still_leads_to_passing(at, coordinator):
    enrollment, _work = at
    Mark.objects.update(value=40)
    Enrollment.objects.update(
        state="failed", is_eligible=False, eligible_at=None, completed_at=None
    )
    correct(at, coordinator, 80, shown=40)
    assert state_of(at) == ("failed", Decimal(80))
    readmit(enrollment=enrollment, by=coordinator)
    assert state_of(at) == ("completed", Decimal(80))


def test_work_accepted_without_a_mark_gets_one(at, coordinator):
    Mark.objects.all().delete()
    assert correct(at, coordinator, 80, shown=None).before is None
    assert state_of(at)[1] == 80


def test_what_cannot_be_corrected_is_refused_in_words(at, coordinator):
    for refusal, sent in (
        (actions.OwnMark, {"by": at[0].user}),
        (WhyMissing, {"reason": "  "}),
        (actions.SameMark, {"mark": 85}),
        (actions.MarkChanged, {"shown": 60}),
    ):
        with pytest.raises(refusal):
            correct(at, **{"by": coordinator, "mark": 70} | sent)
    Mark.objects.all().delete()
    Completion.objects.all().delete()
    with pytest.raises(actions.NothingToCorrect):
        correct(at, coordinator, 70, shown=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        MarkCorrection.objects.create(
            enrollment=at[0], activity=at[1], after=70, reason="", corrected_by=coordinator,
            corrected_at=timezone.now(),
        )  # fmt: skip


def test_a_quiz_whose_key_was_wrong_is_passed_and_a_new_attempt_takes_nothing_back():
    enrollment, tree = seat(modules=1, lessons=0, assignment=False)
    [quiz] = tree.quizzes
    coordinator = UserFactory(coordinator=True)

    def attempt():
        found = quizzes.start_attempt(enrollment=enrollment, quiz=quiz, client_id=uuid.uuid4())
        return quizzes.submit_attempt(attempt=found)

    assert attempt().mark == 0
    correct((enrollment, quiz), coordinator, 90, shown=0)
    assert Completion.objects.filter(enrollment=enrollment, activity=quiz).exists()
    attempt()
    assert Mark.objects.get(enrollment=enrollment, activity=quiz).value == 90
    # Corrected downwards, an earlier attempt does not come back either.
    correct((enrollment, quiz), coordinator, 10, shown=90)
    Enrollment.objects.get(pk=enrollment.pk).attempts.update(mark=100)
    attempt()
    assert Mark.objects.get(enrollment=enrollment, activity=quiz).value == 10


def test_trainer_and_coordinator_correct_it_on_a_page_and_nobody_else(
    client, at, coordinator, trainer
):
    url = reverse("courses:mark_correct", args=[at[0].public_id, at[1].activity_id])
    sent = {
        "mark": "90,5",
        "shown": "85.00",
        "reason": "Foto kedua terlewat.",
        "client_id": uuid.uuid4(),
    }
    for user, status in (
        (UserFactory(trainer=True), 404),
        (UserFactory(coordinator=True), 404),
        (at[0].user, 403),
    ):
        client.force_login(user)
        assert client.post(url, sent).status_code == status
    for user, mark in ((trainer, "90,5"), (coordinator, "91")):
        client.force_login(user)
        shown = str(Mark.objects.get().value)
        answer = client.post(
            url, sent | {"mark": mark, "shown": shown, "client_id": uuid.uuid4()}, follow=True
        )
        assert answer.status_code == 200
    assert Mark.objects.get().value == 91
    assert MarkCorrection.objects.count() == 2
    assert answer.content.decode().count("Foto kedua terlewat.") == 2


def test_sent_twice_it_is_corrected_once(client, at, coordinator):
    client.force_login(coordinator)
    url = reverse("courses:mark_correct", args=[at[0].public_id, at[1].activity_id])
    sent = {"mark": "90", "shown": "85.00", "reason": "Salah ketik.", "client_id": uuid.uuid4()}
    assert [client.post(url, sent).status_code for _ in range(2)] == [302, 302]
    assert MarkCorrection.objects.count() == 1


def test_the_page_asks_before_what_was_reached_is_taken_back(client, at, coordinator):
    client.force_login(coordinator)
    url = reverse("courses:mark_correct", args=[at[0].public_id, at[1].activity_id])
    sent = {"mark": "40", "shown": "85.00", "reason": "Salah ketik.", "client_id": uuid.uuid4()}
    asked = client.post(url, sent).content.decode()
    assert 'type="checkbox" name="may_take_back"' in asked
    assert state_of(at) == ("completed", Decimal(85))
    client.post(url, sent | {"may_take_back": "on"})
    assert state_of(at) == ("active", Decimal(40))


def test_the_participant_reads_what_was_corrected_and_why(client, at, coordinator):
    correct(at, coordinator, 90, reason="Foto kedua terlewat.")
    client.force_login(at[0].user)
    page = client.get(reverse("courses:marks", args=[at[0].batch.public_id])).content.decode()
    assert "Foto kedua terlewat." in page
    assert coordinator.full_name not in page
