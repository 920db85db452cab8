import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from academy.people.guards import role_required, worker_required
from academy.people.models import Role
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
LONG = "Muhammad Abdul Qodir Jaelani Al-Baghdadi"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    "name",
    ["people:account", "people:profile", "people:email", "people:change_pin", "people:privacy",
     "people:withdraw_consent", "notify:list", "usersessions_list", "mfa_index", "account_logout"],
)  # fmt: skip
@pytest.mark.parametrize("traits", [{}, {"companion": True}])
def test_every_page_of_the_account_opens_to_its_owner_only(name, traits):
    assert client_of(UserFactory(full_name=LONG, **traits)).get(reverse(name)).status_code == 200
    assert Client().get(reverse(name)).status_code == 302


def test_names_in_any_script_are_saved_as_written_and_markup_is_shown_as_text():
    user = UserFactory(full_name="Sulastri")
    client = client_of(user)
    answer = client.post(
        "/akun/profil/",
        {
            "full_name": "Ma’ruf <b>'; DROP TABLE--",
            "arabic_name": "محمد معروف",
            "phone": "62812 3456 7890",
            "birth_on": "2010-05-03",
            "gender": "male",
            "language": "id",
        },
    )
    assert answer.url == "/akun/"
    user.refresh_from_db()
    assert (user.full_name, user.arabic_name, user.phone, user.birth_on, user.gender) == (
        "Ma'ruf <b>'; DROP TABLE--",
        "محمد معروف",
        "+6281234567890",
        dt.date(2010, 5, 3),
        "male",
    )
    assert "&lt;b&gt;" in client.get("/akun/").content.decode()


def test_a_wrong_profile_says_what_is_wrong_and_keeps_the_rest():
    user = UserFactory(full_name="Sulastri")
    answer = client_of(user).post(
        "/akun/profil/",
        {
            "full_name": "1",
            "phone": "12",
            "birth_on": "2031-01-01",
            "language": "xx",
            "title": "Ning",
        },
    )
    form = answer.context["form"]
    assert form.errors.keys() == {"full_name", "phone", "birth_on", "language"}
    assert form["title"].value() == "Ning"
    user.refresh_from_db()
    assert (user.full_name, user.title) == ("Sulastri", "")


def test_the_account_page_costs_the_same_with_one_pesantren_and_with_three(
    django_assert_num_queries,
):
    for count in (1, 3):
        user = UserFactory()
        MembershipFactory.create_batch(count, user=user)
        client = client_of(user)
        client.get("/akun/")
        with django_assert_num_queries(5):
            client.get("/akun/")


def test_guards_let_in_by_role_and_send_others_away(rf):
    request = rf.get("/kerja/x/?a=1")

    def answer_to(user, guard):
        request.user = user
        return guard(lambda request: "page")(request)

    manager = UserFactory(program_manager=True)
    assert answer_to(manager, worker_required) == "page"
    assert answer_to(manager, role_required(Role.PROGRAM_MANAGER, Role.PARTNER)) == "page"
    assert client_of(UserFactory()).get("/kerja/").status_code in {403, 404}
