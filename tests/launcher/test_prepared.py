"""A new SQLite database is built in one stroke, and is what the migrations would have made."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from academy.launcher.prepared import FILE, build

PROJECT = Path(__file__).resolve().parents[2]


def test_the_file_tells_what_the_migrations_make():
    """Where this fails after a new or changed migration: run `bin/schema`."""
    checked = subprocess.run(
        [sys.executable, "bin/schema", "--check"],
        cwd=PROJECT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (checked.stdout, checked.returncode) == ("", 0), checked.stderr


@pytest.mark.django_db
def test_a_database_that_exists_is_never_built_anew():
    assert not build(MigrationLoader(None))


def test_the_file_holds_no_time_and_no_key_of_one_database():
    rows = FILE.read_text(encoding="utf-8").partition("\n")[2]
    assert not re.search(r"'[0-9a-f]{32}'|'20\d\d-\d\d-\d\d ", rows)
