"""An applicant goes Back in the form: the page is there, with what was chosen."""

import pytest
from playwright.sync_api import expect

from tests.journeys.applying import Person, begin
from tests.journeys.forms import submit

pytestmark = pytest.mark.browser


def test_back_from_the_next_step_shows_the_pesantren_that_was_found_and_chosen(device, small_batch):
    page = device()
    begin(page, small_batch, Person("Nur Kembali"))
    page.check("[name=membership_role][value=alumni]")
    page.fill("[name=q]", "miftahul")
    submit(page, "[name=search]")
    # What was filled in beside the search is there, and the search has an address.
    expect(page.locator("[name=membership_role][value=alumni]")).to_be_checked()
    assert "q=miftahul" in page.url
    first = page.locator(".found [name=pesantren]").first
    chosen = first.get_attribute("value")
    first.check()
    submit(page, "[name=save]")
    expect(page).to_have_url(f"/daftar/{small_batch}/alasan/")

    page.go_back()
    expect(page.locator("[name=q]")).to_have_value("miftahul")
    expect(page.locator(f"[name=pesantren][value='{chosen}']")).to_be_checked()
    page.reload()
    expect(page.locator(f"[name=pesantren][value='{chosen}']")).to_be_checked()
    expect(page.locator("[name=membership_role][value=alumni]")).to_be_checked()


def test_back_shows_the_name_that_was_written_because_the_list_has_none(device, small_batch):
    page = device()
    begin(page, small_batch, Person("Nur Mencari"))
    page.fill("[name=q]", "tidak ada di mana pun")
    submit(page, "[name=search]")
    page.fill("[name=pesantren_note]", "PP Baru, Jember")
    page.check("[name=membership_role][value=santri]")
    submit(page, "[name=save]")
    expect(page).to_have_url(f"/daftar/{small_batch}/alasan/")
    page.go_back()
    expect(page.locator("[name=pesantren_note]")).to_have_value("PP Baru, Jember")
    page.reload()
    expect(page.locator("[name=pesantren_note]")).to_have_value("PP Baru, Jember")
