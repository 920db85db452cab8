"""Forms of participants keep what was typed: it comes back when the line was dead."""

import re

import pytest

from tests.services.academy import PROJECT
from tests.sources.test_asking_forms import FORM

# Fields in which one writes; a rubric, a tick and a file are none, but stand beside some.
TYPED = re.compile(r"as_field_group|<textarea|_fields.html")
# Where a participant is: the site and what is common to all places.
PLACES = ("base.html", "base_learn.html", "people/base_account.html", "step_base.html")
PARTS = ("courses/gallery/_consent.html",)
# Why nothing is kept there.
NOT_KEPT = {
    "account/reauthenticate.html": "a PIN",
    "mfa/reauthenticate.html": "a code",
    "mfa/totp/activate_form.html": "a code",
    "people/change_pin.html": "a PIN",
    "people/email.html": "asks for the PIN",
    "people/withdraw.html": "a tick",
    "courses/attendance/check_in.html": "a code that is worth nothing a minute later",
    "courses/admission/step_documents.html": "a file",
    "web/gallery.html": "parts of pages, for who makes some",
}


def extends(text: str) -> bool:
    found = re.search(r"{% extends (.+?) %}", text)
    return found is not None and any(place in found[1] for place in PLACES)


def templates() -> dict[str, str]:
    folder = PROJECT / "templates"
    found = {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.html")
    }
    return {name: text for name, text in found.items() if extends(text) or name in PARTS}


def silent(text: str) -> list[str]:
    return [
        " ".join(form["head"].split())
        for form in FORM.finditer(text)
        if 'method="post"' in form["head"]
        and TYPED.search(form["body"])
        and "data-keeps-typed" not in form["head"]
    ]


def test_what_a_participant_types_comes_back_after_a_dead_line():
    found = {name: heads for name, text in templates().items() if (heads := silent(text))}
    assert set(found) == set(NOT_KEPT), found


@pytest.mark.parametrize("name", ["courses/notes/note.html", "courses/assignments/assignment.html"])
def test_there_are_such_forms(name):
    assert "data-keeps-typed" in templates()[name]
