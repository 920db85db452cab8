"""What a visitor with a browser does in many journeys, and what we look for on each page."""

from playwright.sync_api import Page

from tests.services.academy import PROJECT

AXE = PROJECT / "tests" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def accessibility_faults(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 A and AA on `page`: rule, place, reason."""
    # Evaluated by the debugger, so that the page's strict policy stays in force.
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    assert found["passes"], "axe looked at nothing"
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def sign_in(page: Page, username: str, secret: str) -> None:
    """Sign in by the form, as a person does."""
    page.goto("/masuk/")
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(secret)
    page.locator("main form [type=submit], main form button:not([type])").first.click()
    page.wait_for_url(lambda url: "/masuk/" not in url)
