"""The papers of an application: what is taken, and who sees them."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from academy.core.acts import SentDifferently
from academy.web.files import uploads
from courses.admission import actions as applications
from courses.models import ApplicationDocument
from tests.courses.applying import complete_draft, picture
from tests.factories.people import (
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        (SimpleUploadedFile("kartu.jpg", b""), uploads.EmptyFile),
        (SimpleUploadedFile("kartu.jpg", b"<html>hi</html>"), uploads.UnknownFileType),
    ],
    ids=["empty", "renamed HTML"],
)
def test_a_wrong_paper_is_refused_and_the_others_stay(client, file, refusal):
    draft = complete_draft()
    client.force_login(draft.user)
    path = f"/daftar/{draft.batch.public_id}/berkas/"
    client.post(path, {"file": picture(), "client_id": str(uuid.uuid4())})

    answer = client.post(path, {"file": file, "client_id": str(uuid.uuid4())})

    assert answer.context["form"].errors == {"file": [str(refusal.message)]}
    assert draft.documents.count() == 1


def test_a_paper_that_is_chosen_and_not_yet_added_goes_along(client):
    draft = complete_draft()
    client.force_login(draft.user)
    start = f"/daftar/{draft.batch.public_id}"
    form = {"client_id": str(uuid.uuid4()), "go_on": "1"}

    bad = {**form, "file": SimpleUploadedFile("kartu.jpg", b"<html>hi</html>")}
    assert client.post(f"{start}/berkas/", bad).context["form"].errors
    on = client.post(f"{start}/berkas/", {**form, "file": picture()})
    assert (on.headers["Location"], draft.documents.count()) == (f"{start}/persetujuan/", 1)
    without = client.post(f"{start}/berkas/", form)
    assert (without.headers["Location"], draft.documents.count()) == (f"{start}/persetujuan/", 1)


def test_the_step_of_the_papers_is_ticked_once_there_is_one(client):
    draft = complete_draft()
    client.force_login(draft.user)
    path = f"/daftar/{draft.batch.public_id}/berkas/"

    def is_ticked() -> bool:
        return client.get(path).context["steps"][3].is_done

    assert not is_ticked()
    client.post(path, {"file": picture(), "client_id": str(uuid.uuid4())})
    assert is_ticked()


def test_a_paper_sent_twice_is_one():
    draft = complete_draft()
    client_id = uuid.uuid4()

    for _ in range(2):
        applications.add_document(
            application=draft, by=draft.user, client_id=client_id, file=picture()
        )

    assert ApplicationDocument.objects.count() == 1


def test_another_paper_sent_from_a_used_page_is_told_and_not_dropped_unseen():
    draft = complete_draft()
    client_id = uuid.uuid4()
    applications.add_document(application=draft, by=draft.user, client_id=client_id, file=picture())
    with pytest.raises(SentDifferently):
        applications.add_document(
            application=draft, by=draft.user, client_id=client_id, file=picture(colour="red")
        )
    assert draft.documents.count() == 1


def test_five_papers_are_enough():
    draft = complete_draft()

    def add():
        applications.add_document(
            application=draft, by=draft.user, client_id=uuid.uuid4(), file=picture()
        )

    for _ in range(5):
        add()
    with pytest.raises(applications.TooManyDocuments):
        add()


def test_a_paper_is_seen_by_its_owner_and_once_sent_by_the_coordinator(client):
    draft = complete_draft()
    document = applications.add_document(
        application=draft, by=draft.user, client_id=uuid.uuid4(), file=picture()
    )
    coordinator = UserFactory(coordinator=True)
    draft.batch.coordinators.add(coordinator)

    def seen_by(user):
        client.force_login(user)
        return client.get(f"/berkas-pendaftaran/{document.public_id}/").status_code

    others = [UserFactory(), UserFactory(coordinator=True), coordinator]
    assert [seen_by(user) for user in (draft.user, *others)] == [200, 404, 404, 404]
    applications.submit(application=draft, by=draft.user)
    assert [seen_by(user) for user in (draft.user, *others)] == [200, 404, 404, 200]


def test_nobody_takes_a_paper_from_another(client):
    draft = complete_draft()
    document = applications.add_document(
        application=draft, by=draft.user, client_id=uuid.uuid4(), file=picture()
    )
    path = f"/daftar/berkas/{document.public_id}/hapus/"

    client.force_login(UserFactory())
    assert client.post(path).status_code == 404
    client.force_login(draft.user)
    client.post(path)

    assert not ApplicationDocument.objects.exists()
