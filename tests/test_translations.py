"""Indonesian is complete, English is there, and both follow the sources."""

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
    leave_out = shutil.ignore_patterns(".*", "var", "node_modules", "tests", "*.pyc")
    shutil.copytree(PROJECT, copy, ignore=leave_out)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "id", "--locale", "en",
         "--no-location", "--no-wrap", "--ignore", "academy/demo/courses"],
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language):
    checked = subprocess.run(
        [
            "msgfmt",
            "--check",
            "--output-file=/dev/null",
            f"locale/{language}/LC_MESSAGES/django.po",
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, "")
