"""A person in one batch, another batch to go to, and the move."""

from types import SimpleNamespace

from courses.completion.actions import pin
from courses.workspace.actions import moving
from tests.courses.world import world
from tests.factories.courses import (
    BatchFactory,
    CompletionFactory,
    MarkFactory,
)
from tests.factories.people import UserFactory


def two_batches():
    """A seat with work in III, and IV of the same program and course, run by the same person."""
    here = world()
    here.batch.name = "Angkatan III"
    here.batch.save()
    fourth = BatchFactory(
        program=here.batch.program, name="Angkatan IV", courses=[here.tree.course],
        coordinators=[here.coordinator, UserFactory(coordinator=True)],
    )  # fmt: skip
    pin(fourth, by=None)
    [seat] = here.seats
    CompletionFactory(enrollment=seat, activity=here.tree.lessons[0])
    MarkFactory(enrollment=seat, activity=here.tree.quizzes[0])
    return SimpleNamespace(**vars(here), fourth=fourth, seat=seat, person=seat.user)


def move(at, to=None, **more):
    given = {"enrollment": at.seat, "by": at.coordinator, "reason": "Jadwal panen."} | more
    return moving.move_person(to=to or at.fourth, **given)
