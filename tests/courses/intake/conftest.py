import pytest

from tests.factories.cms import course_tree
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
