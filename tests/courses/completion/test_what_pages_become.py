"""What a page is made later (a quiz of a pre-test, a final assignment) takes nothing back."""

import uuid
from decimal import Decimal

import pytest

from cms.models import AssignmentPage, QuizPage
from courses.assignments.actions.reviews import review
from courses.completion import actions
from courses.completion.queries import evaluate
from courses.models import EnrollmentState, RequiredActivity
from tests.courses.completion.test_what_was_reached import demand, stored
from tests.courses.world import World, world
from tests.factories.cms import AssignmentPageFactory

pytestmark = pytest.mark.django_db


def a_task_becomes_final(here: World) -> None:
    other = here.tree.assignments[0].get_siblings(inclusive=False).type(AssignmentPage).get()
    other.specific.is_final = True
    other.specific.save_revision().publish()


def a_pre_test_becomes_a_quiz(here: World) -> None:
    quiz = QuizPage.objects.get(pk=here.tree.quizzes[0].pk)
    quiz.kind = "quiz"
    quiz.save_revision().publish()


@pytest.mark.parametrize(
    ("asked", "becomes"),
    [
        ({"final_assignment_accepted": True}, a_task_becomes_final),
        ({"minimum_mark": Decimal(70)}, a_pre_test_becomes_a_quiz),
    ],
)
def test_what_a_page_becomes_later_is_not_asked_of_who_has_met_the_rule(asked, becomes):
    here = world()
    quiz = here.tree.quizzes[0]
    quiz.kind = "pre_test"
    quiz.save_revision().publish()
    other = AssignmentPageFactory(parent=here.tree.modules[0], is_final=False)
    weight = Decimal(0) if "minimum_mark" in asked else Decimal(1)
    RequiredActivity.objects.create(batch=here.batch, activity=other, weight=weight)
    demand(here, **asked)
    review(
        submission=here.submissions[0], by=here.trainer, verdict="accepted", mark=Decimal(80),
        scores=[], feedback="", client_id=uuid.uuid4(),
        handed_in_at=here.submissions[0].submitted_at,
    )  # fmt: skip
    before = stored(here.seats[0])
    assert before.state == EnrollmentState.COMPLETED
    becomes(here)
    assert [item.is_met for item in evaluate(stored(before))] == [True]
    # Nor when something else of theirs is set right.
    now = actions.refresh(stored(before), is_correction=True)
    assert (now.state, now.eligible_at) == (EnrollmentState.COMPLETED, before.eligible_at)
