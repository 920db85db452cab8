"""Letters of acceptance and of refusal, one or all of a batch."""

import uuid
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from academy.core.models import Job
from tests.courses.selection.choosing import verified
from tests.factories.courses import ApplicationFactory

pytestmark = pytest.mark.django_db


def test_the_letter_of_one_person_is_a_page(work, batch):
    application = ApplicationFactory(batch=batch, state="declined", reason="Kursi terbatas.")
    answer = work.get(reverse("courses:application_letter", args=[application.public_id]))
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1


def test_who_is_not_decided_has_no_letter(work, batch):
    application = verified(batch, "Sulastri", 50)
    answer = work.get(reverse("courses:application_letter", args=[application.public_id]))
    assert answer.status_code == 404


def test_the_letters_of_all_who_are_accepted_are_one_file(work, batch, run_jobs):
    for state in ("accepted", "accepted", "declined"):
        ApplicationFactory(batch=batch, state=state)
    sent = {"state": "accepted", "client_id": str(uuid.uuid4())}
    answer = work.post(reverse("courses:selection_letters", args=[batch.public_id]), sent)
    run_jobs()
    job = Job.objects.get()
    assert answer.url == reverse("courses:job", args=[job.public_id])
    file = work.get(reverse("courses:job_file", args=[job.public_id]))
    with pikepdf.open(BytesIO(b"".join(file.streaming_content))) as pdf:
        assert len(pdf.pages) == 2
