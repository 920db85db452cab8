"""What a participant's start page puts first."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.calendar.queries import agenda_of
from courses.gradebook.actions.exempting import end_exemption, exempt
from courses.learning.queries import way
from courses.learning.queries.schedule import schedule_of
from courses.models import Application, Batch, Enrollment
from courses.workspace.letters import messages_for
from tests.courses.seats import seat
from tests.factories.courses import (
    ApplicationFactory,
    CompletionFactory,
    ModuleScheduleFactory,
    SubmissionFactory,
    days,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_who_has_begun_to_apply_is_led_on_where_they_stopped(client):
    draft = ApplicationFactory()
    Application.objects.filter(pk=draft.pk).update(state="draft", submitted_at=None)
    client.force_login(draft.user)
    page = client.get(reverse("courses:learn_home")).content.decode()
    hero = page[page.index('<section class="hero">') :].partition("</section>")[0]
    assert "Lanjutkan pendaftaran" in hero
    assert reverse("courses:application_status", args=[draft.public_id]) in hero
    assert "<ul" not in hero


def due_in(enrollment, module, count, **more):
    return ModuleScheduleFactory(
        batch=enrollment.batch, module=module, due_at=timezone.now() + days(count), **more
    )


def told(client, enrollment):
    """Return what the home alarms about: (title, is late), by the page and the letters alike."""
    enrollment = Enrollment.objects.get(pk=enrollment.pk)
    client.force_login(enrollment.user)
    page = client.get(reverse("courses:learn_home")).context
    late = [(item.title, True) for item in page["late"]]
    due = [(page["due"].title, False)] if page["due"] else []
    assert ("deadline" in dict(messages_for(enrollment))) == bool(due)
    return due + late


@pytest.fixture
def learner():
    """A seat in two modules: the first was due yesterday, the second in four days."""
    enrollment, tree = seat(modules=2, lessons=2, quiz=False)
    due_in(enrollment, tree.modules[0], -1)
    due_in(enrollment, tree.modules[1], 4)
    return enrollment, tree


def test_the_next_date_is_shown_beside_the_one_that_is_over(client, learner):
    enrollment, tree = learner
    first, second = tree.modules
    assert told(client, enrollment) == [(second.title, False), (first.title, True)]


def test_the_one_thing_left_is_called_by_its_name(client, learner):
    enrollment, tree = learner
    for lesson in tree.lessons:
        CompletionFactory(enrollment=enrollment, activity=lesson)
    left = tree.assignments[-1]
    for work in tree.assignments[:-1]:
        SubmissionFactory(enrollment=enrollment, assignment=work)
    assert (left.title, False) in told(client, enrollment)


def test_what_is_handed_in_is_no_alarm(client, learner):
    enrollment, tree = learner
    for lesson in tree.lessons:
        CompletionFactory(enrollment=enrollment, activity=lesson)
    for work in tree.assignments:
        SubmissionFactory(enrollment=enrollment, assignment=work)
    assert told(client, enrollment) == []


def dates_of(enrollment):
    """Return what is due by the schedule, and the same by the calendar of the phone."""
    enrollment = Enrollment.objects.get(pk=enrollment.pk)
    due = [item.title for item in schedule_of([enrollment]).deadlines]
    assert [item.title for item in agenda_of(enrollment.user, at_work=False).deadlines] == due
    return due


def test_what_is_done_handed_in_or_spared_is_due_in_no_schedule_and_no_calendar(learner):
    enrollment, tree = learner
    second = tree.modules[1]
    *lessons, last = [item for item in tree.lessons if item.path.startswith(second.path)]
    [work] = tree.assignments
    for lesson in lessons:
        CompletionFactory(enrollment=enrollment, activity=lesson)
    SubmissionFactory(enrollment=enrollment, assignment=work)
    assert dates_of(enrollment) == [second.title]
    by = UserFactory(coordinator=True)
    given = exempt(enrollment=enrollment, activity=last, by=by, reason="Sudah mahir")
    assert dates_of(enrollment) == []
    end_exemption(exemption=given, by=by)
    assert dates_of(enrollment) == [second.title]
    CompletionFactory(enrollment=enrollment, activity=last)
    assert dates_of(enrollment) == []
    # A better version is wanted: it is due again.
    enrollment.submissions.update(state="revision")
    assert dates_of(enrollment) == [second.title]


@pytest.mark.parametrize("state", ["failed", "withdrawn", "completed"])
def test_who_owes_nothing_any_more_reads_no_alarm(client, learner, state):
    Enrollment.objects.filter(pk=learner[0].pk).update(state=state)
    assert told(client, learner[0]) == []
    assert client.get(reverse("courses:schedule")).context["schedule"].deadlines == []


def test_nobody_is_alarmed_in_a_batch_that_is_over(client, learner):
    enrollment = learner[0]
    Batch.objects.filter(pk=enrollment.batch_id).update(ends_on=timezone.localdate() - days(1))
    Batch.objects.get(pk=enrollment.batch_id).end_plan()
    assert told(client, enrollment) == []


def test_a_module_that_takes_nothing_more_is_no_alarm(learner):
    enrollment, _tree = learner
    enrollment.batch.module_schedules.update(closes_at=timezone.now() - days(1))
    enrollment.batch.end_plan()
    read = way.read(Enrollment.objects.get(pk=enrollment.pk))
    assert read.due_work() == []


def test_before_anything_is_begun_no_line_says_met_or_nothing_of_nothing(client):
    enrollment, _tree = seat(pinned=False)
    client.force_login(enrollment.user)
    for name, ids in (("learn_home", []), ("marks", [enrollment.batch.public_id])):
        page = client.get(reverse(f"courses:{name}", args=ids)).content.decode()
        assert "0 dari 0" not in page
        assert "is-met" not in page
