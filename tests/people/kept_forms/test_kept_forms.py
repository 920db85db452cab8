"""A form posted after the session's end is kept for the account whose page it was on."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from academy.people.kept_forms import posted as kept
from academy.people.kept_forms.actions import MOST_FORMS, forget_old_forms, keep_form
from academy.people.models import KeptFile, KeptForm
from tests.factories.people import PIN, UserFactory

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PROFILE = {"full_name": "Sulastri Handayani", "language": "id", "title": "Ning"}


class Handset(Client):
    """A browser on a shared handset: it posts the token that its page had."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True)

    def token(self, path="/masuk/"):
        return TOKEN.search(self.get(path, follow=True).content.decode())[1]

    def send(self, path, data, token=None):
        return self.post(path, data | {"csrfmiddlewaretoken": token or self.token()})

    def sign_in(self, user):
        answer = self.send("/masuk/", {"login": user.username, "password": PIN})
        assert answer.status_code == 302, answer.context["form"].errors
        return answer

    def lose_session(self):
        del self.cookies["sessionid"]


@pytest.fixture
def handset():
    return Handset()


def test_what_was_typed_comes_back_after_sign_in_and_is_sent_with_one_button(handset):
    user = UserFactory(pin=True)
    handset.sign_in(user)
    token = handset.token("/akun/profil/")
    handset.lose_session()
    answer = handset.send("/akun/profil/", PROFILE, token)
    form = KeptForm.objects.get()
    assert answer.url == f"/masuk/?next=/akun/isian/{form.public_id}/"
    assert (form.user, form.path, form.fields) == (
        user,
        "/akun/profil/",
        {name: [value] for name, value in PROFILE.items()},
    )
    handset.sign_in(user)
    page = handset.get(f"/akun/isian/{form.public_id}/")
    assert sorted(page.context["texts"]) == ["Ning", "Sulastri Handayani"]
    fresh = TOKEN.search(page.content.decode())[1]
    assert handset.send(form.path, {"kept_form": str(form.public_id)}, fresh).url == "/akun/"
    user.refresh_from_db()
    assert (user.full_name, user.title) == ("Sulastri Handayani", "Ning")
    assert not KeptForm.objects.exists()


def test_after_sign_in_by_another_way_the_waiting_form_is_shown_first(handset):
    user = UserFactory(pin=True)
    form = keep_form(user=user, path="/akun/profil/", fields={"title": ["Ning"]})
    handset.sign_in(user)
    assert handset.get("/masuk/lanjut/").url == f"/akun/isian/{form.public_id}/"


def test_a_classmate_on_the_same_handset_never_gets_the_form(handset):
    owner, classmate = UserFactory(pin=True), UserFactory(pin=True)
    handset.sign_in(owner)
    token = handset.token("/akun/profil/")
    handset.lose_session()
    handset.send("/akun/profil/", PROFILE, token)
    form = KeptForm.objects.get()
    handset.sign_in(classmate)
    assert handset.get(f"/akun/isian/{form.public_id}/").url == "/masuk/lanjut/"
    assert handset.get("/masuk/lanjut/").url == "/belajar/"
    page = handset.token("/akun/profil/")
    handset.send("/akun/profil/", {"kept_form": str(form.public_id)}, page)
    assert handset.send(f"/akun/isian/{form.public_id}/buang/", {}, page).status_code == 404
    classmate.refresh_from_db()
    assert (classmate.title, KeptForm.objects.get()) == ("", form)


def test_a_page_left_open_by_the_one_before_is_kept_for_nobody_else(handset):
    owner, classmate = UserFactory(pin=True), UserFactory(pin=True)
    handset.sign_in(owner)
    token = handset.token("/akun/profil/")
    handset.lose_session()
    handset.sign_in(classmate)
    assert handset.send("/akun/profil/", PROFILE, token).status_code == 403
    handset.lose_session()
    assert handset.send("/akun/profil/", PROFILE, token).status_code == 403
    assert not KeptForm.objects.exists()


def test_a_page_older_than_the_same_persons_new_sign_in_is_kept_too(handset):
    user = UserFactory(pin=True)
    handset.sign_in(user)
    token = handset.token("/akun/profil/")
    handset.lose_session()
    handset.sign_in(user)
    answer = handset.send("/akun/profil/", PROFILE, token)
    assert answer.url == f"/akun/isian/{KeptForm.objects.get().public_id}/"


def test_after_signing_out_nothing_is_kept(handset):
    user = UserFactory(pin=True)
    handset.sign_in(user)
    token = handset.token("/akun/profil/")
    handset.send("/keluar/", {}, token)
    handset.send("/akun/profil/", PROFILE, token)
    assert not KeptForm.objects.exists()


def test_pins_are_never_kept(handset):
    user = UserFactory(pin=True)
    handset.sign_in(user)
    token = handset.token("/akun/pin/")
    handset.lose_session()
    answer = handset.send("/akun/pin/", {"old": PIN, "new": "482915", "again": "482915"}, token)
    assert answer.url == "/masuk/?next=/masuk/lanjut/"
    assert not KeptForm.objects.exists()


def test_a_script_is_told_that_nobody_is_signed_in(handset):
    handset.sign_in(UserFactory(pin=True))
    token = handset.token("/akun/profil/")
    handset.lose_session()
    data = PROFILE | {"csrfmiddlewaretoken": token}
    answer = handset.post("/akun/profil/", data, headers={"sec-fetch-mode": "cors"})
    assert (answer.status_code, answer.json()) == (401, {"signed_out": True})
    part = handset.get("/akun/profil/", headers={"hx-request": "true"})
    assert part["HX-Redirect"] == "/masuk/?next=/akun/profil/"


def test_what_a_script_sends_with_an_old_token_stays_on_its_page_and_is_kept_nowhere_else(handset):
    user = UserFactory(pin=True)
    handset.sign_in(user)
    token = handset.token("/akun/profil/")
    handset.lose_session()
    handset.sign_in(user)
    data = PROFILE | {"csrfmiddlewaretoken": token}
    answer = handset.post("/akun/profil/", data, headers={"sec-fetch-mode": "cors"})
    assert answer.status_code == 403
    assert not KeptForm.objects.exists()


def test_files_are_kept_in_private_and_go_along(handset):
    user = UserFactory(pin=True)
    handset.sign_in(user)
    token = handset.token("/akun/profil/")
    handset.lose_session()
    photo = SimpleUploadedFile("sambal.jpg", b"jpeg", "image/jpeg")
    handset.send("/akun/profil/", PROFILE | {"photo": photo}, token)
    stored = KeptFile.objects.get()
    assert (stored.field, stored.filename, stored.content_type, stored.file.read()) == (
        "photo",
        "sambal.jpg",
        "image/jpeg",
        b"jpeg",
    )
    handset.sign_in(user)
    path = f"/akun/isian/{stored.form.public_id}/"
    assert "sambal.jpg" in handset.get(path).content.decode()


def test_the_same_act_is_kept_once_and_at_most_five_forms_wait(
    django_capture_on_commit_callbacks,
):
    user = UserFactory()
    photo = SimpleUploadedFile("a.jpg", b"jpeg", "image/jpeg")
    first = keep_form(user=user, path="/x/", fields={"client_id": ["1"]}, files=[("photo", photo)])
    stored = first.files.get().file
    with django_capture_on_commit_callbacks(execute=True):
        keep_form(user=user, path="/x/", fields={"client_id": ["1"]})
    assert KeptForm.objects.count() == 1
    assert not stored.storage.exists(stored.name)
    for number in range(10):
        keep_form(user=user, path="/x/", fields={"client_id": [f"n{number}"]})
    assert KeptForm.objects.count() == MOST_FORMS


def test_after_seven_days_a_kept_form_is_forgotten():
    user = UserFactory()
    old = keep_form(user=user, path="/x/", fields={"a": ["b"]})
    KeptForm.objects.filter(pk=old.pk).update(kept_at=timezone.now() - dt.timedelta(days=8))
    young = keep_form(user=user, path="/y/", fields={"a": ["b"]})
    assert (forget_old_forms(), list(KeptForm.objects.all())) == (1, [young])


def test_the_post_that_is_sent_again_has_fields_and_files_as_they_were(rf):
    user = UserFactory()
    photo = SimpleUploadedFile("sambal.jpg", b"jpeg", "image/jpeg")
    form = keep_form(
        user=user, path="/x/?a=1", fields={"text": ["Halo", "Lagi"]}, files=[("photo", photo)]
    )
    elsewhere = rf.post("/y/", {"kept_form": str(form.public_id)})
    request = rf.post("/x/?a=1", {"kept_form": str(form.public_id)})
    elsewhere.user = request.user = user
    assert kept.put_back(elsewhere) is None
    assert kept.put_back(request) == form
    assert request.POST.getlist("text") == ["Halo", "Lagi"]
    file = request.FILES["photo"]
    assert (file.name, file.content_type, file.size, file.read()) == (
        "sambal.jpg",
        "image/jpeg",
        4,
        b"jpeg",
    )


@pytest.mark.parametrize(("status", "stays"), [(302, False), (200, True), (403, True), (500, True)])
def test_with_a_file_the_form_stays_until_it_is_taken(status, stays):
    photo = SimpleUploadedFile("sambal.jpg", b"jpeg", "image/jpeg")
    form = keep_form(user=UserFactory(), path="/x/", fields={}, files=[("photo", photo)])
    kept.done_with(form, status)
    assert KeptForm.objects.exists() is stays
