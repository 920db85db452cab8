"""A power cut in the middle of issuing, three times."""

import uuid

import pytest

from academy.core.models.job import JobState
from academy.web.files.storages import private_storage
from certificates.actions.issuing import issue_batch
from certificates.models import Certificate
from tests.certificates.pdfs import check_syntax, signature_of, text_of
from tests.factories.certificates import finished_batch, graduate
from tests.factories.people import UserFactory
from tests.services.waiting import wait_until
from tests.services.worker import worker

pytestmark = [
    pytest.mark.services,
    pytest.mark.django_db(transaction=True),
]

PEOPLE = 40
QUICK = {"ACADEMY_HEARTBEAT_SECONDS": "1", "ACADEMY_JOB_LEASE_SECONDS": "2"}


def test_a_worker_killed_three_times_still_issues_each_certificate_once(tmp_path):
    batch = finished_batch()
    seats = [graduate(batch, full_name=f"Peserta {number}") for number in range(1, PEOPLE + 1)]
    coordinator = UserFactory(coordinator=True)

    def printed():
        return Certificate.objects.exclude(pdf="").count()

    with worker(**QUICK) as running:
        job = issue_batch(
            batch, seats, by=coordinator, send_too=True,
            client_id=uuid.uuid4(), return_url="/kerja/",
        )  # fmt: skip
        for kill_at in (3, 12, 21):
            wait_until(
                lambda least=kill_at: printed() >= least, seconds=120, what=f"{kill_at} printed"
            )
            assert printed() < PEOPLE
            running.kill()
            running.start()

        def is_done():
            job.refresh_from_db()
            return job.state == JobState.DONE

        wait_until(is_done, seconds=180, what="all issued")

    assert (job.done_count, job.total_count, job.attempts) == (PEOPLE, PEOPLE, 4)
    assert job.result == {"issued": PEOPLE, "refused": [], "unprinted": []}
    certificates = list(Certificate.objects.order_by("serial"))
    assert [one.serial for one in certificates] == list(range(1, PEOPLE + 1))
    assert [one.enrollment_id for one in certificates] == [seat.pk for seat in seats]
    assert all(one.sent_at for one in certificates)
    assert [unreadable(one, tmp_path) for one in certificates] == [""] * PEOPLE


def unreadable(certificate, folder):
    """Return what is wrong with the kept file of `certificate`; "" if nothing is."""
    path = folder / f"{certificate.serial}.pdf"
    with private_storage().open(certificate.pdf.name) as file:
        path.write_bytes(file.read())
    check_syntax(path)
    if "Signature is Valid." not in signature_of(path):
        return "signature"
    text = text_of(path, page=1)
    return "" if certificate.facts["full_name"] in text and certificate.number in text else "text"
