"""A batch with its coordinator, its trainer, and people who have handed in."""

from dataclasses import dataclass

from academy.people.models import User
from cms.models import CourseTrainer
from courses.completion.actions import pin
from courses.models import Batch, Enrollment, Submission
from tests.factories.course_tree import CourseTree, course_tree
from tests.factories.courses import BatchFactory, EnrollmentFactory, SubmissionFactory
from tests.factories.people import UserFactory
from tests.factories.remembered import remembered


@dataclass
class World:
    batch: Batch
    tree: CourseTree
    coordinator: User
    trainer: User
    seats: list[Enrollment]
    submissions: list[Submission]


@remembered
def world(count: int = 1) -> World:
    """Return a running batch in which `count` people wait for a review."""
    tree = course_tree(modules=1, lessons=1)
    coordinator, trainer = UserFactory(coordinator=True), UserFactory(trainer=True)
    batch = BatchFactory(courses=[tree.course], coordinators=[coordinator])
    CourseTrainer.objects.create(course=tree.course, user=trainer)
    pin(batch, by=None)
    seats = [EnrollmentFactory(batch=batch) for _number in range(count)]
    submissions = [
        SubmissionFactory(enrollment=seat, assignment=tree.assignments[0]) for seat in seats
    ]
    return World(batch, tree, coordinator, trainer, seats, submissions)
