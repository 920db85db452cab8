"""The first step of applying makes the account, once, and opens no other."""

import uuid
from datetime import date

import pytest

from academy.people.models import User
from courses.admission import actions as applications
from courses.models import Application
from tests.courses.applying import who
from tests.factories.courses import ApplicationFactory, BatchFactory, EnrollmentFactory
from tests.factories.people import (
    PesantrenFactory,
    RoleGrantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


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
    answers = [
        client.post(path, form | {"secret": pin, "secret_again": pin})
        for pin in ("271829", "271827", "271826", "271825", "271823", "271822")
    ]

    said = [answer.context["form"].non_field_errors()[0] for answer in answers]
    assert ["sudah pernah dikirim" in answer for answer in said] == [True] * 5 + [False]
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
    said = answer.content.decode()
    assert "Hanya PIN, kata sandi, atau berkas yang perlu diberikan sekali lagi." in said


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


def test_the_same_account_is_led_to_its_open_application(client):
    first = ApplicationFactory(user=UserFactory(birth_on=date(2000, 1, 2), gender="male"))
    other = BatchFactory(selecting=True, program=first.program)
    client.force_login(first.user)

    answer = client.post(f"/daftar/{other.public_id}/", who())

    assert answer.headers["Location"] == f"/daftar/status/{first.public_id}/"
    assert Application.objects.count() == 1


@pytest.mark.parametrize("state", ["active", "completed"])
def test_who_has_a_seat_in_the_program_does_not_apply_again(state):
    enrollment = EnrollmentFactory(state=state)
    batch = BatchFactory(selecting=True, program=enrollment.batch.program)

    with pytest.raises(applications.AlreadySeated):
        applications.begin(batch=batch, user=enrollment.user, client_id=uuid.uuid4())


def test_a_page_left_open_by_the_last_user_of_a_handset_does_no_harm():
    batch, client_id = BatchFactory(selecting=True), uuid.uuid4()
    first, second = UserFactory(), UserFactory()
    of_first = applications.begin(batch=batch, user=first, client_id=client_id)

    for _ in range(2):
        draft = applications.begin(batch=batch, user=second, client_id=client_id)

    assert (of_first.user, draft.user) == (first, second)
    assert Application.objects.count() == 2
