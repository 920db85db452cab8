"""A decision is taken back as long as nothing rests on it."""

import pytest

from academy.core.errors import InvalidTransition
from academy.core.models import AuditEntry
from academy.notify.models import Notice
from courses.admission import actions as applications
from courses.models import ApplicationState, Enrollment
from tests.factories.courses import ApplicationFactory, CompletionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True)


def test_an_acceptance_can_be_taken_back_before_the_person_has_begun(coordinator):
    application = ApplicationFactory(state="verified")
    applications.accept(application=application, by=coordinator)

    applications.undo(application=application, by=coordinator)

    application.refresh_from_db()
    assert application.state == ApplicationState.VERIFIED
    assert not Enrollment.objects.exists()
    assert not Notice.objects.exists()
    verbs = AuditEntry.objects.about(application).values_list("verb", flat=True)
    assert list(verbs) == ["moved", "seat taken back", "moved"]


def test_an_acceptance_stays_once_the_person_has_been_seen(coordinator):
    application = ApplicationFactory(state="verified")
    enrollment = applications.accept(application=application, by=coordinator)
    Enrollment.objects.filter(pk=enrollment.pk).update(first_seen_at=enrollment.enrolled_at)

    with pytest.raises(applications.HasBegun):
        applications.undo(application=application, by=coordinator)

    application.refresh_from_db()
    assert application.state == ApplicationState.ACCEPTED


def test_an_acceptance_stays_once_work_rests_on_it(coordinator, activity):
    application = ApplicationFactory(state="verified")
    enrollment = applications.accept(application=application, by=coordinator)
    CompletionFactory(enrollment=enrollment, activity=activity)

    with pytest.raises(applications.HasBegun):
        applications.undo(application=application, by=coordinator)

    assert Enrollment.objects.count() == 1


@pytest.mark.parametrize("before", ["submitted", "verified"])
def test_a_declined_application_goes_back_to_where_it_was(coordinator, before):
    application = ApplicationFactory(state=before)
    applications.decline(application=application, by=coordinator, reason="Kuota penuh.")

    applications.undo(application=application, by=coordinator)

    application.refresh_from_db()
    assert (application.state, application.reason) == (before, "")


def test_a_decline_taken_back_twice_verifies_nobody(coordinator):
    application = ApplicationFactory(state="submitted")
    applications.decline(application=application, by=coordinator, reason="Kuota penuh.")
    applications.undo(application=application, by=coordinator)

    with pytest.raises(InvalidTransition):
        applications.undo(application=application, by=coordinator)

    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED
