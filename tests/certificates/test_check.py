"""The public page that says whether a certificate is real."""

import pytest

from certificates.actions.ending import replace, revoke
from certificates.actions.issuing import issue
from certificates.models import Certificate
from tests.factories.certificates import finished_batch, graduate
from tests.factories.people import UserFactory

# Its rules are asked in one way on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def certificate():
    batch = finished_batch()
    seat = graduate(
        batch,
        full_name="Ahmad Ma'ruf",
        email="maruf@contoh.example",
        phone="+6281234567890",
        birth_on="2008-02-03",
    )
    found = issue(seat, by=UserFactory(full_name="Bu Retno"))
    Certificate.objects.filter(pk=found.pk).update(code="K7M4PQ2XWD")
    found.refresh_from_db()
    return found


def page(client, address="/sertifikat/K7M4PQ2XWD/"):
    response = client.get(address)
    return response.status_code, response.content.decode()


def test_a_valid_certificate_says_what_is_printed_and_nothing_private(client, certificate):
    status, text = page(client)
    assert status == 200
    for fact in ["Ahmad Ma&#x27;ruf", certificate.number, certificate.facts["program"]]:
        assert fact in text
    for private in ["maruf@", "81234567890", "2008", "80,00", "80.00", "Miftahul", "Retno"]:
        assert private not in text


def test_search_engines_are_asked_to_stay_away(client, certificate):
    assert client.get("/sertifikat/K7M4PQ2XWD/")["X-Robots-Tag"] == "noindex"


def test_a_revoked_certificate_says_so_and_not_why(client, certificate):
    revoke(certificate, by=UserFactory(), reason="Foto bukan karya sendiri")
    status, text = page(client)
    assert status == 200
    assert "alert--bad" in text
    assert "alert--good" not in text
    assert "karya sendiri" not in text


def test_a_replaced_certificate_leads_to_the_new_one(client, certificate):
    new = replace(certificate, by=UserFactory(), reason="Salah ketik", full_name="Ahmad Makruf")
    _status, text = page(client)
    assert f"/sertifikat/{new.code}/" in text
    assert "alert--good" not in text
    _status, text = page(client, f"/sertifikat/{new.code}/")
    assert "alert--good" in text
    assert "Ahmad Makruf" in text


@pytest.mark.parametrize(
    "typed", ["k7m4p-q2xwd", "K7M4P Q2XWD", " k7m4pq2xwd ", "K7M4P–O2XWD", "K7M4P02XWD"]
)
def test_a_code_is_understood_however_it_is_typed(client, certificate, typed):
    response = client.get("/sertifikat/", {"kode": typed}, follow=True)
    assert response.redirect_chain[-1][0] == "/sertifikat/K7M4PQ2XWD/"
    assert response.status_code == 200


@pytest.mark.parametrize(
    "typed",
    ["K7M4PQ2XWE", "K7M4P", "0OI1L0OI1L", "' OR 1=1 --", "<script>alert(1)</script>", "٣٤٥٦٧٨٩٢٣٤"],
)
def test_an_unknown_code_gets_a_sentence_and_the_form_again(client, certificate, typed):
    response = client.get("/sertifikat/", {"kode": typed}, follow=True)
    text = response.content.decode()
    assert response.status_code == 404
    assert 'name="kode"' in text
    assert "<script>alert" not in text


def test_an_empty_code_is_asked_for_again(client):
    assert page(client, "/sertifikat/?kode=")[0] == 200


def test_a_code_that_fits_two_certificates_is_not_guessed(client, certificate):
    other = issue(graduate(certificate.enrollment.batch), by=UserFactory())
    Certificate.objects.filter(pk=other.pk).update(code="K7M4PD2XWD")
    assert page(client, "/sertifikat/K7M4PO2XWD/")[0] == 404


def test_checking_costs_one_query(client, certificate, django_assert_num_queries):
    with django_assert_num_queries(1):
        page(client)
