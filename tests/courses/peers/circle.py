"""A batch in which an assignment asks for feedback on two works of others."""

import uuid

from courses.assignments.actions import submissions
from courses.models import PeerFeedback, Submission
from courses.peers import actions
from tests.courses.world import World, world
from tests.factories.courses import EnrollmentFactory, SubmissionFactory, SubmissionFileFactory
from tests.factories.people import UserFactory
from tests.factories.remembered import remembered

SAID = {"good": "Labelnya terbaca.", "advice": "Coba latar polos."}


@remembered
def circle(count: int = 3, wanted: int = 2) -> World:
    """Return a world in which `count` people have drafts with a photo, nothing handed in."""
    here = world(0)
    [assignment] = here.tree.assignments
    assignment.peer_count = wanted
    assignment.save()
    for _number in range(count):
        join(here)
    return here


def join(here: World) -> Submission:
    name = f"Wulandari{len(here.seats)} Tersembunyi"
    seat = EnrollmentFactory(batch=here.batch, user=UserFactory(full_name=name))
    draft = SubmissionFactory(enrollment=seat, assignment=here.tree.assignments[0], state="draft")
    SubmissionFileFactory(submission=draft, filename=f"{seat.user.full_name}.jpg")
    here.seats.append(seat)
    here.submissions.append(draft)
    return draft


def hand_in(draft: Submission) -> None:
    submissions.hand_in(
        submission=draft, note="Ini kiriman saya.", is_own=True, client_id=uuid.uuid4()
    )


def all_hand_in(here: World, run_jobs) -> None:
    for draft in here.submissions:
        hand_in(draft)
    run_jobs()


def asked_of(seat) -> list[PeerFeedback]:
    return list(PeerFeedback.objects.filter(giver=seat))


def give(row: PeerFeedback, **more) -> PeerFeedback:
    said = SAID | {"levels": ["good"] * len(row.criteria), "client_id": uuid.uuid4()} | more
    said.setdefault("handed_in_at", row.submission.submitted_at)
    return actions.give(feedback=row, **said)
