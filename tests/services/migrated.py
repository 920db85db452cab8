"""A migrated SQLite file, kept between runs: two hundred migrations take most of a minute.

The copy is named after the content of every migration there is, so that a changed one
makes a new file. PostgreSQL migrates at each run: it tests the migrations.
"""

import hashlib
import os
import sqlite3
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader


def _key() -> str:
    loader = MigrationLoader(None)
    names = [".".join(name) for name in sorted(loader.disk_migrations)]
    own = sorted(settings.BASE_DIR.glob("[a-z]*/**/migrations/0*.py"))
    digest = hashlib.sha256("\n".join(names).encode())
    for path in own:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def kept_file() -> Path:
    """Return where the migrated file for today's migrations is, or would be."""
    folder = settings.BASE_DIR / "var" / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"migrated-{_key()}.sqlite3"


def copy(source: Path, target: Path) -> None:
    """Copy a database with what its log still holds; the name appears when it is whole."""
    part = target.with_name(f"{target.name}.{os.getpid()}")
    with sqlite3.connect(source) as old, sqlite3.connect(part) as new:
        old.backup(new)
    part.rename(target)
