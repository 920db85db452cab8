import pytest

from tests.factories.course_tree import course_tree
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory


@pytest.fixture
def activity():
    """A published activity of a course."""
    return course_tree(modules=1, lessons=1, quiz=False, assignment=False).lessons[0]


@pytest.fixture
def course():
    """A course of two modules, each with a lesson and a quiz."""
    return course_tree(modules=2, lessons=1, quiz=True, assignment=False)


@pytest.fixture
def manager(client):
    """A program manager, signed in, who reads English."""
    user = UserFactory(program_manager=True)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return user


@pytest.fixture
def batch():
    """A batch of two seats in selection, with its coordinator."""
    return BatchFactory(selecting=True, seats=2, coordinators=[UserFactory(coordinator=True)])


@pytest.fixture
def work(client, batch):
    """The browser of the batch's coordinator."""
    client.force_login(batch.coordinators.get())
    client.cookies["django_language"] = "en"
    return client
