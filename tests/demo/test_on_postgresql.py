"""The whole demo, loaded into PostgreSQL: it tells the same as another load, and the busiest pages
ask little with a warm cache.
"""

import shutil
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.demo.load.base import Clock
from academy.demo.load.whole import load_content, load_people
from academy.people.models import User
from cms.models import LessonPage
from courses.models import Enrollment, Program
from tests.cms.people import signed_in
from tests.demo.story import story
from tests.services.academy import DATABASE, loaded_demo
from tests.services.databases import connected_to_file

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.every_database,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="the budgets are promised for PostgreSQL"
    ),
]

# Promised at most: home 4, lesson 4, outline 8, program 15, batch 15.
COSTS = {
    "participant's home": 4,
    "lesson": 4,
    "outline": 4,
    "program": 9,
    "batch": 14,
}


@pytest.fixture(scope="module")
def told_by_prepare(django_db_setup, django_db_blocker, tmp_path_factory) -> dict[str, str]:
    """What the demo tells that `prepare` has loaded into SQLite, once for all tests."""
    copy = tmp_path_factory.mktemp("demo") / DATABASE
    shutil.copy(loaded_demo() / DATABASE, copy)
    with django_db_blocker.unblock(), connected_to_file(copy):
        return story()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, told_by_prepare) -> Iterator[None]:
    """The whole demo but for the drawn photos, for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        clock = Clock.today()
        load_content(clock)
        load_people(clock, len, with_photos=False)
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("demo")
def test_two_loads_in_two_processes_and_databases_tell_the_same_story(told_by_prepare):
    assert story() == told_by_prepare


def pages() -> dict[str, tuple[str, str]]:
    """Return who opens which address, by the names of `COSTS`."""
    seat = Enrollment.objects.select_related("batch").get(user__username="peserta", batch__number=3)
    lesson = LessonPage.objects.live().filter(path__startswith=seat.batch.courses.first().path)
    batch = seat.batch.public_id
    program = Program.objects.get(batches=seat.batch).public_id
    return {
        "participant's home": ("peserta", reverse("courses:learn_home")),
        "lesson": ("peserta", reverse("courses:lesson", args=[batch, lesson[0].activity_id])),
        "outline": ("peserta", reverse("courses:outline", args=[batch])),
        "program": ("pengelola", reverse("reports:program", args=[program])),
        "batch": ("koordinator", reverse("courses:batch_overview", args=[batch])),
    }


@pytest.mark.usefixtures("demo")
def test_the_busiest_pages_stay_within_their_budgets():
    cache.clear()
    found = {}
    for name, (username, address) in pages().items():
        client = signed_in(User.objects.get(username=username))
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        found[name] = len(asked)
    assert found == COSTS
