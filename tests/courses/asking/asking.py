"""A batch in which people ask."""

import uuid

from django.urls import reverse

from academy.people.models import User
from courses.asking.actions import posts
from courses.models import Enrollment, Post
from tests.courses.world import World, world
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory
from tests.factories.remembered import remembered

WORDS = "Bagaimana memotret sambal tanpa bayangan tangan?"


@remembered
def class_of(count: int = 2) -> tuple[World, list[Enrollment]]:
    """Return a batch with its trainer and coordinator, and `count` classmates."""
    here = world(0)
    names = ("Siti Nur'aini Rahmawati", "Budi Santoso", "Citra Dewi")
    people = [UserFactory(full_name=name) for name in names[:count]]
    return here, [EnrollmentFactory(batch=here.batch, user=user) for user in people]


def asked(here: World, seat: Enrollment, text: str = WORDS, **more) -> Post:
    return posts.ask(
        enrollment=seat,
        activity=here.tree.lessons[0],
        text=text,
        **({"client_id": uuid.uuid4()} | more),
    )


def answered(question: Post, seat: Enrollment, text: str = "Pakai karton putih.") -> Post:
    return posts.answer(question=question, enrollment=seat, text=text, client_id=uuid.uuid4())


def taught(
    question: Post, by: User, text: str = "Letakkan kertas putih di seberang jendela."
) -> Post:
    return posts.answer_as_staff(question=question, by=by, text=text, client_id=uuid.uuid4())


def address(name: str, *objects) -> str:
    return reverse(f"courses:{name}", args=[getattr(one, "public_id", one) for one in objects])


def ask_address(here: World) -> str:
    return address("ask", here.batch, here.tree.lessons[0].activity_id)


def reader(client, user) -> None:
    client.force_login(user)
    client.cookies["django_language"] = "en"
