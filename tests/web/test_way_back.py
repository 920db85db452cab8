"""Whoever opens the address of a form by itself comes to the page on which the form stands."""

import pytest

from tests.factories.courses import EnrollmentFactory

NAVIGATE = {"Sec-Fetch-Mode": "navigate"}
ID = "01234567-89ab-4def-8123-456789abcdef"


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/tema/", "/"),
        (f"/belajar/{ID}/tugas/{ID}/tambah/", f"/belajar/{ID}/tugas/{ID}/"),
        (f"/belajar/{ID}/tugas/{ID}/kiriman/{ID}/kumpulkan/", f"/belajar/{ID}/tugas/{ID}/"),
    ],
)
@pytest.mark.django_db
def test_a_form_s_own_address_leads_to_its_page(client, address, leads_to):
    seat = EnrollmentFactory()
    client.force_login(seat.user)
    response = client.get(address, headers=NAVIGATE)
    assert (response.status_code, response["Location"]) == (302, leads_to)


@pytest.mark.django_db
def test_a_program_is_told_that_the_address_takes_forms_only(client):
    assert client.get("/tema/").status_code == 405
