"""Whatever happens in whatever order: figures are true, within bounds, and nothing is lost.

A quick look in every run; `HYPOTHESIS_PROFILE=long` looks at many more.
"""

import datetime as dt
import os
import uuid
from decimal import Decimal

import pytest
from celery import current_app
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test
from wagtail.models import Page

from cms.models import LessonPage, ModulePage, QuizPage
from courses.assignments.actions.reviews import review, undo_review
from courses.assignments.actions.submissions import hand_in, start_submission
from courses.attendance.actions.ledger import note
from courses.attendance.actions.sessions import call_off, restore, save_session
from courses.completion import actions, queries, rules
from courses.completion.actions import STORED
from courses.enrollment.actions.enrollments import fail, readmit, withdraw_enrollment
from courses.learning.actions import finish_lesson
from courses.models import Enrollment, EnrollmentState, Review, Session, Submission
from courses.models.seats.enrollment import SEAT_LEFT
from courses.programs.actions import batches, schedule
from courses.programs.queries.schedule import ModuleDates
from courses.quizzes.actions import start_attempt, submit_attempt
from courses.quizzes.rules.answers import Answer
from tests.courses.completion.machine import Machine
from tests.courses.world import world
from tests.factories.cms import LessonPageFactory, ModulePageFactory, QuizPageFactory
from tests.factories.cms import questions_for as ask
from tests.factories.course_tree import course_tree
from tests.factories.courses import EnrollmentFactory, SessionFactory, SubmissionFileFactory

pytestmark = pytest.mark.django_db

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
EXAMPLES, STEPS = (60, 40) if LONG else (8, 20)

one = st.integers(0, 5)
mark = st.sampled_from(["0", "69.99", "70", "85.5", "100"]).map(Decimal)
status = st.sampled_from(["present", "excused", "ill", "absent", ""])
percent = st.sampled_from([None, Decimal(0), Decimal(50), Decimal(75), Decimal(100)])


