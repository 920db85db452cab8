"""Why something was decided about a person is read in the history, and can be erased."""

import json

import pytest

from academy.core import audit
from academy.core.models import AuditEntry
from academy.people.holdings import copies
from courses.admission import actions as applications
from courses.admission.queries import history
from courses.enrollment.actions import enrollments as seats
from courses.models import Reason
from courses.models.verbs import CourseVerb
from tests.factories.courses import ApplicationFactory, EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
WORDS = "Sakit tifus, dirawat di rumah."


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True)


def decline(by):
    application = ApplicationFactory(state="verified")
    return applications.decline(application=application, by=by, reason=WORDS)


def reserve(by):
    application = ApplicationFactory(state="verified")
    return applications.put_on_reserve(application=application, by=by, reason=WORDS)


def withdraw(by):
    return seats.withdraw_enrollment(enrollment=EnrollmentFactory(), by=by, reason=WORDS)


def fail(by):
    return seats.fail(enrollment=EnrollmentFactory(), by=by, reason=WORDS)


def told(found, reader) -> list[str]:
    is_seat = hasattr(found, "completed_at")
    read = history.of_enrollment if is_seat else history.of_application
    return [event.note for event in read(found, reader=reader)]


@pytest.mark.parametrize("act", [decline, reserve, withdraw, fail])
def test_the_log_that_nobody_changes_holds_no_word_of_a_reason(coordinator, act):
    found = act(coordinator)

    assert told(found, coordinator) == [WORDS]
    said = json.dumps(list(AuditEntry.objects.values_list("data", flat=True)))
    assert WORDS not in said
    assert [row["text"] for row in json.loads(copies.as_json(found.user))["reasons"]] == [WORDS]

    # Erased with the person, it is gone from the history; the log is whole.
    before = list(AuditEntry.objects.values_list("pk", "verb", "data"))
    found.user.reasons.all().delete()
    assert told(found, coordinator) == [""]
    assert list(AuditEntry.objects.values_list("pk", "verb", "data")) == before


def test_each_decision_of_a_history_keeps_its_own_reason(coordinator):
    application = ApplicationFactory(state="verified")
    applications.put_on_reserve(application=application, by=coordinator, reason="Kursi penuh.")
    applications.decline(application=application, by=coordinator, reason="Berkas kurang.")

    assert told(application, coordinator) == ["Berkas kurang.", "Kursi penuh."]


@pytest.mark.parametrize("count", [1, 3])
def test_a_history_asks_the_same_for_one_reason_and_three(
    coordinator, django_assert_num_queries, count
):
    enrollment = EnrollmentFactory()
    for _number in range(count):
        seats.withdraw_enrollment(enrollment=enrollment, by=coordinator, reason=WORDS)
        seats.readmit(enrollment=enrollment, by=coordinator)
        enrollment.refresh_from_db()
    with django_assert_num_queries(2):
        history.of_enrollment(enrollment, reader=coordinator)


def test_without_a_reason_nothing_is_kept(coordinator):
    seats.fail(enrollment=EnrollmentFactory(), by=coordinator)
    assert not Reason.objects.exists()


@pytest.mark.parametrize(
    "data", [{"note": WORDS}, {"rows": [{"why": WORDS}]}, {"by_name": {WORDS: 1}}, {"x": "a" * 61}]
)
def test_whoever_writes_words_into_the_log_is_refused(coordinator, data):
    with pytest.raises(ValueError, match="no words"):
        audit.record(CourseVerb.CHANGED, coordinator, by=coordinator, **data)
    assert not AuditEntry.objects.exists()
