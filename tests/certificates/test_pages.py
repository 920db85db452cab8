"""The holder's list and the certificate desk."""

import uuid
import zipfile
from io import BytesIO

import pytest

from certificates.actions.ending import revoke
from certificates.actions.issuing import issue
from certificates.actions.printing import print_pdf
from certificates.actions.sending import send
from certificates.models import Certificate, ProgramDesign
from tests.factories.certificates import CertificateDesignFactory, finished_batch, graduate
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    user = UserFactory(coordinator=True)
    client.force_login(user)
    return user


@pytest.fixture
def batch(coordinator):
    return finished_batch(coordinators=[coordinator])


def desk(batch, tail=""):
    return f"/kerja/angkatan/{batch.public_id}/sertifikat/{tail}"


def body(response):
    return b"".join(response) if response.streaming else response.content


def test_the_coordinator_sees_who_is_ready_and_issues_after_asking_once(client, batch, run_jobs):
    graduate(batch, full_name="Sulastri")
    EnrollmentFactory(batch=batch, user=UserFactory(full_name="Fauzi"))
    text = client.get(desk(batch)).content.decode()
    assert "Sulastri" in text
    assert "Fauzi" not in text
    assert "Fauzi" in client.get(desk(batch), {"tab": "waiting"}).content.decode()
    form = {"client_id": str(uuid.uuid4()), "kind": "completion"}
    asked = client.post(desk(batch, "terbitkan/"), form).content.decode()
    assert "Sulastri" in asked
    assert Certificate.objects.count() == 0
    for _ in range(2):  # a double click
        client.post(desk(batch, "terbitkan/"), form | {"confirmed": "1", "send_too": "on"})
    run_jobs()
    certificate = Certificate.objects.get()
    assert certificate.sent_at
    text = client.get(desk(batch), {"tab": "issued"}).content.decode()
    assert certificate.number in text


def test_only_the_chosen_get_a_certificate(client, batch, run_jobs):
    one, other = graduate(batch), graduate(batch)
    form = {
        "client_id": str(uuid.uuid4()),
        "kind": "completion",
        "confirmed": "1",
        "selected": [str(other.public_id), str(uuid.uuid4())],
    }
    client.post(desk(batch, "terbitkan/"), form)
    run_jobs()
    assert [found.enrollment for found in Certificate.objects.all()] == [other]
    assert one.certificates.count() == 0


def test_a_preview_is_a_pdf_that_issues_nothing(client, batch):
    seat = graduate(batch)
    response = client.get(desk(batch, f"pratinjau/{seat.public_id}/"))
    assert response["Content-Type"] == "application/pdf"
    assert body(response).startswith(b"%PDF")
    assert Certificate.objects.count() == 0


def test_sending_and_packing_all(client, batch, coordinator, run_jobs):
    certificates = [print_pdf(issue(graduate(batch), by=coordinator)) for _ in range(2)]
    form = {"client_id": str(uuid.uuid4()), "kind": "completion"}
    sure = form | {"confirmed": "1"}
    client.post(desk(batch, "kirim/"), sure | {"selected": [certificates[0].public_id]})
    assert Certificate.objects.filter(sent_at__isnull=False).count() == 1
    client.post(desk(batch, "kirim/"), sure)
    assert Certificate.objects.filter(sent_at__isnull=False).count() == 2
    client.post(desk(batch, "zip/"), form)
    run_jobs()
    job = coordinator.jobs.get()
    packed = client.get(desk(batch, f"zip/{job.public_id}/"))
    with zipfile.ZipFile(BytesIO(body(packed))) as archive:
        assert len(archive.namelist()) == 2
        assert archive.testzip() is None
    # The same file from the list of long work.
    again = client.get(f"/kerja/proses/{job.public_id}/berkas/")
    assert body(again).startswith(b"PK")


