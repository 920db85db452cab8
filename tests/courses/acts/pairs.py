"""A small world on PostgreSQL in which two acts meet, and which is put back in no time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone

from academy.people.models import User
from certificates.actions.issuing import issue
from courses.admission import actions as admission
from courses.admission.actions.replacing import replace_no_show
from courses.assignments.actions import drafts, reviews, submissions
from courses.assignments.queries.drafts import Typed
from courses.attendance.actions import ledger, sessions
from courses.completion import actions as completion
from courses.enrollment.actions import enrollments as seats
from courses.learning.actions import finish_lesson
from courses.marks import actions as marks
from courses.models import Batch, CompletionRule, CorrectedField, Enrollment, Mark, QuizAttempt
from courses.practice import actions as practice
from courses.practice.queries import question_now
from courses.practice.rules import Seen
from courses.programs.actions import batches
from courses.quizzes import actions as quizzes
from courses.quizzes.rules.answers import Answer
from courses.workspace.actions.correcting import correct_person
from courses.workspace.actions.merging import merge_people
from courses.workspace.actions.moving import move_person
from courses.workspace.queries import corrections
from tests.factories.certificates import ProgramDesignFactory
from tests.factories.cms import CourseTree, LessonPageFactory, course_tree
from tests.factories.courses import (
    ApplicationFactory,
    BatchFactory,
    CompletionFactory,
    EnrollmentFactory,
    MarkFactory,
    ReviewFactory,
    SessionFactory,
    SubmissionFactory,
    SubmissionFileFactory,
)
from tests.factories.people import UserFactory

CLIENT = UUID("6b0f3a52-6f0e-4df0-9d25-0c3b8e8c1f10")

type Act = Callable[[], object]


@dataclass
class PairWorld:
    """A batch on its last day. `rows` are what the acts are about, by name."""

    batch: Batch
    tree: CourseTree
    coordinator: User
    trainer: User
    rows: dict[str, Any] = field(default_factory=dict)

    def fresh(self, name: str) -> Any:
        """Return a row as a page reads it that is then left open."""
        row = self.rows[name]
        return type(row)._base_manager.get(pk=row.pk)


def pair_world() -> PairWorld:
    """Five seats of six are taken; every act of `ACTS` could be done now."""
    tree = course_tree(modules=1, lessons=2)
    coordinator, trainer = UserFactory(coordinator=True), UserFactory(trainer=True)
    today = timezone.localdate()
    batch = BatchFactory(
        courses=[tree.course], coordinators=[coordinator], seats=6,
        starts_on=today - timedelta(days=9), ends_on=today,
    )  # fmt: skip
    CompletionRule.objects.create(batch=batch)
    ProgramDesignFactory(program=batch.program)
    completion.pin(batch, by=None)
    world = PairWorld(batch, tree, coordinator, trainer, {"batch": batch})
    following = BatchFactory(
        program=batch.program, courses=[tree.course], coordinators=[coordinator], seats=1
    )
    completion.pin(following, by=None)
    world.rows |= {
        "following": following,
        "later": LessonPageFactory(parent=tree.modules[0], title="Materi susulan"),
        "session": SessionFactory(batch=batch, held=True),
    }
    _people(world)
    _applications(world)
    completion.refresh_batch(batch)
    return world


def _people(world: PairWorld) -> None:
    batch, tree = world.batch, world.tree
    [quiz], [work] = tree.quizzes, tree.assignments

    def somebody(**more) -> Enrollment:
        return EnrollmentFactory(batch=batch, **more)

    learner, waiting, graduate = somebody(), somebody(), somebody()
    CompletionFactory(enrollment=learner, activity=tree.lessons[0])
    for one in (waiting, graduate):
        for activity in (*tree.lessons, quiz):
            CompletionFactory(enrollment=one, activity=activity)
        MarkFactory(enrollment=one, activity=quiz)
    QuizAttempt.objects.create(
        enrollment=graduate, quiz=quiz, number=1, state="marked", pass_mark=70, mark=90,
        has_passed=True, started_at=timezone.now(),
    )  # fmt: skip
    CompletionFactory(enrollment=graduate, activity=work)
    MarkFactory(enrollment=graduate, activity=work)
    draft = SubmissionFactory(enrollment=learner, assignment=work, state="draft")
    SubmissionFileFactory(submission=draft)
    accepted = SubmissionFactory(enrollment=graduate, assignment=work, state="accepted")
    world.rows |= {
        "learner": learner,
        "waiting": waiting,
        "graduate": graduate,
        "no_show": somebody(),
        "left": somebody(state="withdrawn"),
        "draft": draft,
        "handed_in": SubmissionFactory(enrollment=waiting, assignment=work),
        "review": ReviewFactory(submission=accepted, reviewer=world.trainer),
        "attempt": quizzes.start_attempt(enrollment=learner, quiz=quiz, client_id=CLIENT),
    }


def _applications(world: PairWorld) -> None:
    for name, state, place in (
        ("verified", "verified", None),
        ("first", "reserve", 1),
        ("second", "reserve", 2),
        ("accepted", "accepted", None),
    ):
        world.rows[name] = ApplicationFactory(
            batch=world.batch, state=state, reserve_position=place
        )
    EnrollmentFactory(
        batch=world.batch, user=world.rows["accepted"].user, application=world.rows["accepted"]
    )


def _note(world: PairWorld) -> Act:
    present = {world.rows[name].pk: "present" for name in ("graduate", "waiting", "learner")}
    return partial(
        ledger.note, session=world.fresh("session"), statuses=present, by=world.coordinator,
        source="roster",
    )  # fmt: skip


def _review(world: PairWorld) -> Act:
    return partial(
        reviews.review, submission=world.fresh("handed_in"), by=world.trainer,
        verdict="accepted", mark=Decimal(90), scores=[], feedback="Rapi.", client_id=CLIENT,
    )  # fmt: skip


def _keep_draft(world: PairWorld) -> Act:
    return partial(
        drafts.keep_draft, submission=world.fresh("handed_in"), by=world.trainer,
        typed=Typed({"feedback": "Rapi."}, {"feedback": ""}, page=str(CLIENT), edit=1),
    )  # fmt: skip


def _finish(world: PairWorld) -> Act:
    return partial(
        finish_lesson, enrollment=world.fresh("learner"), lesson=world.tree.lessons[1],
        client_id=UUID(int=CLIENT.int + 1),
    )  # fmt: skip


def _hand_in(world: PairWorld) -> Act:
    return partial(
        submissions.hand_in, submission=world.fresh("draft"), note="Cahaya pagi.",
        client_id=UUID(int=CLIENT.int + 2),
    )  # fmt: skip


def _correct_mark(world: PairWorld) -> Act:
    [quiz], waiting = world.tree.quizzes, world.fresh("waiting")
    shown = Mark.objects.get(enrollment=waiting, activity=quiz).value
    return partial(
        marks.correct, enrollment=waiting, activity=quiz, by=world.trainer, mark=Decimal(71),
        reason="Salah ketik.", shown=shown,
    )  # fmt: skip


def _practise(world: PairWorld) -> Act:
    user, question = world.fresh("graduate").user, world.tree.quizzes[0].quiz_questions.first()
    question_id = question.question.question_id
    return partial(
        practice.answer, user=user, question_id=question_id, given=None,
        seen=Seen(practice.fingerprint(question_now(question_id)), 0),
        client_id=UUID(int=CLIENT.int + 3),
    )  # fmt: skip


def _correct_person(world: PairWorld) -> Act:
    learner = world.fresh("learner")
    return partial(
        correct_person, enrollment=learner, by=world.coordinator, reason="Sesuai KTP.",
        changes={CorrectedField.NAME: "Siti Nur'aini"}, shown=corrections.values_of(learner),
    )  # fmt: skip


def _merge(world: PairWorld, kept: str, gone: str) -> Act:
    return partial(
        merge_people, kept=world.fresh(kept).user, gone=world.fresh(gone).user,
        by=world.coordinator, reason="Dua akun.",
    )  # fmt: skip


# Each reads its rows, as a page does, and returns what is then to be done.
ACTS: dict[str, Callable[[PairWorld], Act]] = {
    "accept": lambda w: partial(
        admission.accept, application=w.fresh("verified"), by=w.coordinator
    ),
    "decline": lambda w: partial(
        admission.decline, application=w.fresh("second"), by=w.coordinator, reason="Penuh."
    ),
    "withdraw application": lambda w: partial(
        admission.withdraw, application=w.fresh("first"), by=w.rows["first"].user
    ),
    "undo": lambda w: partial(admission.undo, application=w.fresh("accepted"), by=w.coordinator),
    "replace": lambda w: partial(replace_no_show, enrollment=w.fresh("no_show"), by=w.coordinator),
    "readmit": lambda w: partial(seats.readmit, enrollment=w.fresh("left"), by=w.coordinator),
    "fail": lambda w: partial(seats.fail, enrollment=w.fresh("waiting"), by=w.coordinator),
    "close": lambda w: partial(seats.close_batch, batch=w.fresh("batch"), by=w.coordinator),
    "note": _note,
    "call off": lambda w: partial(sessions.call_off, session=w.fresh("session"), by=w.coordinator),
    "set rule": lambda w: partial(
        batches.set_rule, batch=w.fresh("batch"), by=w.coordinator, minimum_mark=Decimal(85)
    ),
    "adopt": lambda w: partial(
        completion.adopt, w.fresh("batch"), w.rows["later"].pk, by=w.coordinator
    ),
    "release": lambda w: partial(
        completion.release, w.fresh("batch"), w.tree.lessons[1].pk, by=w.coordinator
    ),
    "fewer seats": lambda w: partial(
        batches.update, batch=w.fresh("batch"), by=w.coordinator, seats=5
    ),
    "move person": lambda w: partial(
        move_person,
        enrollment=w.fresh("learner"),
        to=w.fresh("following"),
        by=w.coordinator,
        reason="Panen.",
    ),
    "move another": lambda w: partial(
        move_person,
        enrollment=w.fresh("waiting"),
        to=w.fresh("following"),
        by=w.coordinator,
        reason="Panen.",
    ),
    "finish lesson": _finish,
    "save answers": lambda w: partial(
        quizzes.save_answers, attempt=w.fresh("attempt"), answers=[Answer(1, {"text": "x"})]
    ),
    "hand in quiz": lambda w: partial(quizzes.submit_attempt, attempt=w.fresh("attempt")),
    "hand in": _hand_in,
    "take back": lambda w: partial(submissions.take_back, submission=w.fresh("handed_in")),
    "review": _review,
    "keep draft": _keep_draft,
    "undo review": lambda w: partial(reviews.undo_review, found=w.fresh("review"), by=w.trainer),
    "correct mark": _correct_mark,
    "correct person": _correct_person,
    "merge": lambda w: _merge(w, "learner", "left"),
    # Refused while the one is asked for and the other has a seat.
    "merge applicant": lambda w: _merge(w, "no_show", "first"),
    "practise": _practise,
    "issue": lambda w: partial(issue, w.fresh("graduate"), by=w.coordinator),
}
