"""A new database is built in one stroke, and is what the migrations would have made."""

import re

import pytest
from django.db.migrations.loader import MigrationLoader

from academy.launcher.prepared import FILES, build, is_sealed

VENDORS = pytest.mark.parametrize("vendor", FILES)


def written(vendor: str) -> str:
    return FILES[vendor].read_text(encoding="utf-8")


@VENDORS
def test_the_file_tells_what_these_migrations_make(vendor):
    """Where this fails after a new or changed migration or package: run `bin/schema`.

    Its seal is over all that it was made from. `bin/schema --check` runs all migrations and
    compares, which takes as long as many tests.
    """
    assert is_sealed(written(vendor), MigrationLoader(None))


@VENDORS
@pytest.mark.parametrize(("before", "after"), [("NOT NULL", "NULL"), ("-- ", "--")])
def test_a_file_in_which_a_word_was_changed_is_not_what_was_written(vendor, before, after):
    changed = written(vendor).replace(before, after, 1)
    assert not is_sealed(changed, MigrationLoader(None))


@VENDORS
def test_a_file_of_other_migrations_is_not_what_was_written(vendor):
    loader = MigrationLoader(None)
    loader.disk_migrations.popitem()
    assert not is_sealed(written(vendor), loader)


@pytest.mark.django_db
def test_a_database_that_exists_is_never_built_anew():
    assert not build(MigrationLoader(None))


@VENDORS
def test_the_file_holds_no_time_and_no_key_of_one_database(vendor):
    rows = written(vendor).partition("\n")[2]
    assert not re.search(r"'[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-|'[0-9a-f]{32}'", rows)
    assert not re.search(r"'20\d\d-\d\d-\d\d ", rows)
