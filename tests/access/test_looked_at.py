"""Every page of a participant is looked at in a browser: by axe, on the smallest and old phones."""

import uuid

from tests.access.rows import PARTICIPANT
from tests.access.table import ROWS
from tests.access.visits import address_of
from tests.browser.pages import PLACES, fits

# By doing something there: `tests/journeys/test_every_step.py`.
COME_TO = {
    "courses:application_pesantren", "courses:application_about", "courses:application_documents",
    "courses:application_consent", "courses:application_send", "courses:application_status",
    "courses:application_withdraw", "courses:attempt",
    "courses:post_edit", "courses:practice_result",
}  # fmt: skip
FILES = {
    "certificates:own_download", "courses:submission_file", "courses:submission_thumbnail",
    "courses:letter_file",
    "courses:document_file", "courses:post_picture", "courses:post_thumbnail",
    "courses:gallery_photo", "courses:gallery_thumbnail", "courses:peer_file",
    "courses:peer_thumbnail", "courses:voice_note", "cms:picture", "cms:drawing", "cms:medium",
    "cms:captions", "cms:poster", "cms:document", "courses:job_file", "wagtail_serve",
    "courses:calendar_feed",
}  # fmt: skip
# What is no id in an address.
SPELLED = {"post": "post", "holder": "sulastri482", "used_card": "dipakai"}
FOR_PROGRAMS = {"healthz", "readyz", "core:robots", "core:security", "cms:sitemap"}
# Why each is looked at nowhere.
NOT_LOOKED_AT = {
    "account_inactive": "one sentence, as on the page of the sign-in",
    "account_logout": "asks once, as the pages that withdraw something",
    "account_reauthenticate": "one field, as on the page of the sign-in",
    "core:too_large": "a page of faults, as the one of what is not found",
    "people:kept_form": "a form that came too late; its journey is in test_bad_input.py",
    "people:confirm_email": "one button, led to by a letter",
    "certificates:check": "the same for all; opened as a coordinator",
    "courses:check_in": "no session of the demo runs; looked at where one does",
    "courses:check_in_scanned": "the same page, after the code was scanned",
    "courses:gallery_own": "nobody asks the demo's participant for a work",
    "mfa_index": "the second step is of who works",
}


def pages() -> dict[str, str]:
    """Return the addresses of all pages that a participant reads, by their names."""
    words = {word: uuid.uuid4() for row in ROWS for word in row.words} | SPELLED
    rows = [row for row in ROWS if row.shown >= PARTICIPANT and row.name not in FILES]
    found = {row.name: address_of(row, words) for row in rows}
    return {name: address for name, address in found.items() if not address.startswith("/kerja/")}


def test_every_page_of_a_participant_is_looked_at_or_says_why_not():
    looked_at = [place.address.split("?")[0] for place in PLACES[""] + PLACES["peserta"]]
    unseen = {
        name
        for name, address in pages().items()
        if not any(fits(address, pattern) for pattern in looked_at)
    }
    assert unseen == COME_TO | FOR_PROGRAMS | set(NOT_LOOKED_AT)
