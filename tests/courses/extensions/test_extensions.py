"""More time, attempts and minutes: granted to one or many with a reason, and withdrawn."""

import datetime as dt
import uuid
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.core.models import AuditEntry
from academy.notify.models import Notice
from academy.notify.texts import sentence
from courses.acts.queries import Allowance, allowance_of
from courses.acts.reasons import WhyMissing
from courses.extensions import actions
from courses.extensions.queries import extendables
from courses.models import Batch, Enrollment, Extension, QuizAttempt
from courses.quizzes.actions import start_attempt, submit_attempt
from courses.quizzes.rules.answers import Answer
from tests.courses.seats import seat
from tests.factories.courses import EnrollmentFactory, ExtensionFactory, ModuleScheduleFactory, days
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
LIST_QUERIES, GRANT_QUERIES = 10, 14


@pytest.fixture
def here():
    """A seat in a batch whose one module is due in three days, its tree, and its coordinator."""
    enrollment, tree = seat(modules=1, lessons=1)
    ModuleScheduleFactory(
        batch=enrollment.batch, module=tree.modules[0], due_at=timezone.now() + days(3)
    )
    coordinator = UserFactory(coordinator=True)
    enrollment.batch.coordinators.add(coordinator)
    enrollment.batch = Batch.objects.get(pk=enrollment.batch_id)
    return enrollment, tree, coordinator


def part(enrollment, page=None, module=None):
    key = f"activity-{page.pk}" if page else f"module-{module.pk}"
    enrollment.batch.plan = None
    return extendables(Batch.objects.get(pk=enrollment.batch_id))[key]


def grant(here, page=None, module=None, people=None, what=None, **gift):
    enrollment, _tree, coordinator = here
    return actions.grant(
        people=people or [enrollment],
        what=what or part(enrollment, page, module),
        by=coordinator,
        reason=gift.pop("reason", "Sakit satu minggu."),
        **gift,
    )


def test_a_date_is_never_before_that_of_the_batch_nor_over(here):
    enrollment, tree, _coordinator = here
    with pytest.raises(actions.EarlierThanBatch) as refused:
        grant(here, tree.quizzes[0], due_at=timezone.now() + days(2))
    assert "WIB" in str(refused.value.message)
    enrollment.batch.module_schedules.update(due_at=timezone.now() - days(9))
    enrollment.batch.end_plan()
    with pytest.raises(actions.InThePast):
        grant(here, tree.quizzes[0], due_at=timezone.now() - days(2))
    enrollment.batch.module_schedules.all().delete()
    enrollment.batch.end_plan()
    with pytest.raises(actions.NoDate):
        grant(here, tree.quizzes[0], due_at=timezone.now() + days(2))
    assert not Extension.objects.exists()


def test_something_is_granted_with_a_reason_where_it_has_a_limit(here):
    _enrollment, tree, _coordinator = here
    quiz = tree.quizzes[0]
    with pytest.raises(actions.NothingGranted):
        grant(here, quiz)
    with pytest.raises(WhyMissing):
        grant(here, quiz, extra_attempts=1, reason=" ")
    with pytest.raises(actions.NoLimit):
        grant(here, tree.lessons[0], extra_attempts=1)
    with pytest.raises(actions.NoLimit):
        grant(here, quiz, extra_minutes=10)


def test_a_whole_module_for_several_people_at_once(here):
    enrollment, tree, coordinator = here
    other = EnrollmentFactory(batch=enrollment.batch)
    until = timezone.now() + days(6)
    grant(here, module=tree.modules[0], people=[enrollment, other], due_at=until, extra_attempts=2)
    for person in (enrollment, other):
        assert allowance_of(person, tree.quizzes[0]) == Allowance(until, 2, 0)
        assert allowance_of(person, tree.lessons[0]) == Allowance(until, 0, 0)
        kinds = Notice.objects.filter(user=person.user).values_list("kind", flat=True)
        assert sorted(kinds) == ["extension_attempts", "extension_time"]
    said = [sentence(notice) for notice in Notice.objects.all()]
    assert all(tree.modules[0].title in text and "Sakit" in text for text in said)
    entries = AuditEntry.objects.about(enrollment).filter(verb="extended")
    assert {entry.actor_id for entry in entries} == {coordinator.pk}


@pytest.mark.parametrize("count", [1, 3])
def test_a_whole_batch_is_given_time_in_as_many_statements_as_one_person(
    here, count, django_assert_num_queries
):
    enrollment, tree, _coordinator = here
    quiz = tree.quizzes[0]
    quiz.time_limit = 10
    quiz.save()
    people = [enrollment, *EnrollmentFactory.create_batch(count - 1, batch=enrollment.batch)]
    for person in people:
        start_attempt(enrollment=person, quiz=quiz, client_id=uuid.uuid4())
    what = part(enrollment, module=tree.modules[0])
    with django_assert_num_queries(GRANT_QUERIES):
        grant(
            here, what=what, people=people, due_at=timezone.now() + days(6),
            extra_attempts=1, extra_minutes=5,
        )  # fmt: skip
    assert Notice.objects.count() == 3 * count
    assert AuditEntry.objects.filter(verb="extended").count() == 3 * count
    assert not QuizAttempt.objects.filter(
        ends_at__lt=timezone.now() + dt.timedelta(minutes=14)
    ).exists()


