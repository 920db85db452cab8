import pytest

from tests.factories.cms import course_tree


@pytest.fixture
def activity():
    """A published activity of a course."""
    return course_tree(modules=1, lessons=1, quiz=False, assignment=False).lessons[0]
