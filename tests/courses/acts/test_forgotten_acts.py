"""An act so old that it is not known any more, sent once more by a handset from a drawer."""

import datetime as dt
import uuid
from contextlib import suppress

import pytest
from django.utils import timezone

from academy.core.errors import Refused
from academy.core.models import Act
from academy.core.tasks import forget_acts
from courses.assignments.actions import files, submissions
from courses.learning.actions import finish_lesson
from courses.models import Completion, QuizAttempt, Submission, SubmissionFile
from courses.quizzes.actions import start_attempt
from tests.courses.seats import photo, seat

pytestmark = pytest.mark.django_db
COUNTED = (Completion, QuizAttempt, Submission, SubmissionFile)


def counts():
    return [model.objects.count() for model in COUNTED]


def test_nothing_is_recorded_twice_where_there_can_be_only_one():
    enrollment, tree = seat()
    ids = [uuid.uuid4() for _number in range(5)]

    def outbox():
        """Send all that the handset keeps, as it was; what is refused leaves the rest alone."""
        assignment = tree.assignments[0]
        with suppress(Refused):
            finish_lesson(enrollment=enrollment, lesson=tree.lessons[0], client_id=ids[0])
        with suppress(Refused):
            start_attempt(enrollment=enrollment, quiz=tree.quizzes[0], client_id=ids[1])
        with suppress(Refused):
            submissions.start_submission(
                enrollment=enrollment, assignment=assignment, client_id=ids[2]
            )
        draft = Submission.objects.get()
        with suppress(Refused):
            files.add_file(submission=draft, file=photo(), client_id=ids[3])
        with suppress(Refused):
            submissions.hand_in(submission=draft, note="Cahaya pagi", is_own=True, client_id=ids[4])

    outbox()
    first = counts()
    handed_in_at = Submission.objects.get().submitted_at
    assert (first, Submission.objects.get().state) == ([1, 1, 1, 1], "submitted")
    Act.objects.update(received_at=timezone.now() - dt.timedelta(days=401))
    forget_acts()
    assert not Act.objects.exists()
    outbox()
    assert (counts(), Submission.objects.get().submitted_at) == (first, handed_in_at)
