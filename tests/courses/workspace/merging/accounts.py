"""Two accounts of one person, and how they are merged."""

from types import SimpleNamespace

from django.urls import reverse

from academy.people.models import User
from courses.workspace.actions import merging
from tests.courses.world import world
from tests.factories.courses import (
    ApplicationFactory,
    BatchFactory,
)
from tests.factories.people import (
    UserFactory,
)


def two_accounts():
    """`gone` learns in the batch; `kept` has applied in another program of the coordinator."""
    here = world()
    [seat] = here.seats
    other = BatchFactory(selecting=True, coordinators=[here.coordinator])
    kept = UserFactory(full_name="Sulastri", birth_on="2006-01-02")
    asked = ApplicationFactory(batch=other, user=kept)
    gone = seat.user
    User.objects.filter(pk=gone.pk).update(phone="+6281234567890", email="lastri@mail.example")
    return SimpleNamespace(
        **vars(here), seat=seat, other=other, kept=kept, asked=asked, gone=gone
    )  # fmt: skip


def merge(at, **more):
    given = {"kept": at.kept, "gone": at.gone, "by": at.coordinator, "reason": "Mendaftar dua kali"}
    return merging.merge_people(**given | more)


def address(at):
    return reverse("courses:merge", args=[at.kept.public_id, at.gone.public_id])
