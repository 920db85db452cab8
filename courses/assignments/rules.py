"""Who reviews hand-ins; asked after `visible_to` has found the object."""

import rules

from academy.people.models import User
from courses.models import Submission


@rules.predicate
def teaches_submission(user: User, submission: Submission) -> bool:
    return user.is_trainer and submission.course.course_trainers.filter(user_id=user.pk).exists()


@rules.predicate
def is_of_another_person(user: User, submission: Submission) -> bool:
    """Nobody marks the own work."""
    return submission.enrollment.user_id != user.pk


rules.add_perm("courses.review_submission", teaches_submission & is_of_another_person)
