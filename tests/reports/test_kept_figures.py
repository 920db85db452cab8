"""The figures on a page are read once a minute; who acts sees it at once."""

import pytest
from django.test import Client

from academy.core import audit
from academy.web.kept import end, readers
from courses.models.verbs import CourseVerb
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory
from tests.factories.reports import seat
from tests.reports.test_pages import sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch():
    return BatchFactory()


def reader():
    client = Client()
    client.user = UserFactory(program_manager=True)
    client.force_login(client.user)
    return client


def accepted(client, batch):
    return client.get(f"/kerja/program/{batch.program.public_id}/").context["total"].accepted


def test_what_others_did_waits_until_the_kept_figures_end(batch):
    client = reader()
    assert accepted(client, batch) == 0
    seat(batch)
    assert accepted(client, batch) == 0
    assert readers.SECONDS == 60
    end()
    assert accepted(client, batch) == 1


def test_what_the_reader_did_is_there_at_once(batch):
    client = reader()
    assert accepted(client, batch) == 0
    enrollment = seat(batch)
    audit.record(CourseVerb.ENROLLED, enrollment, by=client.user)
    assert accepted(client, batch) == 1


def test_each_reader_has_figures_of_their_own(batch):
    assert accepted(reader(), batch) == 0
    seat(batch)
    assert accepted(reader(), batch) == 1


def test_a_changed_target_stands_everywhere_on_the_page(batch):
    client = reader()
    accepted(client, batch)
    batch.program.target = 77
    batch.program.save()
    address = f"/kerja/program/{batch.program.public_id}/"
    assert client.get(address).context["way"].target == 77


def test_a_spreadsheet_is_read_anew(batch):
    client = reader()
    assert accepted(client, batch) == 0
    seat(batch)
    address = f"/kerja/program/{batch.program.public_id}/"
    rows = sheet(client.get(address, {"format": "xlsx"}))
    assert rows[1][3] == 1
