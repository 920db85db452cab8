"""From the public page to a sent application."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from academy.notify.models import Notice
from academy.people.models import User
from courses.admission import actions as applications
from courses.admission.queries import applications as intake
from courses.models import Application
from tests.courses.applying import complete_draft, picture, who
from tests.factories.courses import ApplicationFactory, BatchFactory, days
from tests.factories.people import (
    PesantrenFactory,
    PrivacyNoticeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_one_applies_from_the_first_step_to_the_sent_application(client):
    PrivacyNoticeFactory()
    batch = BatchFactory(selecting=True)
    pesantren = PesantrenFactory(name="Nurul Jadid")
    start = f"/daftar/{batch.public_id}/"

    assert client.post(start, who()).headers["Location"] == f"{start}pesantren/"
    asked = {"search": "1", "q": "PP Nurul Jadid"}
    found = client.post(f"{start}pesantren/", asked, follow=True)
    assert "Nurul Jadid" in found.text
    chosen = {"pesantren": str(pesantren.public_id), "membership_role": "santri", "save": "1"}
    assert client.post(f"{start}pesantren/", chosen).headers["Location"] == f"{start}alasan/"
    about = {"pillar": "santripreneur", "has_phone": "no", "motivation": "Ingin bisa memotret."}
    assert client.post(f"{start}alasan/", about).headers["Location"] == f"{start}berkas/"
    paper = {"file": picture(), "client_id": str(uuid.uuid4())}
    assert client.post(f"{start}berkas/", paper).headers["Location"] == f"{start}berkas/"
    agreed = client.post(f"{start}persetujuan/", {"agreed": "on", "version": "1"})
    assert agreed.headers["Location"] == f"{start}kirim/"
    client.post(f"{start}kirim/", {"client_id": str(uuid.uuid4())})

    application = Application.objects.get()
    user = application.user
    assert (application.state, application.pesantren, application.pillar) == (
        "submitted",
        pesantren,
        "santripreneur",
    )
    assert (user.full_name, user.phone, user.birth_on) == (
        "Siti Nur'aini",
        "+6281234567890",
        date(2005, 3, 4),
    )
    assert application.documents.count() == 1
    assert Notice.objects.get().kind == "application_received"


def test_before_sending_one_sees_the_name_of_the_certificate_and_its_capitals_are_offered(client):
    draft = complete_draft()
    User.objects.filter(pk=draft.user.pk).update(full_name="SITI NUR'AINI BINTI ALI")
    client.force_login(User.objects.get(pk=draft.user.pk))
    send = f"/daftar/{draft.batch.public_id}/kirim/"
    page = client.get(send).text
    assert "akan tertulis" in page
    assert "Siti Nur&#x27;aini binti Ali" in page
    client.post(send, {"takes_name": "1"})
    draft.refresh_from_db()
    assert (draft.state, draft.user.full_name) == ("draft", "Siti Nur'aini binti Ali")
    assert "takes_name" not in client.get(send).text


def test_the_answers_of_an_earlier_application_go_along():
    declined = ApplicationFactory(state="declined", motivation="Ingin berjualan.")
    batch = BatchFactory(selecting=True, program=declined.program)

    draft = applications.begin(batch=batch, user=declined.user, client_id=uuid.uuid4())

    assert (draft.motivation, draft.pesantren) == ("Ingin berjualan.", declined.pesantren)


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(-10, -1, "Applications are closed"), (1, 10, "Applications are not open yet")],
)
def test_outside_its_time_the_form_says_so(client, opens, closes, words):
    now = timezone.now()
    batch = BatchFactory(
        selecting=True,
        applications_open_at=now + days(opens),
        applications_close_at=now + days(closes),
    )
    client.cookies["django_language"] = "en"

    seen = client.get(f"/daftar/{batch.public_id}/")
    sent = client.post(f"/daftar/{batch.public_id}/", who())

    assert words in seen.text
    assert words in sent.text
    assert not User.objects.exists()


def test_a_hidden_batch_is_not_there(client):
    batch = BatchFactory(selecting=True, is_published=False)

    assert client.get(f"/angkatan/{batch.public_id}/").status_code == 404
    assert client.get(f"/daftar/{batch.public_id}/").status_code == 404


def test_an_incomplete_application_is_not_sent():
    draft = ApplicationFactory(state="draft", motivation="")

    with pytest.raises(applications.NotComplete):
        applications.submit(application=draft, by=draft.user)

    steps = [step for step, _words in intake.missing(draft)]
    assert steps == ["begin", "begin", "about", "about", "consent"]


def test_what_was_sent_on_the_device_before_closing_counts():
    draft = complete_draft()
    draft.batch.applications_close_at = timezone.now() - days(1)
    draft.batch.save()

    with pytest.raises(applications.ApplicationsClosed):
        applications.submit(application=draft, by=draft.user)
    sent = applications.submit(
        application=draft, by=draft.user, happened_at=timezone.now() - days(2)
    )

    assert sent.state == "submitted"


@pytest.mark.parametrize(
    ("edge", "seconds", "is_taken"),
    [
        ("applications_open_at", -1, False),
        ("applications_open_at", 0, True),
        ("applications_close_at", -1, True),
        ("applications_close_at", 0, False),
    ],
)
def test_the_first_second_of_the_time_counts_and_the_one_it_closes_at_does_not(
    edge, seconds, is_taken
):
    draft = complete_draft()
    at = getattr(draft.batch, edge) + timedelta(seconds=seconds)

    with time_machine.travel(at, tick=False):
        if is_taken:
            assert applications.submit(application=draft, by=draft.user).state == "submitted"
        else:
            with pytest.raises(applications.ApplicationsClosed):
                applications.submit(application=draft, by=draft.user)


def test_a_draft_is_not_sent_to_a_batch_that_was_hidden_meanwhile():
    draft = complete_draft()
    draft.batch.is_published = False
    draft.batch.save()

    with pytest.raises(applications.ApplicationsClosed):
        applications.submit(application=draft, by=draft.user)


def test_an_application_sent_twice_is_sent_once():
    draft = complete_draft()
    first = applications.submit(application=draft, by=draft.user)

    second = applications.submit(application=draft, by=draft.user)

    assert (second.state, second.submitted_at) == ("submitted", first.submitted_at)
    assert Notice.objects.filter(user=draft.user).count() == 1


def test_a_clock_four_days_back_is_not_believed():
    draft = complete_draft()
    draft.batch.applications_close_at = timezone.now() - days(1)
    draft.batch.save()

    with pytest.raises(applications.ApplicationsClosed):
        applications.submit(application=draft, by=draft.user, happened_at=timezone.now() - days(4))


def test_sent_answers_are_not_changed_any_more(client):
    sent = ApplicationFactory(motivation="Pertama")
    client.force_login(sent.user)

    with pytest.raises(applications.AlreadySent):
        applications.save_step(application=sent, by=sent.user, motivation="Kedua")
    answer = client.post(f"/daftar/{sent.batch.public_id}/alasan/", {"motivation": "Kedua"})

    assert answer.headers["Location"] == f"/daftar/status/{sent.public_id}/"
    sent.refresh_from_db()
    assert sent.motivation == "Pertama"


def test_for_a_child_the_pesantren_or_a_guardian_consents(client):
    PrivacyNoticeFactory()
    draft = ApplicationFactory(state="draft", user=UserFactory(minor=True))
    client.force_login(draft.user)
    path = f"/daftar/{draft.batch.public_id}/persetujuan/"

    alone = client.post(path, {"agreed": "on"})
    given = {"giver": "pesantren", "giver_name": "Ustadz Fauzi", "version": "1"}
    client.post(path, {"agreed": "on"} | given)

    consent = draft.user.consents.get()
    assert set(alone.context["form"].errors) == {"giver", "giver_name"}
    assert (consent.giver, consent.giver_name) == ("pesantren", "Ustadz Fauzi")


def test_the_status_page_tells_place_reason_and_history(client):
    coordinator = UserFactory(coordinator=True, full_name="Ahmad Fauzi")
    application = ApplicationFactory(state="verified")
    applications.put_on_reserve(
        application=application, by=coordinator, reason="Syarat lengkap, kursi penuh."
    )
    client.force_login(application.user)
    client.cookies["django_language"] = "en"

    page = client.get(f"/daftar/status/{application.public_id}/").text

    assert "You are number 1 on the reserve list" in page
    assert "Syarat lengkap, kursi penuh." in page
    assert "Put on the reserve list" in page
    assert "Ahmad Fauzi" not in page


def test_nobody_reads_the_application_of_another(client):
    application = ApplicationFactory()
    client.force_login(UserFactory())

    assert client.get(f"/daftar/status/{application.public_id}/").status_code == 404
    assert client.post(f"/daftar/status/{application.public_id}/mundur/").status_code == 404


def test_one_withdraws_by_a_posted_form_only(client):
    application = ApplicationFactory()
    client.force_login(application.user)
    path = f"/daftar/status/{application.public_id}/mundur/"

    client.get(path)
    application.refresh_from_db()
    assert application.state == "submitted"
    client.post(path)
    client.post(path)

    application.refresh_from_db()
    assert application.state == "withdrawn"


@pytest.mark.parametrize("step", ["", "pesantren/", "alasan/"])
def test_sent_on_another_device_in_that_very_moment_the_step_leads_to_what_became_of_it(
    client, step
):
    draft = complete_draft()
    client.force_login(draft.user)
    looked = []

    def the_other_device(execute, sql, *more):
        found = execute(sql, *more)
        if not looked and 'FROM "courses_application"' in sql:
            looked.append(sql)
            Application.objects.filter(pk=draft.pk).update(state="submitted")
        return found

    typed = who() | {
        "pesantren": str(draft.pesantren.public_id), "membership_role": "santri", "save": "1",
        "pillar": "santripreneur", "has_phone": "no", "motivation": "Ingin bisa memotret.",
    }  # fmt: skip
    with connection.execute_wrapper(the_other_device):
        answer = client.post(f"/daftar/{draft.batch.public_id}/{step}", typed)
    assert (answer.status_code, answer["Location"]) == (302, f"/daftar/status/{draft.public_id}/")
    draft.refresh_from_db()
    assert draft.motivation != "Ingin bisa memotret."
