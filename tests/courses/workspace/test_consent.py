"""Who hears of a withdrawn consent."""

import pytest
from django.test import Client
from django.urls import reverse

from academy.notify.models import Notice
from courses.workspace.actions.consent import tell_withdrawal
from tests.factories.courses import ApplicationFactory, BatchFactory, EnrollmentFactory, days
from tests.factories.people import ConsentFactory, UserFactory

pytestmark = pytest.mark.django_db


def withdraw(person) -> None:
    client = Client()
    client.force_login(person)
    client.post("/akun/privasi/tarik/", {"sure": "on"})


def told() -> dict:
    assert Notice.objects.count() == Notice.objects.values("user").distinct().count()
    return {notice.user: notice.url for notice in Notice.objects.select_related("user")}


def test_the_coordinators_of_todays_batches_and_the_managers_are_told_once(run_jobs):
    first, second, past, foreign, lost = UserFactory.create_batch(5, coordinator=True)
    lost.role_grants.all().delete()
    manager = UserFactory(program_manager=True)
    batch = BatchFactory(coordinators=[first, second, lost], name="Angkatan Rajab")
    old = BatchFactory(coordinators=[past])
    old.ends_on = old.starts_on + days(1)
    old.save()
    BatchFactory(coordinators=[foreign])
    seat = EnrollmentFactory(batch=batch, user__full_name="Sulastri")
    EnrollmentFactory(batch=old, user=seat.user)
    wanted = BatchFactory(selecting=True, coordinators=[second])
    ApplicationFactory(batch=wanted, user=seat.user)
    ConsentFactory(user=seat.user)

    for _time in range(2):
        withdraw(seat.user)
        run_jobs()

    page = reverse("courses:person", args=[seat.public_id])
    assert told() == {first: page, second: page, manager: page}
    text = Notice.objects.get(user=first).params["text"]
    assert text.startswith("Seseorang di Angkatan Rajab menarik persetujuan")
    assert "Sulastri" not in text
    client = Client()
    client.force_login(first)
    assert "ditarik" in client.get(page).text


def test_a_later_withdrawal_is_told_again_and_the_same_one_is_not():
    manager, person = UserFactory(program_manager=True), UserFactory()
    for withdrawal in (7, 7, 8):
        assert tell_withdrawal(person=person, withdrawal=withdrawal) == 1
    assert Notice.objects.filter(user=manager).count() == 2


def test_of_an_applicant_the_coordinator_reads_the_application(run_jobs):
    coordinator = UserFactory(coordinator=True)
    application = ApplicationFactory(batch=BatchFactory(selecting=True, coordinators=[coordinator]))
    ConsentFactory(user=application.user)
    withdraw(application.user)
    run_jobs()
    assert told() == {
        coordinator: reverse("courses:application_detail", args=[application.public_id])
    }


def test_nobody_is_told_of_the_own_withdrawal():
    manager = UserFactory(program_manager=True)
    assert tell_withdrawal(person=manager, withdrawal=1) == 0
