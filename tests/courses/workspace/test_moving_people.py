"""A person goes to another batch with what was done: looked at, with a reason, told, and back."""

import uuid

import pytest
from django.urls import reverse

from academy.core.models import AuditEntry
from academy.notify.models import Notice
from academy.notify.texts import sentence
from certificates.actions.issuing import issue
from courses.acts.locks import SeatMoved
from courses.acts.reasons import WhyMissing
from courses.admission import actions as admission
from courses.enrollment.actions import enrollments, seats
from courses.models import Attendance, BatchMove, Completion, Enrollment
from courses.programs.actions import batches
from courses.workspace.actions import moving
from tests.courses.moved import move, two_batches
from tests.factories.certificates import ProgramDesignFactory, graduate
from tests.factories.courses import (
    ApplicationFactory,
    AttendanceFactory,
    BatchFactory,
    EnrollmentFactory,
    MarkFactory,
    SessionFactory,
    days,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return two_batches()


def address(seat):
    return reverse("courses:person_move", args=[seat.public_id])


def figures(seat):
    seat.refresh_from_db()
    return seat.batch_id, seat.enrolled_at, seat.state, seat.progress, seat.attendance_percent


def test_it_is_looked_at_first_and_then_everything_goes_along_and_is_told(client, at):
    colleague = at.fourth.coordinators.exclude(pk=at.coordinator.pk).get()
    left_behind = UserFactory(coordinator=True)
    at.batch.coordinators.add(left_behind)
    work = at.submissions[0]
    client.force_login(at.coordinator)
    sent = {
        "batch": at.fourth.pk, "reason": "Jadwal panen.", "client_id": str(uuid.uuid4()),
    }  # fmt: skip
    looked = client.post(address(at.seat), sent)
    preview = looked.context["preview"]
    assert (preview.done_count, preview.counting_count, preview.mark_count) == (1, 1, 1)
    assert (preview.submission_count, preview.passes) == (1, False)
    assert not BatchMove.objects.exists()

    sent["seen"] = looked.context["form"].seen_mark()
    assert [client.post(address(at.seat), sent).status_code for _twice in range(2)] == [302, 302]

    [made] = BatchMove.objects.all()
    at.seat.refresh_from_db()
    work.refresh_from_db()
    assert (at.seat.batch, at.seat.done_count, at.seat.state) == (at.fourth, 1, "active")
    assert (work.enrollment, at.seat.completions.count()) == (at.seat, 1)
    assert Enrollment.objects.filter(user=at.person).count() == 1
    told = {notice.user: sentence(notice) for notice in Notice.objects.filter(key__contains="move")}
    assert set(told) == {at.person, colleague, left_behind}
    assert "Angkatan IV" in told[at.person]
    assert told[at.person].endswith("Jadwal panen.")
    entry = AuditEntry.objects.about(at.seat).get(verb="person moved")
    assert entry.data == {"move": made.pk, "before": at.batch.pk, "after": at.fourth.pk}
    page = client.get(reverse("courses:person", args=[at.seat.public_id])).content.decode()
    assert "Dari Angkatan III ke Angkatan IV" in page
    assert "Jadwal panen." in page


def test_attendance_counts_at_the_same_session_and_stays_history_at_others(at):
    kept, other = (
        SessionFactory(batch=at.batch, title=title, held=True) for title in ("Foto 1", "Bazar")
    )
    twin = SessionFactory(batch=at.fourth, title="foto  1", held=True)
    to_come = SessionFactory(batch=at.fourth, title="Bazar")
    SessionFactory(batch=at.fourth, title="Lainnya", held=True)
    for session in (kept, other):
        AttendanceFactory(session=session, enrollment=at.seat)
    before = figures(at.seat)
    move(at)
    # One that was held before this person came is not asked for.
    assert figures(at.seat)[-1] == 100
    rows = Attendance.objects.filter(enrollment=at.seat).values_list("session", "source")
    assert set(rows) == {(kept.pk, "roster"), (other.pk, "roster"), (twin.pk, "moved")}
    assert not to_come.attendance.exists()

    move(at, at.batch)
    after = figures(at.seat)
    assert after[:3] == before[:3]
    assert after[-1] == 100
    assert set(at.seat.attendance.values_list("session", flat=True)) == {kept.pk, other.pk}


def test_who_passes_by_the_move_alone_goes_back_as_one_who_learns(at):
    MarkFactory(enrollment=at.seat, activity=at.tree.assignments[0])
    for batch in (at.batch, at.fourth):
        batches.set_rule(
            batch=batch, by=at.coordinator, final_assignment_accepted=False,
            all_activities=batch == at.batch, minimum_mark=None if batch == at.batch else 10,
        )  # fmt: skip
    move(at)
    assert figures(at.seat)[2] == "completed"
    move(at, at.batch)
    assert figures(at.seat)[2] == "active"
    assert not at.seat.is_eligible
    assert at.seat.completed_at is None


def test_what_cannot_be_moved_is_refused_in_words_and_nothing_changes(client, at):
    ProgramDesignFactory(program=at.batch.program)
    printed = issue(graduate(at.batch), by=at.coordinator, early_reason="Diminta dinas").enrollment
    attended = EnrollmentFactory(batch=at.batch)
    AttendanceFactory(session=SessionFactory(batch=at.batch, held=True), enrollment=attended)
    issue(attended, by=at.coordinator, kind="attendance", early_reason="Diminta dinas")
    of = {
        state: EnrollmentFactory(batch=at.batch, state=state)
        for state in ("failed", "withdrawn", "completed")
    }
    was_there = EnrollmentFactory(batch=at.batch)
    EnrollmentFactory(batch=at.fourth, user=was_there.user, state="withdrawn")
    own = EnrollmentFactory(batch=at.batch, user=at.coordinator)
    full = BatchFactory(program=at.batch.program, seats=1, coordinators=[at.coordinator])
    EnrollmentFactory(batch=full)
    over = BatchFactory(
        program=at.batch.program, coordinators=[at.coordinator],
        starts_on=at.batch.starts_on - days(90), ends_on=at.batch.starts_on - days(1),
    )  # fmt: skip
    foreign = BatchFactory(program=at.batch.program)
    elsewhere = BatchFactory(coordinators=[at.coordinator])
    for refusal, given in (
        (WhyMissing, {"reason": " "}),
        (moving.NotBoth, {"to": foreign}),
        (moving.NotBoth, {"by": UserFactory(coordinator=True)}),
        (moving.OtherProgram, {"to": elsewhere}),
        (moving.OtherProgram, {"to": at.batch}),
        (seats.BatchFull, {"to": full}),
        (seats.BatchEnded, {"to": over}),
        (seats.HadSeat, {"enrollment": was_there}),
        (enrollments.OwnSeat, {"enrollment": own}),
        (moving.NotLearning, {"enrollment": of["failed"]}),
        (moving.NotLearning, {"enrollment": of["withdrawn"]}),
        (moving.HasPassed, {"enrollment": of["completed"]}),
        (moving.HasPassed, {"enrollment": printed}),
        (moving.Issued, {"enrollment": attended}),
    ):
        with pytest.raises(refusal):
            move(at, **given)
    assert not BatchMove.objects.exists()
    client.force_login(at.coordinator)
    assert attended.certificates.get().number in client.get(address(attended)).content.decode()
    # What is over, foreign or of another program is not offered.
    choices = client.get(address(at.seat)).context["form"].fields["batch"].queryset
    assert set(choices) == {at.fourth, full}
    answer = client.post(address(at.seat), {"batch": full.pk, "reason": "Panen."})
    assert "batch" in answer.context["form"].errors


def test_a_page_opened_before_somebody_else_moved_the_person_does_nothing(client, at):
    stale = Enrollment.objects.get(pk=at.seat.pk)
    fifth = BatchFactory(program=at.batch.program, coordinators=[at.coordinator])
    client.force_login(at.coordinator)
    sent = {"batch": fifth.pk, "reason": "Panen."}
    sent["seen"] = client.post(address(at.seat), sent).context["form"].seen_mark()
    accepted = ApplicationFactory(batch=at.batch, user=at.person, state="accepted")
    Enrollment.objects.filter(pk=stale.pk).update(application=accepted)
    move(at)
    # It is looked at again, from where the person is now.
    assert client.post(address(at.seat), sent).context["enrollment"].batch == at.fourth
    for act in (
        lambda: enrollments.withdraw_enrollment(enrollment=stale, by=at.coordinator, reason="x"),
        lambda: enrollments.fail(enrollment=stale, by=at.coordinator),
        lambda: admission.undo(application=accepted, by=at.coordinator),
        lambda: move(at, enrollment=stale),
    ):
        with pytest.raises(SeatMoved):
            act()
    at.seat.refresh_from_db()
    assert (at.seat.batch, at.seat.state) == (at.fourth, "active")


def test_work_that_a_handset_kept_for_the_batch_before_arrives_in_the_new_one(client, at):
    lesson, quiz = at.tree.lessons[0], at.tree.quizzes[0]
    at.seat.completions.all().delete()
    client.force_login(at.person)
    old = at.batch.public_id
    client.post(reverse("courses:quiz_start", args=[old, quiz.activity_id]))
    attempt = at.seat.attempts.get()
    move(at)
    client.post(reverse("courses:lesson_finish", args=[old, lesson.activity_id]))
    ids = [old, quiz.activity_id, attempt.public_id]
    client.post(reverse("courses:attempt_submit", args=ids), {"confirmed": "1"})
    attempt.refresh_from_db()
    assert attempt.state == "marked"
    assert Completion.objects.filter(enrollment=at.seat, activity=lesson).exists()
    assert client.get(reverse("courses:outline", args=[old])).status_code == 200
