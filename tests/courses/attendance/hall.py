"""A hall in which a session runs, and people with handsets in it."""

import datetime as dt
import uuid
from dataclasses import dataclass

import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academy.people.models import User
from courses.attendance.rules import codes
from courses.models import Attendance, Batch, Enrollment, Session
from tests.courses.world import world
from tests.factories.courses import SessionFactory


@dataclass
class Hall:
    batch: Batch
    session: Session
    seats: list[Enrollment]
    coordinator: User

    @property
    def address(self) -> str:
        return reverse("courses:check_in", args=[self.session.public_id])

    @property
    def roster(self) -> str:
        return reverse("courses:roster", args=[self.session.public_id])

    @property
    def screen(self) -> str:
        return reverse("courses:check_in_code", args=[self.session.public_id])

    def noted(self) -> dict[int, tuple[str, str]]:
        rows = Attendance.objects.filter(session=self.session)
        return {row.enrollment_id: (row.status, row.source) for row in rows}


def hall(count: int = 1, *, hours: float = 1, **session) -> Hall:
    """Return a session of two hours that began an hour ago (or begins in `-hours`)."""
    here = world(count)
    begun = timezone.now() - dt.timedelta(hours=hours)
    made = SessionFactory(batch=here.batch, title="Cahaya pagi", starts_at=begun, **session)
    return Hall(here.batch, made, here.seats, here.coordinator)


def digits(session: Session, seconds_ago: int = 0) -> str:
    """Return what stood on the screen."""
    at = timezone.now() - dt.timedelta(seconds=seconds_ago)
    return codes.digits_of(session.public_id, codes.step_at(at))


def scan(session: Session, seconds_ago: int = 0) -> str:
    """Return the address that a camera read."""
    at = timezone.now() - dt.timedelta(seconds=seconds_ago)
    key = codes.key_of(session.public_id, codes.step_at(at))
    return reverse("courses:check_in_scanned", args=[session.public_id, key])


def handset(person: User | None = None, like: Client | None = None) -> Client:
    """Return a handset, on which `person` has signed in; `like`: the same one, passed on."""
    client = Client()
    if like is not None and "perangkat" in like.cookies:
        client.cookies["perangkat"] = like.cookies["perangkat"].value
    if person is not None:
        client.force_login(person)
        client.get("/akun/")
    return client


def tap(client: Client, here: Hall, **form: str):
    return client.post(here.address, {"client_id": str(uuid.uuid4())} | form, follow=True)


def later(**more):
    """Move the clock on."""
    return time_machine.travel(timezone.now() + dt.timedelta(**more))
