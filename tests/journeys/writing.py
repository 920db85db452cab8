"""What a trainer does in the content admin during a journey."""

import re

from playwright.sync_api import Page


def page_id(page: Page, title: str) -> int:
    """Return the number of the page with exactly `title`, among those the trainer sees."""
    found = page.request.get("/admin/api/main/pages/", params={"title": title}).json()["items"]
    return next(item["id"] for item in found if item["title"] == title)


def add_like(page: Page, original: str, title: str) -> None:
    """Publish a copy of `original` beside it."""
    page.goto(f"/admin/pages/{page_id(page, original)}/copy/")
    page.fill("[name=new_title]", title)
    page.fill("[name=new_slug]", re.sub(r"\W+", "-", title.lower()))
    page.check("[name=publish_copies]")
    press(page, "form[action$='/copy/'] [type=submit]")


def rename(page: Page, title: str, new_title: str) -> None:
    page.goto(f"/admin/pages/{page_id(page, title)}/edit/")
    page.fill("[name=title]", new_title)
    press_publish(page)


def move(page: Page, title: str, module: str) -> None:
    address = f"/admin/pages/{page_id(page, title)}/move/{page_id(page, module)}/confirm/"
    page.goto(address)
    press(page, "form[action*='/move/'] [type=submit]")


def unpublish(page: Page, title: str) -> None:
    page.goto(f"/admin/pages/{page_id(page, title)}/unpublish/")
    press(page, "form[action$='/unpublish/'] [type=submit]")


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


def fill_page(page: Page, **fields: str) -> None:
    """Fill in the form of a new page and keep it as a draft."""
    for name, text in fields.items():
        page.fill(f"[name={name}]", text)
    press(page, "footer button[type=submit]:not([name])")


def add_heading(page: Page, text: str) -> None:
    """Begin the content of a lesson with a heading."""
    page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    page.get_by_role("option", name="Judul", exact=False).first.click()
    page.fill("[name=body-0-value-text]", text)


def publish(page: Page, title: str) -> None:
    page.goto(f"/admin/pages/{page_id(page, title)}/edit/")
    press_publish(page)


def press_publish(page: Page) -> None:
    page.locator("footer .w-dropdown__toggle").first.click()
    with page.expect_navigation():
        page.locator("[name=action-publish]").click()