def test_who_sits_before_the_quiz_has_the_minutes_now(here):
    enrollment, tree, _coordinator = here
    quiz = tree.quizzes[0]
    quiz.time_limit = 10
    quiz.save()
    attempt = start_attempt(enrollment=enrollment, quiz=quiz, client_id=uuid.uuid4())
    extension = grant(here, quiz, extra_minutes=5)
    ends_at = QuizAttempt.objects.get(pk=attempt.pk).ends_at
    assert ends_at == attempt.ends_at + dt.timedelta(minutes=5)
    # What runs is not cut short.
    actions.withdraw(extension=extension, by=extension.granted_by)
    assert QuizAttempt.objects.get(pk=attempt.pk).ends_at == ends_at


def test_withdrawn_it_counts_no_more_and_the_person_is_told_once(here):
    enrollment, tree, coordinator = here
    extension = grant(here, tree.quizzes[0], extra_attempts=1)
    for _time in range(2):
        actions.withdraw(extension=extension, by=coordinator)
    assert allowance_of(enrollment, tree.quizzes[0]) == Allowance()
    told = Notice.objects.filter(user=enrollment.user)
    assert [notice.kind for notice in told.unread()] == ["extension_withdrawn"]


def test_without_the_attempts_that_were_withdrawn_a_quiz_that_is_used_up_counts_as_done(
    here, client
):
    enrollment, tree, coordinator = here
    quiz = tree.quizzes[0]
    quiz.max_attempts = 1
    quiz.save_revision().publish()
    extension = grant(here, quiz, extra_attempts=1)
    attempt = start_attempt(enrollment=enrollment, quiz=quiz, client_id=uuid.uuid4())
    submit_attempt(attempt=attempt, answers=[Answer(1, {"options": []}, None)])
    assert Enrollment.objects.get(pk=enrollment.pk).done_count == 0
    actions.withdraw(extension=extension, by=coordinator)
    now = Enrollment.objects.get(pk=enrollment.pk)
    assert (now.done_count, now.marks.get().value) == (1, 0)
    client.force_login(now.user)
    page = client.get(reverse("courses:quiz", args=[now.batch.public_id, quiz.activity_id]))
    assert "dihitung selesai" in page.text


def test_the_page_grants_once_lists_and_withdraws(here, client):
    enrollment, tree, coordinator = here
    client.force_login(coordinator)
    client.cookies["django_language"] = "en"
    new = reverse("courses:extension_new", args=[enrollment.batch.public_id])
    assert enrollment.user.display_name in unescape(client.get(new).content.decode())
    form = {
        "client_id": str(uuid.uuid4()), "people": [enrollment.pk], "extra_attempts": "1",
        "what": f"activity-{tree.quizzes[0].pk}", "reason": "Sinyal hilang.",
    }  # fmt: skip
    for _time in range(2):
        page = client.post(new, form, follow=True).content.decode()
    assert Extension.objects.count() == 1
    assert "Sinyal hilang." in page
    extension = Extension.objects.get()
    undo = reverse(
        "courses:extension_withdraw", args=[enrollment.batch.public_id, extension.public_id]
    )
    page = client.post(undo, follow=True).content.decode()
    assert "withdrawn" in page
    early = form | {
        "client_id": str(uuid.uuid4()), "extra_attempts": "", "due_at": "2026-01-01T10:00",
    }  # fmt: skip
    assert "The batch has time until" in client.post(new, early).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    here, client, count, django_assert_num_queries
):
    enrollment, tree, coordinator = here
    for _number in range(count):
        ExtensionFactory(
            enrollment=EnrollmentFactory(batch=enrollment.batch),
            activity=tree.quizzes[0],
            extra_attempts=1,
        )
    client.force_login(coordinator)
    address = reverse("courses:extensions", args=[enrollment.batch.public_id])
    client.get(address)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(address)


def test_nobody_grants_oneself_anything_also_not_among_many(here):
    enrollment, tree, coordinator = here
    own = EnrollmentFactory(batch=enrollment.batch, user=coordinator)
    with pytest.raises(actions.OwnExtension):
        grant(here, tree.quizzes[0], people=[own], due_at=timezone.now() + days(9))
    grant(here, tree.quizzes[0], people=[own, enrollment], due_at=timezone.now() + days(9))
    assert [made.enrollment for made in Extension.objects.all()] == [enrollment]
