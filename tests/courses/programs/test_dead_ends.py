"""A rule that nobody can meet, as the batch stands, is told to those who run it."""

from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.html import escape

from courses.completion import actions as completion
from courses.models import Batch, CompletionRule
from courses.programs.actions import batches
from courses.programs.queries.batches import dead_ends
from tests.courses.applying import settings_path
from tests.factories.course_tree import course_tree
from tests.factories.courses import BatchFactory, CompletionRuleFactory, SessionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def demands(batch, **rule):
    """Return the sentences of the settings page that warn of what nobody can reach."""
    batches.set_rule(batch=batch, by=batch.coordinators.get(), **rule)
    return len(dead_ends(Batch.objects.get(pk=batch.pk), CompletionRule.objects.get(batch=batch)))


@pytest.mark.parametrize("runs", [False, True])
def test_a_mean_mark_is_warned_of_where_nothing_that_counts_is_graded(runs):
    tree = course_tree(modules=1, lessons=1, quiz=False, assignment=False)
    graded = course_tree(modules=1, lessons=1)
    kind = {} if runs else {"selecting": True}
    batch = BatchFactory(
        courses=[tree.course], coordinators=[UserFactory(coordinator=True)], **kind
    )
    if runs:
        completion.pin(batch, by=batch.coordinators.get())
    assert demands(batch, minimum_mark=None) == 0
    assert demands(batch, minimum_mark=Decimal(70)) == 1
    batches.set_courses(
        batch=batch, by=batch.coordinators.get(), course_ids=[tree.course.pk, graded.course.pk]
    )
    if runs:
        # Taught, and required of nobody: no mark comes of it.
        assert demands(batch, minimum_mark=Decimal(70)) == 1
        completion.adopt(batch, graded.quizzes[0].pk, by=batch.coordinators.get())
    assert demands(batch, minimum_mark=Decimal(70)) == 0


def test_attendance_is_warned_of_until_a_session_is_planned():
    batch = BatchFactory(coordinators=[UserFactory(coordinator=True)])
    assert demands(batch, minimum_attendance=Decimal(0)) == 0
    assert demands(batch, minimum_attendance=Decimal(75)) == 1
    SessionFactory(batch=batch, cancelled_at=timezone.now())
    batch.end_plan()
    assert demands(batch, minimum_attendance=Decimal(75)) == 1
    SessionFactory(batch=batch)
    batch.end_plan()
    assert demands(batch, minimum_attendance=Decimal(75)) == 0


def test_who_runs_the_batch_reads_what_nobody_can_reach_while_typing_and_on_its_page(client):
    coordinator = UserFactory(coordinator=True)
    batch = BatchFactory(coordinators=[coordinator])
    client.force_login(coordinator)
    rule = f"{settings_path(batch)}syarat/"
    assert len(client.get(rule, {"minimum_attendance": "75"}).context["dead_ends"]) == 1
    assert client.get(rule, {"minimum_attendance": ""}).context["dead_ends"] == []
    CompletionRuleFactory(batch=batch, minimum_mark=None, minimum_attendance=Decimal(75))
    for address in (settings_path(batch), f"/kerja/angkatan/{batch.public_id}/"):
        page = client.get(address)
        [sentence] = page.context["dead_ends"]
        assert escape(sentence) in page.text
