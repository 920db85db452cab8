"""A new SQLite database is built in one stroke, and is what the migrations would have made."""

import re

import pytest
from django.db.migrations.loader import MigrationLoader

from academy.launcher.prepared import FILE, build, is_sealed


def test_the_file_tells_what_these_migrations_make():
    """Where this fails after a new or changed migration or package: run `bin/schema`.

    Its seal is over all that it was made from. `bin/schema --check` runs all migrations and
    compares, which takes as long as many tests.
    """
    assert is_sealed(FILE.read_text(encoding="utf-8"), MigrationLoader(None))


@pytest.mark.parametrize(("before", "after"), [("NOT NULL", "NULL"), ("-- ", "--")])
def test_a_file_in_which_a_word_was_changed_is_not_what_was_written(before, after):
    written = FILE.read_text(encoding="utf-8").replace(before, after, 1)
    assert not is_sealed(written, MigrationLoader(None))


def test_a_file_of_other_migrations_is_not_what_was_written():
    loader = MigrationLoader(None)
    loader.disk_migrations.popitem()
    assert not is_sealed(FILE.read_text(encoding="utf-8"), loader)


@pytest.mark.django_db
def test_a_database_that_exists_is_never_built_anew():
    assert not build(MigrationLoader(None))


def test_the_file_holds_no_time_and_no_key_of_one_database():
    rows = FILE.read_text(encoding="utf-8").partition("\n")[2]
    assert not re.search(r"'[0-9a-f]{32}'|'20\d\d-\d\d-\d\d ", rows)
