"""The register of all batches as one list, and sending that is asked about."""

import uuid
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from academy.core.jobs import AT_ONCE
from academy.core.models import Job
from academy.notify.models import Notice
from certificates.actions.ending import revoke
from certificates.actions.issuing import issue
from certificates.actions.printing import print_pdf
from certificates.actions.sending import SEND_JOB, send
from certificates.models import Certificate, CertificateKind
from certificates.models.notices import CertificateNotice
from certificates.queries.doubts import Doubt
from courses.completion.actions import refresh
from tests.factories.certificates import finished_batch, graduate
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
REGISTER_QUERIES = 12


@pytest.fixture
def coordinator(client):
    user = UserFactory(coordinator=True)
    client.force_login(user)
    return user


def register(client, **asked):
    return client.get(reverse("certificates:register"), asked)


def numbers(answer):
    return [row.certificate.number for row in answer.context["rows"]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_asks_the_same_for_one_and_three(
    client, coordinator, django_assert_num_queries, count
):
    for _number in range(count):
        issue(graduate(finished_batch(coordinators=[coordinator])), by=coordinator)
    register(client)
    with django_assert_num_queries(REGISTER_QUERIES):
        assert len(numbers(register(client))) == count


def test_it_has_every_own_batch_is_searched_and_says_what_became_of_each(client, coordinator):
    first, second = (finished_batch(coordinators=[coordinator]) for _batch in range(2))
    sent = issue(graduate(first, full_name="Ma'ruf Hidayat"), by=coordinator)
    send(print_pdf(sent), by=coordinator)
    ended = issue(graduate(second, full_name="Sulastri"), by=coordinator)
    revoke(ended, by=coordinator, reason="Salah orang.")
    foreign = issue(graduate(finished_batch()), by=UserFactory(program_manager=True))
    # Somebody who runs batches and took part elsewhere does not answer for that one.
    own = issue(graduate(finished_batch()), by=UserFactory(program_manager=True))
    own.enrollment.user = coordinator
    own.enrollment.save()
    assert numbers(register(client)) == [ended.number, sent.number]
    for asked, found in (
        ({"q": "maruf"}, [sent.number]),
        ({"q": ended.number}, [ended.number]),
        ({"q": sent.code}, [sent.number]),
        ({"state": "revoked"}, [ended.number]),
        ({"sent": "yes"}, [sent.number]),
        ({"sent": "no"}, [ended.number]),
        ({"kind": "attendance"}, []),
        ({"batch": str(second.public_id)}, [ended.number]),
        ({"batch": str(foreign.enrollment.batch.public_id)}, [ended.number, sent.number]),
        ({"since": "2999-01-01"}, []),
        ({"sort": "name"}, [sent.number, ended.number]),
        ({"format": "print"}, [ended.number, sent.number]),
    ):
        assert (asked, numbers(register(client, **asked))) == (asked, found)
    page = register(client).content.decode()
    assert "Salah orang." in page
    assert [(row["Nomor"], row["Alasan"] or "") for row in sheet_of(client)] == [
        (ended.number, "Salah orang."),
        (sent.number, ""),
    ]
    client.force_login(UserFactory(program_manager=True))
    assert len(numbers(register(client))) == Certificate.objects.count()


def sheet_of(client) -> list[dict]:
    sheet = load_workbook(BytesIO(register(client, format="xlsx").content)).active
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_it_says_on_screen_on_paper_and_in_the_sheet_which_is_not_earned_any_more(
    client, coordinator
):
    sound, lost = (
        issue(graduate(finished_batch(coordinators=[coordinator])), by=coordinator)
        for _batch in range(2)
    )
    seat = lost.enrollment
    seat.completions.all().delete()
    refresh(seat, is_correction=True)
    for asked in ({}, {"format": "print"}):
        answer = register(client, **asked)
        doubts = {row.certificate.number: row.doubt for row in answer.context["rows"]}
        assert doubts == {sound.number: None, lost.number: Doubt.LOST}
        assert answer.content.decode().count("Cabut sertifikat ini, atau") == 2  # wide and narrow
    # By what it says, not by how its head is called in a language.
    told = {row["Nomor"]: set(row.values()) for row in sheet_of(client)}
    assert Doubt.LOST.label in told[lost.number]
    assert Doubt.LOST.label not in told[sound.number]


def test_the_register_shows_the_registered_name_beside_another_one(client, coordinator):
    batch = finished_batch(coordinators=[coordinator])
    other = {"full_name": "Sulastri", "certificate_name": "Prof. Sulastri, M.Pd."}
    issue(graduate(batch, **other), by=coordinator)
    issue(graduate(batch, full_name="Fauzi"), by=coordinator)
    for asked in ({}, {"format": "print"}):
        page = register(client, **asked).content.decode()
        assert page.count("Terdaftar: Sulastri") == page.count("Terdaftar:") == 1
        assert "Prof., M.Pd." in page


def test_sending_is_asked_and_goes_to_those_who_were_named(client, coordinator):
    batch = finished_batch(coordinators=[coordinator])
    [first, second] = [print_pdf(issue(graduate(batch), by=coordinator)) for _one in range(2)]
    other_kind = print_pdf(issue(graduate(batch), by=coordinator))
    Certificate.objects.filter(pk=other_kind.pk).update(kind=CertificateKind.ATTENDANCE)
    address = reverse("certificates:send", args=[batch.public_id])
    form = {"client_id": str(uuid.uuid4()), "kind": "completion"}
    asked = client.post(address, form).content.decode()
    for named in (first, second):
        assert named.number in asked
        assert f'name="selected" value="{named.public_id}"' in asked
    assert other_kind.number not in asked
    assert not Certificate.objects.filter(sent_at__isnull=False).exists()
    confirmed = form | {"confirmed": "1", "selected": [str(first.public_id)]}
    client.post(address, confirmed)
    assert list(Certificate.objects.filter(sent_at__isnull=False)) == [first]


def test_a_whole_batch_is_sent_as_long_work_and_everybody_is_told_once(
    client, coordinator, run_jobs
):
    batch = finished_batch(coordinators=[coordinator])
    for _one in range(AT_ONCE + 1):
        issue(graduate(batch), by=coordinator)
    Certificate.objects.update(pdf="certificates/x.pdf")
    address = reverse("certificates:send", args=[batch.public_id])
    form = {"client_id": str(uuid.uuid4()), "kind": "completion", "confirmed": "1"}
    for _sending in range(2):
        client.post(address, form)
    job = Job.objects.get(kind=SEND_JOB)
    assert not Certificate.objects.filter(sent_at__isnull=False).exists()
    desk = client.get(reverse("certificates:batch", args=[batch.public_id])).content.decode()
    assert job.title in desk
    # One is revoked while it waits; another was sent by a colleague.
    revoked, by_hand = Certificate.objects.order_by("pk")[:2]
    revoke(revoked, by=coordinator, reason="Salah orang.")
    send(by_hand, by=coordinator)
    run_jobs()
    told = Notice.objects.filter(kind=CertificateNotice.READY)
    assert told.count() == told.values("user").distinct().count() == AT_ONCE
    assert not told.filter(user=revoked.enrollment.user_id).exists()
    assert Notice.objects.filter(user=coordinator, key=f"job:{job.public_id}").count() == 1
    desk = client.get(reverse("certificates:batch", args=[batch.public_id])).content.decode()
    assert f"Selesai: {AT_ONCE} dari {AT_ONCE + 1}." in desk
    assert f"{revoked.enrollment.user.full_name}: Sertifikat ini dicabut atau diganti" in unescape(
        desk
    )
