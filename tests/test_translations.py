"""Indonesian is complete, English is there, and both follow the sources."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

PROJECT = Path(__file__).resolve().parent.parent
LANGUAGES = ("id", "en")


def catalogue(language: str, root: Path = PROJECT) -> polib.POFile:
    return polib.pofile(str(root / "locale" / language / "LC_MESSAGES" / "django.po"))


def texts(language: str, root: Path = PROJECT) -> set[tuple[str | None, str, str]]:
    found = catalogue(language, root)
    return {(e.msgctxt, e.msgid, e.msgid_plural) for e in found if not e.obsolete}


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    """A copy of the sources in which the texts have been collected anew."""
    copy = tmp_path_factory.mktemp("sources") / "academy"
    leave_out = shutil.ignore_patterns(".*", "var", "node_modules", "*.pyc")
    shutil.copytree(PROJECT, copy, ignore=leave_out)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "id", "--locale", "en",
         "--no-location", "--no-wrap", "--ignore", "academy/demo/courses", "--ignore", "tests"],
        cwd=copy,
        check=True,
        capture_output=True,
    )  # fmt: skip
    return copy


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_the_texts_of_the_sources_and_no_others(collected, language):
    assert texts(language) == texts(language, collected)


def test_every_text_is_translated_into_indonesian():
    found = catalogue("id")
    untranslated = [
        entry.msgid
        for entry in found
        if not entry.obsolete
        and not (all(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr)
    ]
    assert untranslated == []
    assert [entry.msgid for entry in found.fuzzy_entries()] == []


PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language):
    wrong = []
    for entry in catalogue(language):
        wanted = placeholders(entry.msgid + entry.msgid_plural)
        translations = [text for text in (entry.msgstr, *entry.msgstr_plural.values()) if text]
        # Indonesian has one form for one and for many, so it needs what either of them has.
        wrong += [text for text in translations if placeholders(text) != wanted]
    assert wrong == []
