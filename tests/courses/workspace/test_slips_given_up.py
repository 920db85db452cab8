"""Slips whose run breaks off, or is given up and comes back: the PINs on paper are in force."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.core.models import Job
from academy.people.models import User
from academy.web.files.storages import PrivateFileStorage, private_storage
from courses.workspace.actions.sheets import request_sheets
from courses.workspace.tasks import make_slip_sheets
from tests.courses.workspace.test_slip_sheets import (
    PIN,
    address,
    lets_in,
    newcomers,
    taken,
    words_of,
)

pytestmark = pytest.mark.django_db


class Stalling(PrivateFileStorage):
    """A disk, or a bucket, that does not answer for minutes; `meanwhile` is what happens then."""

    meanwhile: ClassVar[list[Callable[[], Any]]] = []

    def save(self, *args, **more):
        self._stall()
        return super().save(*args, **more)

    def delete(self, *args, **more):
        self._stall()
        return super().delete(*args, **more)

    def _stall(self):
        if self.meanwhile:
            self.meanwhile.pop()()


@pytest.fixture
def here(client, settings):
    stalling = settings.STORAGES["private"] | {"BACKEND": f"{__name__}.{Stalling.__name__}"}
    settings.STORAGES = settings.STORAGES | {"private": stalling}
    made = newcomers(2)
    asked = {"batch": made.batch, "by": made.coordinator, "everybody": False, "return_url": ""}
    request_sheets(client_id=uuid.uuid4(), **asked)
    client.force_login(made.coordinator)
    return made


def run() -> None:
    """Do the job as a worker does once the one before is given up."""
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    make_slip_sheets(Job.objects.get().pk)


def files() -> int:
    job = Job.objects.get()
    return sum(str(job.public_id) in name for name in private_storage().listdir("slips")[1])


def test_a_run_that_breaks_off_ends_nobodys_pin_and_the_next_one_gives_all_a_good_slip(
    client, here
):
    def full_disk():
        raise OSError("no room")

    Stalling.meanwhile.append(full_disk)
    with pytest.raises(OSError, match="no room"):
        run()
    people = User.objects.filter(enrollments__batch=here.batch)
    assert not any(person.has_usable_password() for person in people)
    # Nothing can be taken that is not finished.
    job = Job.objects.get()
    assert client.get(reverse("courses:job_file", args=[job.public_id])).status_code == 404
    assert client.get(address(here, "batch_slips_file")).url == address(here, "batch_slips")
    run()
    assert lets_in(here, set(PIN.findall(words_of(taken(client, here))))) == [True, True]


def test_a_worker_that_was_given_up_and_comes_back_puts_no_other_pins_on_the_paper(client, here):
    Stalling.meanwhile.append(run)
    run()
    assert lets_in(here, set(PIN.findall(words_of(taken(client, here))))) == [True, True]
    assert files() == 1
