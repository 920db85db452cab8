"""Two people on one page: what one has saved, the other's older page does not undo."""

from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from academy.people.models import User
from certificates.actions.issuing import issue
from certificates.models import Certificate, ProgramDesign
from courses.models import Application, ApplicationState
from tests.factories.certificates import CertificateDesignFactory, finished_batch, graduate
from tests.factories.courses import ApplicationFactory, BatchFactory
from tests.factories.people import PesantrenFactory, UserFactory

pytestmark = pytest.mark.django_db
TOLD = "Somebody else has changed this meanwhile"


class Form(HTMLParser):
    """What a browser sends of the form in which `name` is typed, untouched."""

    def __init__(self, html: str, name: str):
        super().__init__()
        self.name, self.sent, self.select, self.words = name, None, "", ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        name = told.get("name", "")
        if tag == "form" and (self.sent is None or self.name not in self.sent):
            self.sent = {}
        if self.sent is None or (self.name in self.sent and self.closed):
            return
        if tag == "form":
            self.closed = False
        elif tag == "select":
            self.select = name
        elif tag == "option" and ("selected" in told or self.select not in self.sent):
            self.sent[self.select] = told.get("value", "")
        elif tag in {"input", "textarea"} and name:
            is_choice = told.get("type") in {"radio", "checkbox"}
            if not is_choice or "checked" in told:
                self.sent[name] = told.get("value") or ""
            self.words = name if tag == "textarea" else ""

    def handle_data(self, data):
        if self.words:
            # A browser leaves out the first end of line.
            self.sent[self.words] += data.removeprefix("\n")

    def handle_endtag(self, tag):
        self.words = ""
        if tag == "form":
            self.closed = True


def form_on(client, url, name):
    return Form(client.get(url).text, name).sent


def test_a_profile_on_two_handsets_keeps_what_each_has_changed(client):
    person = UserFactory(full_name="Sulastri", phone="+6281234567890")
    client.force_login(person)
    url = reverse("people:profile")
    older = form_on(client, url, "full_name")
    client.post(url, form_on(client, url, "phone") | {"phone": "0813 1111 2222"})
    client.post(url, older | {"full_name": "Sulastri  Ningsih"})
    person = User.objects.get(pk=person.pk)
    assert (person.full_name, person.phone) == ("Sulastri Ningsih", "+6281311112222")


def test_a_name_changed_on_both_handsets_is_told_and_decided_by_the_later(client):
    person = UserFactory(full_name="Sulastri", language="en")
    client.force_login(person)
    client.cookies["django_language"] = "en"
    url = reverse("people:profile")
    older = form_on(client, url, "full_name")
    client.post(url, form_on(client, url, "full_name") | {"full_name": "Sulastri Ningsih"})
    told = client.post(url, older | {"full_name": "Sulastri Rahayu"})
    assert f"{TOLD}. It is now: Sulastri Ningsih." in told.text
    client.post(url, Form(told.text, "full_name").sent)
    assert User.objects.get(pk=person.pk).full_name == "Sulastri Rahayu"


def test_an_application_begun_on_two_handsets_keeps_what_was_written_on_each(client):
    draft = ApplicationFactory(
        state=ApplicationState.DRAFT, pillar="", has_phone=None, motivation="", experience=""
    )
    client.force_login(draft.user)
    url = reverse("courses:application_about", args=[draft.batch.public_id])
    first = {"pillar": "santripreneur", "has_phone": "no", "motivation": "Belajar memotret."}
    assert client.post(url, form_on(client, url, "motivation") | first).status_code == 302
    older = form_on(client, url, "motivation")
    assert older["has_phone"] == "no"
    newer = {"has_phone": "yes", "motivation": "Belajar memotret sambal kami."}
    client.post(url, form_on(client, url, "motivation") | newer)
    client.post(url, older | {"experience": "Keripik singkong."})
    draft = Application.objects.get(pk=draft.pk)
    assert (draft.pillar, draft.has_phone) == ("santripreneur", True)
    assert (draft.motivation, draft.experience) == (newer["motivation"], "Keripik singkong.")
    # Sent untouched, the older page undoes nothing either.
    client.post(url, older)
    assert Application.objects.get(pk=draft.pk).motivation == newer["motivation"]


@dataclass
class Page:
    """A page of the workspace with a field, what two people type there, and where it is kept."""

    url: str
    field: str
    first: str
    second: str
    kept: object
    post_to: str = ""
    button: str = ""

    def post(self, client, form):
        return client.post(self.post_to or self.url, form | {"action": self.button})


def score() -> Page:
    row = ApplicationFactory(state=ApplicationState.VERIFIED, batch=BatchFactory(selecting=True))
    return Page(
        reverse("courses:application_detail", args=[row.public_id]),
        "score",
        "85",
        "60",
        lambda: str(Application.objects.get(pk=row.pk).score),
        reverse("courses:application_decide", args=[row.public_id]),
        "score",
    )


def meant_pesantren() -> Page:
    row = ApplicationFactory(
        pesantren=None, pesantren_note="Al Ihsan", state=ApplicationState.SUBMITTED
    )
    return Page(
        reverse("courses:application_detail", args=[row.public_id]),
        "nspp",
        PesantrenFactory().nspp,
        PesantrenFactory().nspp,
        lambda: Application.objects.get(pk=row.pk).pesantren.nspp,
        reverse("courses:application_decide", args=[row.public_id]),
        "pesantren",
    )


def design() -> Page:
    batch = finished_batch()
    first, second = CertificateDesignFactory(), CertificateDesignFactory()
    return Page(
        reverse("certificates:batch", args=[batch.public_id]),
        "design",
        str(first.pk),
        str(second.pk),
        lambda: str(ProgramDesign.objects.get(program=batch.program).design_id),
        reverse("certificates:design", args=[batch.public_id]),
    )


@pytest.mark.parametrize("make", [score, meant_pesantren, design])
def test_the_later_of_two_reads_what_the_first_has_set_and_decides(client, manager, make):
    page = make()
    older = form_on(client, page.url, page.field)
    page.post(client, form_on(client, page.url, page.field) | {page.field: page.first})
    told = page.post(client, older | {page.field: page.second})
    assert TOLD in told.text
    assert page.kept() == page.first
    page.post(client, Form(told.text, page.field).sent)
    assert page.kept() == page.second


@pytest.mark.parametrize("make", [score, design])
def test_an_older_page_sent_untouched_undoes_nothing(client, manager, make):
    page = make()
    older = form_on(client, page.url, page.field)
    page.post(client, form_on(client, page.url, page.field) | {page.field: page.first})
    page.post(client, older)
    assert page.kept() == page.first


def test_a_certificate_is_replaced_with_the_name_of_now_not_of_the_page(client, manager):
    seat = graduate(finished_batch(), full_name="Sulastri")
    certificate = issue(seat, by=UserFactory())
    url = reverse("certificates:replace", args=[certificate.public_id])
    older = form_on(client, url, "reason")
    User.objects.filter(pk=seat.user_id).update(certificate_name="Sulastri, S.Pd.")
    client.post(url, older | {"reason": "Gelar kurang"})
    assert Certificate.objects.get(replaces=certificate).facts["full_name"] == "Sulastri, S.Pd."
