"""What an action refuses and no view has foreseen is a sentence and a way back, not a fault."""

import pytest
from django.urls import path

from academy.core.errors import Refused
from academy.urls import urlpatterns as own

pytestmark = pytest.mark.django_db


def refuse(_request):
    raise Refused("Angkatan ini sudah penuh.")


def break_down(_request):
    raise ValueError


urlpatterns = [
    path("ditolak/", refuse),
    path("admin/ditolak/", refuse),
    path("rusak/", break_down),
    *own,
]


@pytest.fixture(autouse=True)
def refusing(settings):
    settings.ROOT_URLCONF = __name__


@pytest.mark.parametrize("address", ["/ditolak/?halaman=2", "/admin/ditolak/?halaman=2"])
def test_a_refusal_that_no_view_has_foreseen_is_said_and_leads_back(client, address):
    answer = client.post(address)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Angkatan ini sudah penuh." in page
    assert f'href="{address}"' in page
    # What was typed is kept in the browser as long as a page says that it was refused.
    assert "data-focus" in page


def test_what_is_no_refusal_is_left_to_others(client):
    client.raise_request_exception = False
    assert client.get("/rusak/").status_code == 500