def test_revoking_asks_for_a_reason_and_names_the_holder(client, batch, coordinator):
    certificate = issue(graduate(batch, full_name="Sulastri"), by=coordinator)
    address = f"/kerja/sertifikat/{certificate.public_id}/cabut/"
    assert "Sulastri" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 200
    certificate.refresh_from_db()
    assert certificate.state == "valid"
    client.post(address, {"reason": "Bukan karya sendiri"})
    client.post(address, {"reason": "Bukan karya sendiri"})
    certificate.refresh_from_db()
    assert certificate.state == "revoked"


def test_replacing_prints_the_corrected_name(client, batch, coordinator, run_jobs):
    certificate = issue(graduate(batch, full_name="Sulasri"), by=coordinator)
    address = f"/kerja/sertifikat/{certificate.public_id}/ganti/"
    client.post(address, {"reason": "Salah ketik", "full_name": "Sulastri"})
    run_jobs()
    new = Certificate.objects.get(state="valid")
    assert new.facts["full_name"] == "Sulastri"
    response = client.get(f"/kerja/sertifikat/{new.public_id}/pdf/")
    assert body(response).startswith(b"%PDF")


def test_the_design_of_a_program_is_chosen_at_the_desk(client, coordinator):
    batch = finished_batch(with_design=False, coordinators=[coordinator])
    seat = graduate(batch)
    preview = client.get(desk(batch, f"pratinjau/{seat.public_id}/"))
    assert preview.status_code == 302
    client.force_login(UserFactory(program_manager=True))
    client.post(desk(batch, "desain/"), {"design": CertificateDesignFactory().pk})
    assert client.get(desk(batch, f"pratinjau/{seat.public_id}/")).status_code == 200


