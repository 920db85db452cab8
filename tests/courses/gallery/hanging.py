"""A batch in which works are accepted, proposed and shown."""

from courses.gallery import actions
from courses.models import GalleryWork, ShownName, Submission
from tests.courses.world import World, world
from tests.factories.courses import EnrollmentFactory, SubmissionFactory, SubmissionFileFactory
from tests.factories.people import UserFactory

WORD = "Cahaya dari samping membuat anyamannya terlihat."


def accepted(here: World, name: str = "Siti Nur'aini", photos: int = 2, **person) -> Submission:
    """Return an accepted hand-in of somebody new, with photos."""
    seat = EnrollmentFactory(batch=here.batch, user=UserFactory(full_name=name, **person))
    made = SubmissionFactory(enrollment=seat, assignment=here.tree.assignments[0], state="accepted")
    for number in range(photos):
        SubmissionFileFactory(submission=made, filename=f"{seat.user.full_name}-{number}.jpg")
    return made


def proposed(here: World, **more) -> GalleryWork:
    return actions.propose(submission=accepted(here, **more), word=WORD, by=here.trainer)


def shown(here: World, shown_name=ShownName.SHORT, **more) -> GalleryWork:
    return actions.show(work=proposed(here, **more), shown_name=shown_name)


def classmate(client, here: World):
    """Let somebody else of the batch read, in English; return the seat."""
    seat = EnrollmentFactory(batch=here.batch)
    client.force_login(seat.user)
    client.cookies["django_language"] = "en"
    return seat


__all__ = ["WORD", "accepted", "classmate", "proposed", "shown", "world"]
