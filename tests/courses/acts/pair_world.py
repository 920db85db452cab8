"""A small world on PostgreSQL in which two acts meet, and which is put back in no time."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from academy.people.models import User
from courses.completion import actions as completion
from courses.models import Batch, CompletionRule, Enrollment, QuizAttempt
from courses.paper.actions.printing import print_sheet
from courses.quizzes import actions as quizzes
from tests.factories.batches import SessionGroupFactory
from tests.factories.certificates import ProgramDesignFactory
from tests.factories.cms import LessonPageFactory
from tests.factories.course_tree import CourseTree, course_tree
from tests.factories.courses import (
    ApplicationFactory,
    BatchFactory,
    CompletionFactory,
    EnrollmentFactory,
    MarkFactory,
    SessionFactory,
    SubmissionFactory,
    SubmissionFileFactory,
)
from tests.factories.people import UserFactory
from tests.factories.reviewing import ReviewFactory
from tests.factories.sharing import GalleryWorkFactory, PeerFeedbackFactory, PostFactory

CLIENT = UUID("6b0f3a52-6f0e-4df0-9d25-0c3b8e8c1f10")


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
        "program": batch.program,
        "later": LessonPageFactory(parent=tree.modules[0], title="Materi susulan"),
        "session": SessionFactory(batch=batch, held=True),
        "running": SessionFactory(batch=batch, starts_at=timezone.now() - timedelta(hours=1)),
    }
    _people(world)
    _applications(world)
    world.rows["group"] = SessionGroupFactory(session=world.rows["session"])
    world.rows["page"] = print_sheet(session=world.rows["session"], by=coordinator).pages.get()
    completion.refresh_batch(batch)
    return world


def _people(world: PairWorld) -> None:
    batch, tree = world.batch, world.tree
    [quiz], [work] = tree.quizzes, tree.assignments
    work.peer_count = 1
    work.save()
    quiz.time_limit = 30
    quiz.save()

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
    handed_in = SubmissionFactory(enrollment=waiting, assignment=work)
    world.rows |= {
        "learner": learner,
        "waiting": waiting,
        "graduate": graduate,
        "no_show": somebody(),
        "left": somebody(state="withdrawn"),
        "draft": draft,
        "handed_in": handed_in,
        "hung": GalleryWorkFactory(submission=accepted, proposed_by=world.trainer),
        "asked": PeerFeedbackFactory(giver=graduate, submission=handed_in),
        "review": ReviewFactory(submission=accepted, reviewer=world.trainer),
        "attempt": quizzes.start_attempt(enrollment=learner, quiz=quiz, client_id=CLIENT),
    }
    about = {"batch": batch, "activity": tree.lessons[0]}
    question = PostFactory(author=learner.user, **about)
    said = PostFactory(question=question, author=waiting.user, **about)
    world.rows |= {"question": question, "said": said}


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