def test_an_editor_sees_the_paper_while_writing_a_design(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    words = {"heading": "Sertifikat <b>", "city": "Surabaya", "signer_name": "Bu Retno"}
    response = client.get("/admin/sertifikat/contoh.pdf", words)
    assert body(response).startswith(b"%PDF")
    client.force_login(UserFactory())
    assert client.get("/admin/sertifikat/contoh.pdf", words).status_code in {302, 403}


def test_the_preview_of_a_design_may_show_its_paper(client):
    """The page of the preview holds the paper in a frame; a policy without it stays empty."""
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    request = client.get("/admin/").wsgi_request
    answer = CertificateDesignFactory().make_preview_request(request, "")
    assert "frame-src 'self'" in answer["Content-Security-Policy"]
    assert "/admin/sertifikat/contoh.pdf" in answer.text


def test_what_belongs_to_others_is_not_there(client, batch, coordinator):
    foreign = finished_batch()
    certificate = print_pdf(issue(graduate(foreign), by=coordinator))
    for address in ["", f"pratinjau/{certificate.enrollment.public_id}/", "proses/"]:
        assert client.get(desk(foreign, address)).status_code == 404
    for tail in ["terbitkan/", "kirim/", "zip/", "desain/"]:
        assert client.post(desk(foreign, tail)).status_code == 404
    for tail in ["pdf", "cabut", "ganti"]:
        address = f"/kerja/sertifikat/{certificate.public_id}/{tail}/"
        assert client.get(address).status_code == 404
    # A seat of another batch is not previewed through one's own.
    address = desk(batch, f"pratinjau/{certificate.enrollment.public_id}/")
    assert client.get(address).status_code == 404


def test_a_holder_sees_what_was_sent_and_nothing_of_the_desk(client, batch, coordinator):
    seat = graduate(batch)
    certificate = print_pdf(issue(seat, by=coordinator))
    client.force_login(seat.user)
    own = f"/belajar/sertifikat/{certificate.public_id}/unduh/"
    assert client.get(own).status_code == 404
    send(certificate, by=coordinator)
    assert certificate.number in client.get("/belajar/sertifikat/").content.decode()
    assert body(client.get(own)).startswith(b"%PDF")
    assert client.get(desk(batch)).status_code == 403
    for tail in ["pdf", "cabut", "ganti"]:
        address = f"/kerja/sertifikat/{certificate.public_id}/{tail}/"
        assert client.get(address).status_code == 403
    client.force_login(UserFactory())
    assert client.get(own).status_code == 404


def test_visitors_are_asked_to_sign_in(client):
    nobody = uuid.uuid4()
    for address in ["/belajar/sertifikat/", f"/kerja/sertifikat/{nobody}/pdf/"]:
        response = client.get(address)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/masuk/")


@pytest.mark.parametrize(("tab", "queries"), [("ready", 28), ("waiting", 28), ("issued", 28)])
def test_the_desk_costs_the_same_for_one_and_for_three(
    client, batch, coordinator, django_assert_num_queries, tab, queries
):
    for count in (1, 2):
        for number in range(count):
            graduate(batch, full_name=f"Siap {number}")
            EnrollmentFactory(batch=batch)
            issue(graduate(batch), by=coordinator)
        client.get(desk(batch), {"tab": tab})
        with django_assert_num_queries(queries):
            client.get(desk(batch), {"tab": tab})


def test_the_own_list_costs_the_same_for_one_and_for_three(
    client, coordinator, django_assert_num_queries
):
    holder = UserFactory()
    for count in (1, 2):
        for _ in range(count):
            batch = finished_batch()
            seat = EnrollmentFactory(batch=batch, user=holder, state="completed")
            send(print_pdf(issue(seat, by=coordinator)), by=coordinator)
        client.force_login(holder)
        client.get("/belajar/sertifikat/")
        with django_assert_num_queries(3):
            client.get("/belajar/sertifikat/")


def test_who_issues_for_all_leaves_the_own_certificate_to_somebody_else(client, batch, run_jobs):
    other, own = graduate(batch), graduate(batch, full_name="Sulastri", coordinator=True)
    batch.coordinators.add(own.user)
    client.force_login(own.user)
    waiting = client.get(desk(batch), {"tab": "waiting"}).content.decode()
    assert "Sulastri" in waiting
    assert "Sertifikat Anda sendiri" in waiting
    form = {"client_id": str(uuid.uuid4()), "kind": "completion", "confirmed": "1"}
    client.post(desk(batch, "terbitkan/"), form)
    run_jobs()
    assert Certificate.objects.get().enrollment == other
    issue(own, by=UserFactory(program_manager=True))
    page = client.get(desk(batch), {"tab": "issued"}).content.decode()
    assert "Sertifikat Anda sendiri" in page
    assert page.count("/cabut/") == 1


def test_who_lost_a_certificate_gets_another_only_when_chosen(client, batch, run_jobs):
    clean, revoked = graduate(batch), graduate(batch, full_name="Sulastri")
    manager = UserFactory(program_manager=True)
    revoke(issue(revoked, by=manager), by=manager, reason="Nama tertukar")
    assert "yang terdahulu dicabut" in client.get(desk(batch)).content.decode()

    def post(**more):
        form = {"client_id": str(uuid.uuid4()), "kind": "completion", "confirmed": "1"}
        client.post(desk(batch, "terbitkan/"), form | more)
        run_jobs()
        return set(Certificate.objects.filter(state="valid").values_list("enrollment", flat=True))

    assert post() == {clean.pk}
    assert post(selected=str(revoked.public_id)) == {clean.pk, revoked.pk}


def test_a_program_manager_chooses_the_design_and_a_coordinator_sees_which_it_is(client, batch):
    wanted = CertificateDesignFactory(name="Kawung hijau")
    form = {"design": wanted.pk}
    assert client.post(desk(batch, "desain/"), form).status_code == 403
    client.force_login(UserFactory(program_manager=True))
    client.post(desk(batch, "desain/"), form)
    assert ProgramDesign.objects.get(program=batch.program).design == wanted
    client.force_login(batch.coordinators.get())
    page = client.get(desk(batch)).content.decode()
    assert "Kawung hijau" in page
    assert desk(batch, "desain/") not in page


def test_a_choice_that_cannot_be_read_sends_nothing_instead_of_all(client, batch, coordinator):
    for _one in range(2):
        print_pdf(issue(graduate(batch), by=coordinator))
    sent = {"client_id": str(uuid.uuid4()), "confirmed": "1", "selected": ["bukan-kode"]}
    client.post(desk(batch, "kirim/"), sent)
    assert not Certificate.objects.filter(sent_at__isnull=False).exists()
