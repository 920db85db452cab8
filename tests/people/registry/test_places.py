import pytest
from django.core.management import CommandError, call_command

from academy.people.models import District, Regency, User

pytestmark = pytest.mark.django_db


def test_east_java_has_its_38_regencies_and_loading_again_changes_nothing():
    for _time in range(2):
        call_command("load_places", verbosity=0)
        assert (Regency.objects.count(), District.objects.count()) == (38, 666)
    assert Regency.objects.get(name="Kabupaten Banyuwangi").kemendagri_code == "35.10"
    assert District.objects.get(name="Donorojo").regency.name == "Kabupaten Pacitan"


def test_a_fresh_academy_gets_its_first_program_manager(capsys):
    call_command("create_admin", "Retno Kusumawardhani")
    user = User.objects.get()
    printed = capsys.readouterr().out
    pin = printed.split("PIN:")[1].split()[0]
    assert user.username in printed
    assert (user.roles, user.must_change_secret, user.check_password(pin)) == (
        {"program_manager"},
        True,
        True,
    )


def test_a_name_that_is_none_makes_nobody():
    with pytest.raises(CommandError):
        call_command("create_admin", "-")
    assert not User.objects.exists()
