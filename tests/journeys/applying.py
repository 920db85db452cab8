"""What an applicant does, from the public page of a batch to the place among the applications."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.forms import follow, submit

OWN_PIN = "904716"


@dataclass(frozen=True)
class Person:
    """Somebody who is not in the demo."""

    name: str
    born: str = "2001-05-06"
    gender: str = "female"
    phone: str = ""


def begin(page: Page, batch: str, person: Person) -> None:
    """Open the public page of `batch` (its id), make an account; end at the second step."""
    page.goto(f"/angkatan/{batch}/")
    follow(page.locator(f'main a[href="/daftar/{batch}/"]').first)
    page.fill("[name=full_name]", person.name)
    page.fill("[name=birth_on]", person.born)
    page.check(f"[name=gender][value={person.gender}]")
    page.fill("[name=phone]", person.phone)
    page.fill("[name=secret]", OWN_PIN)
    page.fill("[name=secret_again]", OWN_PIN)
    submit(page, "[name=save]")
    expect(page).to_have_url(f"/daftar/{batch}/pesantren/")


def choose_pesantren(page: Page, words: str = "miftahul") -> None:
    page.fill("[name=q]", words)
    submit(page, "[name=search]")
    page.check(".found [name=pesantren] >> nth=0")
    page.check("[name=membership_role][value=alumni]")
    submit(page, "[name=save]")


def tell_about_oneself(page: Page, motivation: str = "Ingin memotret sambal kopontren.") -> None:
    page.check("[name=pillar] >> nth=0")
    page.check("[name=has_phone][value=no]")
    page.fill("[name=motivation]", motivation)
    submit(page, "[name=save]")


def consent_and_send(page: Page) -> None:
    """From the papers, which nobody must have, to the page that says: sent."""
    page.locator("main .button--next").click()
    page.check("[name=agreed]")
    submit(page, "[name=save]")
    submit(page, ".button--next")
    page.wait_for_url("**/daftar/status/*/")


def apply(page: Page, batch: str, person: Person) -> str:
    """Apply in all steps; return the user name that the page shows."""
    begin(page, batch, person)
    choose_pesantren(page)
    tell_about_oneself(page)
    consent_and_send(page)
    return page.locator("main dl.facts dd").first.inner_text()
