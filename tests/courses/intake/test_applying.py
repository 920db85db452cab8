"""From the public page to a sent application."""

import uuid
from datetime import date
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from academy.core import uploads
from academy.notify.models import Notice
from academy.people import throttle
from academy.people.models import User
from courses.actions import application as applications
from courses.models import Application, ApplicationDocument
from courses.queries import intake
from tests.factories.courses import ApplicationFactory, BatchFactory, EnrollmentFactory, days
from tests.factories.people import (
    ConsentFactory,
    PesantrenFactory,
    PrivacyNoticeFactory,
    RoleGrantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PIN = "271828"


def who(**changes):
    return {
        "full_name": "Siti Nur'aini",
        "birth_on": "2005-03-04",
        "gender": "female",
        "phone": "0812 3456 7890",
        "email": "",
        "secret": PIN,
        "secret_again": PIN,
        "client_id": str(uuid.uuid4()),
        "happened_at": "",
    } | changes


def picture(name="kartu.jpg"):
    buffer = BytesIO()
    Image.new("RGB", (60, 40), "green").save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/jpeg")


def complete_draft(**changes):
    user = UserFactory(birth_on=date(2000, 1, 2), gender="female")
    ConsentFactory(user=user)
    fields = {"state": "draft", "user": user, "has_phone": False} | changes
    return ApplicationFactory(**fields)


def test_one_applies_from_the_first_step_to_the_sent_application(client):
    PrivacyNoticeFactory()
    batch = BatchFactory(selecting=True)
    pesantren = PesantrenFactory(name="Nurul Jadid")
    start = f"/daftar/{batch.public_id}/"

    assert client.post(start, who()).headers["Location"] == f"{start}pesantren/"
    found = client.post(f"{start}pesantren/", {"search": "1", "q": "PP Nurul Jadid"})
    assert "Nurul Jadid" in found.text
    chosen = {"pesantren": str(pesantren.public_id), "membership_role": "santri", "save": "1"}
    assert client.post(f"{start}pesantren/", chosen).headers["Location"] == f"{start}alasan/"
    about = {"pillar": "santripreneur", "has_phone": "no", "motivation": "Ingin bisa memotret."}
    assert client.post(f"{start}alasan/", about).headers["Location"] == f"{start}berkas/"
    paper = {"file": picture(), "client_id": str(uuid.uuid4())}
    assert client.post(f"{start}berkas/", paper).headers["Location"] == f"{start}berkas/"
    agreed = client.post(f"{start}persetujuan/", {"agreed": "on"})
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


def test_a_first_step_sent_twice_makes_one_account(client):
    batch = BatchFactory(selecting=True)
    form = who()

    client.post(f"/daftar/{batch.public_id}/", form)
    client.logout()
    client.post(f"/daftar/{batch.public_id}/", form)

    assert (User.objects.count(), Application.objects.count()) == (1, 1)


def test_a_used_form_with_another_pin_signs_nobody_in(client):
    batch = BatchFactory(selecting=True)
    form = who()
    client.post(f"/daftar/{batch.public_id}/", form)
    client.logout()

    client.post(
        f"/daftar/{batch.public_id}/", form | {"secret": "314159", "secret_again": "314159"}
    )

    assert "_auth_user_id" not in client.session


def test_a_used_form_lets_nobody_guess_the_pin_faster_than_the_sign_in_page(client):
    batch = BatchFactory(selecting=True)
    form, path = who(), f"/daftar/{batch.public_id}/"
    client.post(path, form)
    client.logout()
    user = User.objects.get()
    for number in range(5):
        wrong = throttle.begin(
            login=user.username, user=user, secret=f"00000{number}", device_knows=False
        )
        throttle.failed(wrong)
        cache.delete(f"{wrong.key}:gate")

    answers = [
        client.post(path, form | {"secret": pin, "secret_again": pin})
        for pin in ("271829", "271827")
    ]

    said = [answer.context["form"].non_field_errors()[0] for answer in answers]
    assert "sudah pernah dikirim" in said[0]
    assert "Tunggu" in said[1]
    client.post(path, form)
    assert "_auth_user_id" not in client.session


def test_a_used_form_does_not_lead_around_the_second_step_of_sign_in(client):
    batch = BatchFactory(selecting=True)
    form = who()
    client.post(f"/daftar/{batch.public_id}/", form)
    client.logout()
    RoleGrantFactory(user=User.objects.get(), role="coordinator")

    client.post(f"/daftar/{batch.public_id}/", form)

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("pin", ["123456", "040305", "12345"])
def test_an_obvious_pin_is_refused_and_everything_else_is_kept(client, pin):
    batch = BatchFactory(selecting=True)

    answer = client.post(
        f"/daftar/{batch.public_id}/", who(secret=pin, secret_again=pin, full_name="Ma'ruf")
    )

    assert list(answer.context["form"].errors) == ["secret"]
    assert answer.context["form"]["full_name"].value() == "Ma'ruf"
    assert not User.objects.exists()


def test_markup_and_sql_in_text_fields_are_text(client):
    PesantrenFactory()
    batch = BatchFactory(selecting=True)
    nasty = "Robert'); DROP TABLE people_user;-- <script>alert(1)</script>"
    start = f"/daftar/{batch.public_id}/"
    client.post(start, who(full_name=nasty))
    client.post(f"{start}pesantren/", {"pesantren_note": nasty, "membership_role": "santri"})

    page = client.get(f"{start}kirim/")

    assert "<script>alert(1)</script>" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert User.objects.count() == 1


def test_a_pesantren_that_is_not_in_the_list_is_written_down(client):
    draft = complete_draft(pesantren=None)
    client.force_login(draft.user)
    path = f"/daftar/{draft.batch.public_id}/pesantren/"

    refused = client.post(path, {"membership_role": "santri"})
    client.post(path, {"membership_role": "santri", "pesantren_note": "PP Baru, Jember"})

    draft.refresh_from_db()
    assert list(refused.context["form"].errors) == ["pesantren"]
    assert (draft.pesantren, draft.pesantren_note) == (None, "PP Baru, Jember")


def test_searching_keeps_what_is_chosen_beside_it(client):
    draft = complete_draft(pesantren=None)
    client.force_login(draft.user)

    answer = client.post(
        f"/daftar/{draft.batch.public_id}/pesantren/",
        {"search": "1", "q": "tidak ada", "membership_role": "alumni", "pesantren_note": "PP Baru"},
    )

    form = answer.context["form"]
    assert (form["membership_role"].value(), form["pesantren_note"].value()) == (
        "alumni",
        "PP Baru",
    )
    draft.refresh_from_db()
    assert draft.membership_role == "santri"


def test_the_same_account_is_led_to_its_open_application(client):
    first = ApplicationFactory(user=UserFactory(birth_on=date(2000, 1, 2), gender="male"))
    other = BatchFactory(selecting=True, program=first.program)
    client.force_login(first.user)

    answer = client.post(f"/daftar/{other.public_id}/", who())

    assert answer.headers["Location"] == f"/daftar/status/{first.public_id}/"
    assert Application.objects.count() == 1


def test_who_has_a_seat_in_the_program_does_not_apply_again():
    enrollment = EnrollmentFactory()
    batch = BatchFactory(selecting=True, program=enrollment.batch.program)

    with pytest.raises(applications.AlreadySeated):
        applications.begin(batch=batch, user=enrollment.user, client_id=uuid.uuid4())


def test_the_answers_of_an_earlier_application_go_along():
    declined = ApplicationFactory(state="declined", motivation="Ingin berjualan.")
    batch = BatchFactory(selecting=True, program=declined.program)

    draft = applications.begin(batch=batch, user=declined.user, client_id=uuid.uuid4())

    assert (draft.motivation, draft.pesantren) == ("Ingin berjualan.", declined.pesantren)


def test_a_page_left_open_by_the_last_user_of_a_handset_does_no_harm():
    first = ApplicationFactory()
    batch = BatchFactory(selecting=True)

    draft = applications.begin(batch=batch, user=UserFactory(), client_id=first.client_id)

    assert draft.user != first.user


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
    client.post(path, {"agreed": "on", "giver": "pesantren", "giver_name": "Ustadz Fauzi"})

    consent = draft.user.consents.get()
    assert set(alone.context["form"].errors) == {"giver", "giver_name"}
    assert (consent.giver, consent.giver_name) == ("pesantren", "Ustadz Fauzi")


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


def test_a_paper_sent_twice_is_one():
    draft = complete_draft()
    client_id = uuid.uuid4()

    for _ in range(2):
        applications.add_document(
            application=draft, by=draft.user, client_id=client_id, file=picture()
        )

    assert ApplicationDocument.objects.count() == 1


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
