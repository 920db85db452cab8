"""What a batch is, is kept for all of its people; whatever changes it shows at their next visit."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import LessonPage
from courses.attendance.actions import sessions
from courses.completion import actions as completion
from courses.models import Session
from courses.programs.actions import batches, programs, schedule
from courses.programs.queries.schedule import ModuleDates
from tests.courses.calendar.reading import titles
from tests.courses.seats import seat
from tests.factories.course_tree import course_tree
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


class Participant:
    """Somebody who has opened their pages before, so that all is kept."""

    def __init__(self, client, enrollment, tree):
        self.client, self.enrollment, self.tree = client, enrollment, tree
        self.batch, self.coordinator = enrollment.batch, UserFactory()
        client.force_login(enrollment.user)
        for page in ("home", "outline", "marks", "schedule"):
            getattr(self, page)()

    def read(self, name, *arguments) -> str:
        return self.client.get(reverse(f"courses:{name}", args=arguments)).content.decode()

    def home(self) -> str:
        return self.read("learn_home")

    def schedule(self) -> str:
        return self.read("schedule")

    def outline(self) -> str:
        return self.read("outline", self.batch.public_id)

    def marks(self) -> str:
        return self.read("marks", self.batch.public_id)

    def opens(self, lesson) -> bool:
        address = reverse("courses:lesson", args=[self.batch.public_id, lesson.activity_id])
        return address in self.outline()


@pytest.fixture
def participant(client):
    return Participant(client, *seat(modules=2, lessons=2))


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """Return what does the work after the commit, as outside of tests."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_lesson_that_is_taken_out_leaves_the_outline_and_comes_back(participant, committing):
    lesson = participant.tree.lessons[0]
    with committing():
        lesson.unpublish()
    assert not participant.opens(lesson)
    with committing():
        LessonPage.objects.get(pk=lesson.pk).save_revision().publish()
    assert participant.opens(lesson)


def test_a_lesson_that_is_moved_stands_in_its_new_module(participant, committing):
    first, second = participant.tree.modules
    lesson = participant.tree.lessons[0]
    assert participant.outline().index(lesson.title) < participant.outline().index(second.title)
    with committing():
        LessonPage.objects.get(pk=lesson.pk).move(second, pos="last-child")
    html = participant.outline()
    assert html.index(lesson.title) > html.index(second.title) > html.index(first.title)


def test_a_module_that_opens_later_is_shut_at_once_and_its_due_date_shows(participant):
    module, lesson = participant.tree.modules[0], participant.tree.lessons[0]
    assert participant.opens(lesson)
    later = timezone.now() + dt.timedelta(days=3)
    dates = ModuleDates(module.pk, later, later + dt.timedelta(days=1), None)
    schedule.set_schedule(batch=participant.batch, by=participant.coordinator, modules=[dates])
    assert not participant.opens(lesson)
    assert module.title in participant.schedule()


@pytest.mark.parametrize("what", ["module", "course"])
def test_what_is_taken_out_is_due_no_more_until_it_comes_back(participant, committing, what):
    module = participant.tree.modules[0]
    page = {"module": module, "course": participant.tree.course}[what]
    due = timezone.now() + dt.timedelta(days=3)
    dates = ModuleDates(module.pk, None, due, None)
    schedule.set_schedule(batch=participant.batch, by=participant.coordinator, modules=[dates])

    def places() -> list[bool]:
        phone = " ".join(titles(participant.enrollment.user))
        return [module.title in words for words in (participant.schedule(), phone)]

    assert places() == [True, True]
    with committing():
        page.unpublish()
    assert places() == [False, False]
    with committing():
        page.save_revision().publish()
    assert places() == [True, True]


def test_a_course_that_is_added_stands_in_the_outline(participant):
    other = course_tree(modules=1, lessons=1)
    ids = [participant.tree.course.pk, other.course.pk]
    batches.set_courses(batch=participant.batch, by=participant.coordinator, course_ids=ids)
    assert participant.opens(other.lessons[0])


def test_a_changed_rule_is_read_at_once(participant):
    assert "82,5" not in participant.home()
    batches.set_rule(
        batch=participant.batch, by=participant.coordinator, minimum_mark=Decimal("82.5")
    )
    assert "82,5" in participant.home()
    assert "82,5" in participant.marks()


def test_an_activity_that_is_released_becomes_optional_and_adopted_it_counts_again(participant):
    quiz = participant.tree.quizzes[0]
    assert "tidak wajib" not in participant.outline()
    completion.release(participant.batch, quiz.pk, by=participant.coordinator)
    assert participant.outline().count("tidak wajib") == 1
    completion.adopt(participant.batch, quiz.pk, by=participant.coordinator)
    assert "tidak wajib" not in participant.outline()


def test_what_is_fixed_at_the_start_counts_from_then_on(client):
    participant = Participant(client, *seat(pinned=False, modules=1, lessons=2))
    assert "0 dari 4" not in participant.home()
    completion.pin(participant.batch, by=participant.coordinator)
    assert "0 dari 4" in participant.home()


def shares(page: str) -> list[str]:
    """Return what each mark counts, in per cent."""
    return re.findall(r"(\d+)[ \xa0]%", page)


def test_a_changed_weight_stands_beside_the_mark(participant):
    assert "58" not in shares(participant.marks())
    weights = {participant.tree.quizzes[0].pk: Decimal("2.75")}
    batches.set_weights(batch=participant.batch, by=participant.coordinator, weights=weights)
    assert "58" in shares(participant.marks())


def test_a_session_shows_when_it_is_planned_moved_called_off_and_restored(participant):
    start = timezone.now() + dt.timedelta(days=2)
    session = Session(
        batch=participant.batch,
        title="Praktik foto bersama",
        mode="offline",
        place="Aula lama",
        starts_at=start,
        ends_at=start + dt.timedelta(hours=2),
    )
    sessions.save_session(session=session, by=participant.coordinator)
    assert "Aula lama" in participant.schedule()
    assert "Praktik foto bersama" in participant.home()
    sessions.save_session(session=session, by=participant.coordinator, place="Aula baru")
    assert "Aula baru" in participant.schedule()
    sessions.call_off(session=session, by=participant.coordinator)
    assert "dibatalkan" in participant.schedule()
    assert "Praktik foto bersama" not in participant.home()
    sessions.restore(session=session, by=participant.coordinator)
    assert "dibatalkan" not in participant.schedule()


def test_a_new_name_and_start_of_the_batch_and_the_program_show(participant):
    batches.update(
        batch=participant.batch,
        by=participant.coordinator,
        name="Angkatan Perdana",
        starts_on=timezone.localdate() + dt.timedelta(days=5),
    )
    assert "Angkatan Perdana" in participant.home()
    assert not participant.opens(participant.tree.lessons[0])
    program = participant.batch.program
    programs.save(program=program, by=participant.coordinator, name="Akademi Santri")
    assert "Akademi Santri" in participant.home()


def test_what_one_person_did_shows_to_no_other(participant, client):
    neighbour = EnrollmentFactory(batch=participant.batch)
    lesson = participant.tree.lessons[0]
    done = reverse("courses:lesson_finish", args=[participant.batch.public_id, lesson.activity_id])
    client.post(done)
    assert "is-done" in participant.outline()
    client.force_login(neighbour.user)
    assert "is-done" not in participant.outline()
