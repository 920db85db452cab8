"""Phones that get no newer browser: Chrome stops at 106 on Android 6 and at 119 on Android 7."""

import sys

import pytest
from playwright.sync_api import expect

from academy.demo.accounts import PASSWORD
from tests.browser.pages import PLACES, visit
from tests.journeys import learning
from tests.journeys.applying import Person, apply
from tests.journeys.working import decide
from tests.services.academy import old_chromium
from tests.services.visiting import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform != "linux", reason="the old browsers are built for Linux"),
]

# What may be missing without harm: nicer line ends, a field that grows with its text, a height
# that has an older one beside it.
NICETIES = ("text-wrap", "field-sizing", "scrollbar-width", "dvh")

# What the sheets say and this browser does not know. A value with var() is known when it is used.
NOT_UNDERSTOOD = r"""async () => {
    const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].map(link => link.href);
    const texts = await Promise.all(sheets.map(async sheet => (await fetch(sheet)).text()));
    const found = new Set();
    // A font's own words are no properties, and a prefixed twin does where it stands.
    const rules = texts.join("\n").replace(/@font-face\s*{[^}]*}/g, "");
    const said = rules.matchAll(/[{;]\s*([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g);
    for (const [, name, value] of said) {
        const plain = value.replace(/!important/, "").trim();
        const newer = /\b(oklch|oklab|lch|lab|color-mix|light-dark)\(/.test(plain);
        const known = plain.includes("var(") || name.startsWith("-")
            || rules.includes(`-webkit-${name}:`) || CSS.supports(name, plain);
        if (newer || !known) {
            found.add(`${name}: ${plain}`);
        }
    }
    return [...found];
}"""

# Of the participants: none of those that review, record, arrange or choose among rows.
OF_PARTICIPANTS = {
    "answers", "app", "asked", "changed", "leaving", "lesson", "picture", "quick_check", "quiz",
    "quiz_clock", "quiz_ordering", "secret", "typed",
}  # fmt: skip
OF_SENDERS = {"hand_in", "pieces_out", "shrink", "uploads"}
SCRIPTS = r"""() => performance.getEntriesByType("resource")
    .map(one => /\/js\/(.+?)(\.[0-9a-f]+)?\.js$/.exec(one.name)?.[1]).filter(Boolean)"""
LOOK = """(look => [look.backgroundColor, look.color])(getComputedStyle(document.body))"""


@pytest.fixture(scope="module", params=[106, 119])
def old_browser(request, playwright, browser_type_launch_args):
    """A phone's last Chromium."""
    options = browser_type_launch_args | {"executable_path": old_chromium(request.param)}
    options["args"] = [*options["args"], "--no-zygote"]
    with playwright.chromium.launch(**options) as browser:
        yield browser


@pytest.fixture
def old_phone(old_browser, browser_context_args):
    with old_browser.new_context(**browser_context_args) as context:
        yield context.new_page()


def test_the_sheets_hold_nothing_that_an_old_phone_needs_and_does_not_know(old_phone):
    for address in ("/", "/kerja/"):
        if address == "/kerja/":
            sign_in(old_phone, "koordinator", PASSWORD)
        old_phone.goto(address)
        unknown = old_phone.evaluate(NOT_UNDERSTOOD)
        assert [text for text in unknown if not any(part in text for part in NICETIES)] == []


def test_every_page_of_a_participant_has_its_ground_and_its_ink_and_no_script_of_a_desk(old_phone):
    sign_in(old_phone, "peserta", PASSWORD)
    found = {}
    for place in visit(old_phone, PLACES["peserta"]):
        assert old_phone.evaluate(LOOK) == ["rgb(251, 246, 234)", "rgb(23, 48, 42)"]
        scripts = set(old_phone.evaluate(SCRIPTS)) - OF_PARTICIPANTS
        if old_phone.locator("input[type=file]").count():
            scripts -= OF_SENDERS
        if old_phone.locator("[data-copies]").count():
            scripts -= {"copying"}
        if scripts:
            found[place.name] = scripts
    assert found == {}


def test_a_santri_with_an_old_phone_applies_learns_and_hands_in(
    old_phone, old_browser, coordinator, small_batch
):
    name = f"Siti Ponsel {old_browser.version.split('.')[0]}"
    apply(old_phone, small_batch, Person(name))
    decide(coordinator, small_batch, "submitted", "verify")
    decide(coordinator, small_batch, "verified", "accept")
    learning.read_lesson(old_phone, small_batch)
    learning.pass_quiz(old_phone, small_batch)
    learning.hand_in(old_phone, small_batch, learning.heavy_photo(f"{old_browser.version}.jpg"))
    learning.open_activity(old_phone, small_batch, learning.ASSIGNMENT)
    expect(old_phone.locator("#handed-in")).to_be_visible()
