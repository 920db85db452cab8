"""Who proposes work for the gallery, and who takes it down."""

import rules

from academy.people.models import User
from courses.assignments.rules import is_of_another_person, teaches_submission
from courses.enrollment.rules import runs_batch
from courses.models import GalleryWork, Submission, SubmissionState
from courses.models.seats.enrollment import SEAT_LEFT


@rules.predicate
def is_accepted(user: User, submission: Submission) -> bool:
    return submission.state == SubmissionState.ACCEPTED


@rules.predicate
def is_of_somebody_here(user: User, submission: Submission) -> bool:
    """Who has left the batch shows nothing in its gallery, and is not asked."""
    return submission.enrollment.state not in SEAT_LEFT


@rules.predicate
def teaches_work(user: User, work: GalleryWork) -> bool:
    return bool(teaches_submission(user, work.submission))


@rules.predicate
def runs_gallery(user: User, work: GalleryWork) -> bool:
    return bool(runs_batch(user, work.batch))


rules.add_perm(
    "courses.propose_work",
    teaches_submission & is_of_another_person & is_accepted & is_of_somebody_here,
)
rules.add_perm("courses.take_work_down", teaches_work | runs_gallery)
