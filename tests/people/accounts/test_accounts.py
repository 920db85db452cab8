import datetime as dt

import pytest

from academy.core.models import AuditEntry
from academy.people.accounts.actions.accounts import create_account, update_profile
from academy.people.errors import EmailTaken, NameUnusable, PhoneInvalid, SecretTooEasy
from academy.people.models import User
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_an_account_gets_a_readable_user_name_and_the_pin_that_was_chosen():
    user = create_account(
        full_name="  Siti   Nur’aini ", phone="0812 3456 7890", email="", secret="271828"
    )
    user.refresh_from_db()
    assert (user.full_name, user.phone, user.email) == ("Siti Nur'aini", "+6281234567890", None)
    assert user.username.startswith("nuraini")
    assert user.check_password("271828")
    assert list(AuditEntry.objects.about(user).values_list("verb", "actor", "data")) == [
        ("created", None, {})
    ]


def test_without_a_pin_nobody_can_sign_in_yet():
    assert not create_account(full_name="Sulastri").has_usable_password()


def test_many_people_of_one_name_all_get_user_names():
    names = {create_account(full_name="Sulastri").username for _number in range(30)}
    assert len(names) == 30


def test_a_taken_address_a_wrong_number_an_empty_name_and_an_easy_pin_are_refused():
    UserFactory(email="ning@pesantren.example")
    with pytest.raises(EmailTaken):
        create_account(full_name="Ning Aisyah", email=" NING@pesantren.example ")
    with pytest.raises(PhoneInvalid):
        create_account(full_name="Ning Aisyah", phone="12")
    with pytest.raises(NameUnusable):
        create_account(full_name="12 -")
    with pytest.raises(SecretTooEasy):
        create_account(full_name="Ning Aisyah", secret="030510", birth_on=dt.date(2010, 5, 3))
    assert User.objects.count() == 1


def test_a_changed_profile_is_logged_by_field_without_its_content():
    user = UserFactory(full_name="Sulastri")
    update_profile(user=user, by=user, title="Ning", phone="62812-3456-7890", full_name="Sulastri")
    user.refresh_from_db()
    assert (user.title, user.phone) == ("Ning", "+6281234567890")
    assert AuditEntry.objects.about(user).get().data == {"fields": ["phone", "title"]}


def test_a_refused_profile_changes_nothing():
    user = UserFactory(full_name="Sulastri")
    with pytest.raises(PhoneInvalid):
        update_profile(user=user, by=user, full_name="Lain Nama", phone="12")
    user.refresh_from_db()
    assert (user.full_name, user.phone) == ("Sulastri", "")


def test_only_fields_of_the_profile_can_be_changed():
    with pytest.raises(TypeError):
        update_profile(user=UserFactory(), by=UserFactory(), is_staff=True)


def test_a_name_of_many_abbreviations_is_kept_though_spelled_out_it_is_longer():
    name = " ".join(["M."] * 50)
    user = create_account(full_name=name)
    user.refresh_from_db()
    assert user.full_name == name
    assert len(user.name_key) <= 160


@pytest.mark.parametrize("phone", ["0812O4567890", "O81234567890", "08123456789l"])
def test_a_letter_in_a_phone_number_is_asked_about_and_not_left_out(phone):
    with pytest.raises(PhoneInvalid):
        create_account(full_name="Sulastri", phone=phone)
