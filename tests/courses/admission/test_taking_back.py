"""A decision is taken back as long as nothing rests on it."""

import pytest

from academy.core.errors import InvalidTransition
from academy.core.models import AuditEntry
from academy.notify.models import Notice
from courses.admission import actions as applications
from courses.admission.actions import Decision, Deed, decide_many
from courses.models import Application, ApplicationState, Enrollment
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


def on_the_reserve_list(batch, count=3):
    rows = [ApplicationFactory(batch=batch, state="verified") for _ in range(count)]
    decide_many(Decision(Deed.RESERVE), applications=rows, by=UserFactory(coordinator=True))
    return rows


def places(batch) -> list[int]:
    """Return the applications on the reserve list, in the order of their places 1, 2, 3 …"""
    listed = batch.applications.filter(state="reserve").order_by("reserve_position")
    found = dict(listed.values_list("pk", "reserve_position"))
    assert list(found.values()) == list(range(1, len(found) + 1))
    return list(found)


@pytest.mark.parametrize("decision", ["accept", "decline"])
def test_the_first_of_the_reserve_list_is_the_first_again(coordinator, batch, decision):
    rows = on_the_reserve_list(batch)
    before = places(batch)
    first = Application.objects.get(pk=before[0])
    if decision == "accept":
        applications.accept(application=first, by=coordinator)
    else:
        applications.decline(application=first, by=coordinator, reason="Salah tekan.")
    assert places(batch) == before[1:]

    applications.undo(application=first, by=coordinator)

    assert places(batch) == before
    assert len(rows) == 3


def test_a_selection_taken_back_stands_on_the_reserve_list_as_before(coordinator, batch):
    on_the_reserve_list(batch, 4)
    before = places(batch)
    chosen = Application.objects.filter(pk__in=before[:2])
    decide_many(Decision(Deed.ACCEPT), applications=chosen, by=coordinator)
    assert places(batch) == before[2:]

    decide_many(Decision(Deed.UNDO), applications=chosen.all(), by=coordinator)

    assert places(batch) == before


def test_a_refusal_stays_when_the_person_has_applied_again(work, batch):
    old = ApplicationFactory(batch=batch, state="verified")
    applications.decline(application=old, by=batch.coordinators.get(), reason="Kuota penuh.")
    ApplicationFactory(batch=batch, user=old.user, state="submitted")

    answer = work.post(
        f"/kerja/pendaftaran/{old.public_id}/putuskan/", {"action": "undo"}, follow=True
    )

    assert "has applied again since" in " ".join(str(text) for text in answer.context["messages"])
    old.refresh_from_db()
    assert (old.state, old.reason) == ("declined", "Kuota penuh.")
