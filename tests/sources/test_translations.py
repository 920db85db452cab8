"""Indonesian is complete, English is there, and both follow the sources."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps

PROJECT = Path(__file__).resolve().parents[2]
LANGUAGES = ("id", "en")
# What we say in Indonesian in place of a library, beside our own words.
OURS = sorted((PROJECT / "locale").glob("**/id/LC_MESSAGES/*.po"))


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


def libraries() -> list[Path]:
    """The folders of the translations that Django and the installed apps bring along."""
    # No app is left out: of those whose screens no role opens, such as `wagtail.users`, words
    # stand on open ones (in histories, filters and mails), and a superuser opens them all.
    homes = [Path(django.__file__).parent / "conf", *(Path(a.path) for a in apps.get_app_configs())]
    return [home / "locale" for home in homes if (home / "locale").is_dir()]


def keys(file: Path, *, translated: bool) -> set[tuple[str | None, str]]:
    return {
        (entry.msgctxt, entry.msgid)
        for entry in polib.pofile(str(file))
        if not entry.obsolete and (entry.translated() or not translated)
    }


def words_of(folder: Path, domain: str) -> set[tuple[str | None, str]]:
    files = list(folder.glob(f"en/LC_MESSAGES/{domain}.po"))
    # django_filters has no English catalogue: its words are those that others translated.
    files = files or list(folder.glob(f"*/LC_MESSAGES/{domain}.po"))
    return {key for file in files for key in keys(file, translated=False)}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_what_an_installed_library_says_is_said_in_indonesian(domain):
    own = [file for file in OURS if file.stem == domain]
    theirs = [file for home in libraries() for file in home.glob(f"id/LC_MESSAGES/{domain}.po")]
    said = {key for file in [*own, *theirs] for key in keys(file, translated=True)}
    missing = {str(home): words_of(home, domain) - said for home in libraries()}
    assert {home: words for home, words in missing.items() if words} == {}


PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w*\}|</?\w[^>]*>")
# It names a constraint of the database, which says nothing to who fills a form in.
NAMELESS = {"Constraint “%(name)s” is violated."}


def placeholders(text: str) -> set[str]:
    """What a program fills in, and the tags, by which the page's scripts find their way."""
    return set(PLACEHOLDER.findall(text))


ENGLISH = PROJECT / "locale" / "en" / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("file", [*OURS, ENGLISH], ids=lambda file: str(file.relative_to(PROJECT)))
def test_placeholders_survive_translation(file):
    wrong = []
    for entry in polib.pofile(str(file)):
        if entry.msgid in NAMELESS:
            continue
        wanted = placeholders(entry.msgid + entry.msgid_plural)
        translations = [text for text in (entry.msgstr, *entry.msgstr_plural.values()) if text]
        # Indonesian has one form for one and for many, so it needs what either of them has.
        wrong += [text for text in translations if placeholders(text) != wanted]
    assert wrong == []
