"""Who came to an account or to people's data is written down: who, when, from where, what."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academy.people import accesses
from academy.people.accounts.actions.roles import grant_role, revoke_role
from academy.people.models import Access, AccessKind, Role
from academy.people.tasks import forget_accesses
from tests.access.part import part
from tests.factories.people import PASSWORD, PIN, UserFactory
from tests.people.access_desk.recorded import recorded
from tests.people.entrance.test_second_factor import code_of

# Its rules are asked in one way on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
AT = {"REMOTE_ADDR": "203.0.113.7"}
SECRET = "JBSWY3DPEHPK3PXP"  # what the factory's app holds


def sign_in(login: str, secret: str, client: Client | None = None) -> Client:
    client = client or Client(**AT)
    client.post("/masuk/", {"login": login, "password": secret})
    return client


def test_a_sign_in_is_recorded_with_where_it_came_from():
    user = UserFactory(pin=True)
    sign_in(user.username, PIN)
    assert recorded() == [("signed_in", user.pk, user.pk, "203.0.113.7", "")]
    assert Access.objects.get().path == "/masuk/"


def test_a_wrong_pin_is_recorded_about_the_account_and_an_invented_name_about_nobody():
    user = UserFactory(pin=True)
    sign_in(user.username, "135791")
    sign_in("bukansiapasiapa7", "135791")
    assert recorded() == [
        ("sign_in_failed", None, user.pk, "203.0.113.7", ""),
        ("sign_in_failed", None, None, "203.0.113.7", ""),
    ]


def test_who_guesses_without_end_does_not_fill_the_record():
    user = UserFactory(pin=True)
    client = Client(**AT)
    client.get("/masuk/")
    for number in range(20):
        sign_in(user.username, f"1357{number:02d}", client)
    assert Access.objects.count() == 5


def test_codes_of_the_second_step_are_recorded_right_and_wrong():
    user = UserFactory(coordinator=True)
    client = sign_in(user.username, PASSWORD)
    client.post("/masuk/kode/", {"code": "000000"})
    client.post("/masuk/kode/", {"code": code_of(SECRET)})
    assert recorded() == [
        ("code_wrong", None, user.pk, "203.0.113.7", ""),
        ("code_right", user.pk, user.pk, "203.0.113.7", ""),
        ("signed_in", user.pk, user.pk, "203.0.113.7", ""),
    ]


def test_a_role_given_and_taken_is_recorded_once_each():
    manager, user = UserFactory(program_manager=True), UserFactory()
    for _twice in range(2):
        grant_role(user=user, role=Role.EDITOR, by=manager)
    for _twice in range(2):
        revoke_role(user=user, role=Role.EDITOR, by=manager)
    assert recorded() == [
        ("role_given", manager.pk, user.pk, "", "editor"),
        ("role_taken", manager.pk, user.pk, "", "editor"),
    ]


def test_the_manager_who_gives_roles_and_a_pesantren_on_the_page_is_recorded_with_the_address():
    here = part("Rahayu")
    manager = UserFactory(program_manager=True)
    Access.objects.all().delete()
    client = Client(**AT)
    client.force_login(manager)
    companion = here.people["companion"]
    page = reverse("courses:staff_person", args=[companion.public_id])
    nspp = here.objects["pesantren"].nspp
    client.post(page, {"roles": ["trainer"], "shown_roles": "[]", "nspp": "", "shown_nspp": nspp})
    assert recorded() == [
        ("role_given", manager.pk, companion.pk, "203.0.113.7", "trainer"),
        ("role_taken", manager.pk, companion.pk, "203.0.113.7", "companion"),
    ]


def opened(here, manager, name: str, *words: str, **query: str) -> list[tuple]:
    """Return what is recorded when the manager opens an address."""
    Access.objects.all().delete()
    client = Client(**AT)
    client.force_login(manager)
    known = here.words()
    answer = client.get(reverse(name, args=[known[word] for word in words]), query)
    assert answer.status_code == 200, name
    return list(Access.objects.values_list("kind", "who", "about", "address"))


@pytest.fixture
def here():
    return part("Rahayu")


OF_A_PERSON = [
    ("courses:person", ("seat",), "person_opened"),
    ("courses:person_pin", ("seat",), "person_opened"),
    ("courses:person_consent", ("seat",), "person_opened"),
    ("courses:mark_correct", ("seat", "quiz"), "person_opened"),
    ("courses:application_detail", ("application",), "person_opened"),
    ("courses:review_desk", ("submission",), "person_opened"),
    ("courses:staff_person", ("participant",), "person_opened"),
    ("courses:document_file", ("document",), "paper_opened"),
    ("courses:submission_file", ("file",), "work_opened"),
    ("certificates:download", ("certificate",), "certificate_opened"),
    ("certificates:preview", ("batch", "seat"), "certificate_opened"),
]


@pytest.mark.parametrize(("name", "words", "kind"), OF_A_PERSON, ids=str)
def test_staff_who_open_the_page_or_a_file_of_a_person_are_recorded(
    here, manager, name, words, kind
):
    person = here.people["participant"].pk
    assert opened(here, manager, name, *words) == [(kind, manager.pk, person, "203.0.113.7")]


OF_MANY = [
    ("courses:batch_overview", ("batch",), "exported"),
    ("courses:batch_applications", ("batch",), "exported"),
    ("courses:staff", (), "exported"),
    ("courses:messages", (), "exported"),
    ("people:pesantren_list", (), "exported"),
    ("people:accesses", (), "exported"),
    ("reports:people", ("program",), "exported"),
    ("reports:applications", ("program",), "exported"),
    ("certificates:zip_download", ("batch", "job"), "file_taken"),
    ("courses:job_file", ("job",), "file_taken"),
]


@pytest.mark.parametrize(("name", "words", "kind"), OF_MANY, ids=str)
def test_lists_and_archives_that_are_taken_away_are_recorded(here, manager, name, words, kind):
    found = opened(here, manager, name, *words, format="xlsx")
    assert found == [(kind, manager.pk, None, "203.0.113.7")]


def test_a_copy_of_ones_own_data_is_recorded_and_holds_who_looked():
    user, manager = UserFactory(), UserFactory(program_manager=True)
    client = Client(**AT)
    client.force_login(user)
    accesses.record(AccessKind.PERSON_OPENED, by=manager, about=user)
    rows = client.post(reverse("people:data_copy")).json()["accesses"]
    assert [(row["kind"], row["by_myself"]) for row in rows] == [("person_opened", False)]
    assert recorded()[-1] == ("data_copied", user.pk, user.pk, "203.0.113.7", "")


def test_own_pages_and_files_leave_no_row(here):
    participant = here.people["participant"]
    Access.objects.all().delete()
    client = Client()
    client.force_login(participant)
    for name, word in (("courses:submission_file", "file"), ("courses:document_file", "document")):
        assert client.get(reverse(name, args=[here.words()[word]])).status_code == 200
    assert not Access.objects.exists()


def test_a_recording_that_is_played_on_is_opened_once(here, manager):
    file = here.objects["file"]
    file.file = ContentFile(b"0123456789", name="rekaman.jpg")
    file.save()
    Access.objects.all().delete()
    client = Client()
    client.force_login(manager)
    path = reverse("courses:submission_file", args=[file.public_id])
    for part_asked in ("bytes=0-", "bytes=4-", "bytes=8-9"):
        client.get(path, headers={"Range": part_asked})
    assert Access.objects.count() == 1


@pytest.mark.parametrize("asked", ["bytes=1-", "bytes=-500", "nonsense"])
def test_who_begins_a_file_in_the_middle_has_opened_it_all_the_same(here, manager, asked):
    path = reverse("courses:submission_file", args=[here.objects["file"].public_id])
    Access.objects.all().delete()
    client = Client()
    client.force_login(manager)
    for _time in range(2):
        client.get(path, headers={"Range": asked})
    assert Access.objects.filter(who=manager, path=path).count() == 1
    # After an hour it is opened anew; another reader has not opened it before.
    super(type(Access.objects.all()), Access.objects.all()).update(
        at=timezone.now() - dt.timedelta(minutes=61)
    )
    client.get(path, headers={"Range": asked})
    assert Access.objects.filter(who=manager, path=path).count() == 2
    other = UserFactory(program_manager=True)
    client.force_login(other)
    client.get(path, headers={"Range": asked})
    assert Access.objects.filter(who=other, path=path).count() == 1


def test_who_may_not_open_a_person_leaves_no_row(here):
    stranger = UserFactory(coordinator=True)
    Access.objects.all().delete()
    client = Client()
    client.force_login(stranger)
    answer = client.get(reverse("courses:person", args=[here.objects["seat"].public_id]))
    assert (answer.status_code, Access.objects.exists()) == (404, False)


def test_what_was_recorded_is_never_changed():
    accesses.record(AccessKind.SIGNED_IN, by=None)
    row = Access.objects.get()
    row.address = "198.51.100.1"
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        Access.objects.update(address="198.51.100.1")
    assert Access.objects.get().address == ""


def test_after_four_hundred_days_it_is_forgotten_and_not_a_day_before():
    user = UserFactory()
    for days in (401, 399):
        accesses.record(AccessKind.SIGNED_IN, by=user, about=user)
        row = Access.objects.filter(pk=Access.objects.latest("pk").pk)
        at = timezone.now() - dt.timedelta(days=days)
        super(type(row), row).update(at=at)
    forget_accesses()
    [left] = Access.objects.all()
    assert left.at > timezone.now() - dt.timedelta(days=400)
    assert accesses.forget_old(at_once=1) == 0
