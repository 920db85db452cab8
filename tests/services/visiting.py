"""What a visitor with a browser does in many journeys, and what we look for on each page."""

import time

from playwright.sync_api import Browser, Error, Page

from academy.demo.accounts import PASSWORD
from tests.services.academy import PROJECT

AXE = PROJECT / "tests" / "node_modules" / "axe-core" / "axe.min.js"
ALL_RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Style sheets are read anew for rules alone that are not asked for.
RUN = """async rules => {
    const {passes, violations} = await axe.run(document, {
        runOnly: rules, resultTypes: ["violations"], preload: {assets: ["media"]},
    });
    return [passes.length, violations];
}"""


def accessibility_faults(page: Page, rules: dict = ALL_RULES) -> list[str]:
    """Return what axe finds against WCAG 2.2 A and AA on `page`: rule, place, reason.

    `rules=COLOURS` asks for what depends on the colours alone.
    """
    if not page.evaluate("'axe' in window"):
        # Evaluated by the debugger, so that the page's strict policy stays in force.
        page.evaluate(AXE.read_text())
    passed, violations = page.evaluate(RUN, rules)
    assert passed or violations, "axe looked at nothing"
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def sign_in(page: Page, username: str, secret: str) -> None:
    """Sign in by the form, as a person does."""
    page.goto("/masuk/")
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(secret)
    page.locator("main form [type=submit], main form button:not([type])").first.click()
    page.wait_for_url(lambda url: "/masuk/" not in url)


# Of who has signed in before: since when, and by which cookies. A session of a participant
# ends after half an hour of silence.
_SIGNED_IN: dict[str, tuple[float, list]] = {}
_FRESH_SECONDS = 15 * 60


def enter(page: Page, username: str) -> None:
    """Let `username` of the demo be signed in; who has come before has the same session again.

    Nobody is where it is empty.
    """
    if not username:
        return
    since, cookies = _SIGNED_IN.get(username, (0.0, []))
    if cookies and time.monotonic() - since < _FRESH_SECONDS:
        page.context.add_cookies(cookies)
        return
    sign_in(page, username, PASSWORD)
    _SIGNED_IN[username] = time.monotonic(), page.context.cookies()


def forget_sessions() -> None:
    """Let everybody sign in anew: the academy has gone back to where nobody had."""
    _SIGNED_IN.clear()


def seen_on_pages(browser: Browser) -> str:
    """Return the address and the words of every open page, for whoever reads why a test failed."""
    seen = []
    for page in (page for context in browser.contexts for page in context.pages):
        try:
            words = page.locator("body").inner_text(timeout=2000)
        except Error as error:
            words = error.message
        seen.append(f"{page.url}\n{words[:1500]}")
    return "\n\n".join(seen)
