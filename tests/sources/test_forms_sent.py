"""A form in a part that is told its words alone is told the token too, or nothing is taken."""

import re

import pytest

from tests.services.academy import PROJECT

INCLUDE = re.compile(r'\{%\s*include\s+"([^"]+)"((?:[^%]|%(?!\}))*)%\}')
TEMPLATES = PROJECT / "templates"
PAGES = sorted(TEMPLATES.rglob("*.html"))
# A part whose form is there for some of its callers only, and by which word.
AT_TIMES = {"courses/admission/papers.html": "removable"}


def takes_token(name: str) -> bool:
    path = TEMPLATES / name
    return path.exists() and "csrf_token" in re.sub(r"\{#.*?#\}", "", path.read_text())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_form_of_a_part_has_the_token_of_its_page(path):
    without = [
        name
        for name, told in INCLUDE.findall(path.read_text())
        if re.search(r"\bonly\s*$", told)
        and takes_token(name)
        and "csrf_token=" not in told
        and AT_TIMES.get(name, "") in told
    ]
    assert without == []


def test_there_are_such_parts():
    assert takes_token("courses/gallery/_consent.html")
    assert not takes_token("components/icon.html")
