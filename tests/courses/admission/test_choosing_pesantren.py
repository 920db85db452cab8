"""The step at which an applicant finds the own pesantren, or writes it down."""

import pytest

from tests.courses.applying import complete_draft
from tests.courses.workspace.test_shown_forms import form_on
from tests.factories.people import PesantrenFactory

pytestmark = pytest.mark.django_db


def test_a_pesantren_that_is_not_in_the_list_is_written_down(client):
    draft = complete_draft(pesantren=None)
    client.force_login(draft.user)
    path = f"/daftar/{draft.batch.public_id}/pesantren/"

    refused = client.post(path, {"membership_role": "santri"})
    client.post(path, {"membership_role": "santri", "pesantren_note": "PP Baru, Jember"})

    draft.refresh_from_db()
    assert list(refused.context["form"].errors) == ["pesantren"]
    assert (draft.pesantren, draft.pesantren_note) == (None, "PP Baru, Jember")


def test_a_search_has_an_address_and_keeps_what_is_chosen_beside_it(client):
    draft = complete_draft(pesantren=None)
    client.force_login(draft.user)
    path = f"/daftar/{draft.batch.public_id}/pesantren/"
    filled_in = {"membership_role": "alumni", "pesantren_note": "PP Baru"}

    # No page answers a POST, so that Back never asks whether to send it once more.
    answer = client.post(path, {"search": "1", "q": "tidak ada"} | filled_in)
    assert answer.status_code == 302
    form = client.get(answer.url).context["form"]
    assert {name: form[name].value() for name in filled_in} == filled_in
    assert "Tidak ditemukan" in client.get(answer.url).text
    draft.refresh_from_db()
    assert draft.membership_role == "santri"

    # Saved otherwise since, that address shows what is saved.
    client.post(path, {"membership_role": "santri", "pesantren_note": "PP Lama"})
    form = client.get(answer.url).context["form"]
    assert (form["membership_role"].value(), form["pesantren_note"].value()) == (
        "santri",
        "PP Lama",
    )


def test_a_pesantren_that_was_chosen_stays_so_while_another_is_looked_for(client):
    chosen, other = PesantrenFactory(name="Nurul Jadid"), PesantrenFactory(name="Al-Hikam")
    draft = complete_draft(pesantren=None)
    client.force_login(draft.user)
    path = f"/daftar/{draft.batch.public_id}/pesantren/"
    sent = {"search": "1", "q": "Hikam", "pesantren": str(chosen.public_id)}
    page = client.post(path, sent, follow=True)
    assert (page.context["chosen"], page.context["found"]) == (chosen, [other])
    assert f'value="{chosen.public_id}"\n              checked' in page.text
    # An address that somebody has changed chooses nothing.
    address = page.redirect_chain[-1][0].replace(str(chosen.public_id), "x")
    assert client.get(address).context["chosen"] is None


def test_what_was_answered_on_another_handset_meanwhile_is_told_and_not_undone(client):
    draft = complete_draft(pesantren=None, pesantren_note="PP Lama", membership_role="santri")
    client.force_login(draft.user)
    path = f"/daftar/{draft.batch.public_id}/pesantren/"
    older = form_on(client, path, "pesantren_note")
    newer = form_on(client, path, "pesantren_note") | {"pesantren_note": "PP Baru, Jember"}
    assert client.post(path, newer).status_code == 302
    # The same answer again is no matter; the one before is.
    assert client.post(path, newer).status_code == 302
    told = client.post(path, older)
    draft.refresh_from_db()
    assert draft.pesantren_note == "PP Baru, Jember"
    assert "PP Baru, Jember (" in told.text
    # Read, it is decided.
    sent = {"saved": told.context["saved"]}
    assert client.post(path, older | sent).status_code == 302
    draft.refresh_from_db()
    assert draft.pesantren_note == "PP Lama"