class Academy(Machine):
    """Everything that happens to a batch, in any order."""

    # Acts of participants and of those who work with them.

    @rule(who=one, which=one)
    def finish_a_lesson(self, who, which):
        lesson = self.pick(LessonPage, which)
        self.act(finish_lesson, enrollment=self.seat(who), lesson=lesson, client_id=uuid.uuid4())

    @rule(who=one, which=one, right=st.integers(0, 2))
    def take_a_quiz(self, who, which, right):
        quiz = self.pick(QuizPage, which)
        attempt = self.act(
            start_attempt, enrollment=self.seat(who), quiz=quiz, client_id=uuid.uuid4()
        )
        if attempt is not None:
            answers = []
            for row in attempt.answers.all():
                options = [
                    option
                    for option, said in row.key["options"].items()
                    if said["correct"] == (row.position <= right)
                ]
                answers.append(Answer(row.position, {"options": options[:1]}))
            self.act(submit_attempt, attempt=attempt, answers=answers)

    @rule(who=one)
    def hand_in_work(self, who):
        draft = self.act(
            start_submission,
            enrollment=self.seat(who),
            assignment=self.here.tree.assignments[0],
            client_id=uuid.uuid4(),
        )
        if draft is not None:
            SubmissionFileFactory(submission=draft)
            self.act(hand_in, submission=draft, note="", is_own=True, client_id=uuid.uuid4())

    @rule(who=one, verdict=st.sampled_from(["accepted", "accepted", "revision"]), mark=mark)
    def review_work(self, who, verdict, mark):
        waiting = Submission.objects.waiting().filter(enrollment=self.seat(who)).first()
        if waiting is not None:
            self.act(
                review, submission=waiting, by=self.here.trainer, verdict=verdict,
                handed_in_at=waiting.submitted_at,
                mark=mark if verdict == "accepted" else None, scores=[], feedback="Bagus.",
                client_id=uuid.uuid4(),
            )  # fmt: skip

    @rule(who=one)
    def undo_the_last_review(self, who):
        found = Review.objects.filter(submission__enrollment=self.seat(who)).last()
        if found is None:
            return
        undone = self.act(undo_review, found=found, by=self.here.trainer)
        if undone is not None:
            self.corrected.add(undone.enrollment_id)
            self.undone.add((undone.enrollment_id, undone.assignment_id))

    @rule(who=one, which=one, status=status)
    def note_attendance(self, who, which, status):
        seat, session = self.seat(who), self.pick(Session, which)
        counted = rules.counted_statuses(queries.rule_of(self.batch))
        old = session.attendance.filter(enrollment=seat).values_list("status", flat=True).first()
        done = self.act(
            note, session=session, statuses={seat.pk: status}, by=self.here.coordinator,
            source="roster",
        )  # fmt: skip
        if done and old in counted and status not in counted:
            self.corrected.add(seat.pk)

    @rule(who=one, action=st.sampled_from([withdraw_enrollment, fail, readmit]))
    def give_up_or_come_back(self, who, action):
        words = {} if action is readmit else {"reason": "pindah"}
        self.act(action, enrollment=self.seat(who), by=self.here.coordinator, **words)

    # Publishing.

    @rule(which=one)
    def publish_or_unpublish_a_page(self, which):
        pages = Page.objects.descendant_of(self.here.tree.course).order_by("pk")
        page = pages[which % len(pages)].specific
        self.act(page.unpublish if page.live else page.save_revision().publish)

    @rule()
    def publish_or_unpublish_the_course(self):
        page = Page.objects.get(pk=self.here.tree.course.pk).specific
        self.act(page.unpublish if page.live else page.save_revision().publish)

    @rule(which=one)
    def write_a_new_lesson(self, which):
        LessonPageFactory(parent=self.pick(ModulePage, which)).save_revision().publish()

    @rule(which=one, where=one)
    def move_a_page(self, which, where):
        pages = self.here.tree.activities or LessonPage.objects.all()
        page = Page.objects.get(pk=pages[which % len(pages)].pk).specific
        self.act(page.move, target=self.pick(ModulePage, where), pos="last-child")

    # Settings.

    @rule(
        everything=st.booleans(), mean=percent, attended=percent, excused=st.booleans(),
        final=st.booleans(),
    )  # fmt: skip
    def set_the_rule(self, everything, mean, attended, excused, final):
        self.act(
            batches.set_rule, batch=self.batch, by=self.here.coordinator,
            all_activities=everything, minimum_mark=mean, minimum_attendance=attended,
            excused_counts=excused, final_assignment_accepted=final,
        )  # fmt: skip

    @rule(which=one, weight=st.sampled_from(["0", "0.5", "1", "3"]).map(Decimal))
    def set_a_weight(self, which, weight):
        demanded = list(self.batch.required_activities.order_by("pk"))
        if demanded:
            item = demanded[which % len(demanded)]
            self.act(
                batches.set_weights, batch=self.batch, by=self.here.coordinator,
                weights={item.activity_id: weight},
            )  # fmt: skip

    @rule(both=st.booleans())
    def teach_one_course_or_two(self, both):
        ids = [self.here.tree.course.pk, self.other.get_parent().pk][: 1 + both]
        self.act(batches.set_courses, batch=self.batch, by=self.here.coordinator, course_ids=ids)

    @rule(which=one, opens=st.integers(-48, 24))
    def schedule_a_module(self, which, opens):
        module = self.pick(ModulePage, which)
        at = timezone.now() + dt.timedelta(hours=opens)
        dates = ModuleDates(module.pk, at, None, at + dt.timedelta(hours=36))
        self.act(schedule.set_schedule, batch=self.batch, by=self.here.coordinator, modules=[dates])

    @rule()
    def demand_all_that_is_published(self):
        self.act(actions.pin, batch=self.batch, by=self.here.coordinator)

    @rule(which=one, action=st.sampled_from([actions.adopt, actions.release]))
    def demand_an_activity_or_no_longer(self, which, action):
        pages = LessonPage.objects.order_by("pk")
        page = pages[which % len(pages)]
        self.act(action, batch=self.batch, activity_id=page.pk, by=self.here.coordinator)

    @rule(start=st.integers(-30, 30), length=st.integers(1, 4))
    def hold_a_session(self, start, length):
        at = timezone.now() + dt.timedelta(hours=start)
        session = SessionFactory.build(
            batch=self.batch, starts_at=at, ends_at=at + dt.timedelta(hours=length)
        )
        self.act(save_session, session=session, by=self.here.coordinator)

    @rule(which=one, start=st.integers(-30, 30))
    def put_a_session_off(self, which, start):
        at = timezone.now() + dt.timedelta(hours=start)
        self.act(
            save_session, session=self.pick(Session, which), by=self.here.coordinator,
            starts_at=at, ends_at=at + dt.timedelta(hours=2),
        )  # fmt: skip

    @rule(which=one, action=st.sampled_from([call_off, restore]))
    def call_a_session_off_or_not(self, which, action):
        self.act(action, session=self.pick(Session, which), by=self.here.coordinator)

    @rule(hours=st.integers(1, 30))
    def hours_pass(self, hours):
        self.time.shift(hours * 3600)
        self.act(actions.count_held_sessions)

    # What holds after each of them.

    @initialize()
    def begin(self):
        self.act(actions.refresh_batch, batch=self.batch)

    @invariant()
    def figures_are_true_and_nothing_is_lost(self):
        for number in (0, 1):
            seat = self.seat(number)
            if seat.state not in SEAT_LEFT:
                self.are_true(seat)
            if (before := self.before.get(seat.pk)) is not None:
                self.nothing_is_lost(before, seat)
            self.before[seat.pk] = seat
        self.corrected.clear()
        self.undone.clear()

    def are_true(self, seat: Enrollment):
        figures = queries.read(self.batch, [seat])[seat.pk]
        mean = None if figures.mean_mark is None else rules.rounded(figures.mean_mark)
        computed = [
            figures.done_count, len(figures.required), figures.progress, mean,
            figures.attendance_percent,
        ]  # fmt: skip
        assert [getattr(seat, name) for name in STORED[:5]] == computed
        for value in computed[2:]:
            assert value is None or 0 <= value <= 100
        meets = all(item.is_met for item in queries.evaluate(seat))
        assert seat.is_eligible == (seat.eligible_at is not None)
        assert seat.is_eligible or not meets
        if seat.state != EnrollmentState.FAILED:
            completed = seat.state == EnrollmentState.COMPLETED
            assert completed == seat.is_eligible == (seat.completed_at is not None)

    def nothing_is_lost(self, before: Enrollment, seat: Enrollment):
        done = set(seat.completions.values_list("activity_id", flat=True))
        gone = {(seat.pk, activity) for activity in self.done.get(seat.pk, set()) - done}
        assert gone <= self.undone
        self.done[seat.pk] = done
        if before.is_eligible and seat.pk not in self.corrected:
            assert (seat.eligible_at, seat.completed_at) == (
                before.eligible_at,
                before.completed_at,
            )


def test_figures_are_true_and_nothing_is_lost_in_any_order():
    here = world(count=0)
    other = course_tree(modules=1, lessons=1, quiz=False, assignment=False)
    # One of two modules with a second quiz, so that marks have weights to be told apart.
    quiz = QuizPageFactory(parent=ModulePageFactory(parent=here.tree.course))
    ask(quiz, here.tree.course)
    batches.set_rule(
        batch=here.batch, by=here.coordinator, all_activities=False, minimum_mark=Decimal(50),
        minimum_attendance=Decimal(50), final_assignment_accepted=False,
    )  # fmt: skip
    EnrollmentFactory.create_batch(2, batch=here.batch)
    SessionFactory(batch=here.batch, held=True)
    SessionFactory(batch=here.batch)
    actions.pin(here.batch, by=None)
    current_app.loader.import_default_modules()
    machine = type("Batch", (Academy,), {"here": here, "other": other.modules[0]})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not LONG,
            database=None,
            # Shrinking takes minutes; `long` takes them.
            phases=[Phase.generate, Phase.shrink] if LONG else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
