"""A new database in one stroke: all that the migrations make, written down as SQL.

`prepared_sqlite.sql` and `prepared_postgresql.sql` are written by `bin/schema`, never by hand.
Each begins with a checksum of the migrations that it stands for: where one of them has changed
since, nothing is built from it and they run one by one, as they do on every database that exists
already. It ends with a seal over its text and over all that it was made from, which a test breaks
open: a file whose seal is right is what `bin/schema` wrote, and would write again.
"""

import re
import sqlite3
import sys
import uuid
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

FILES = {
    vendor: Path(__file__).with_name(f"prepared_{vendor}.sql")
    for vendor in ("sqlite", "postgresql")
}
PROJECT = Path(__file__).resolve().parents[2]
# Besides the migrations themselves: who writes, and the versions of all that is installed.
_MADE_FROM = (Path(__file__), PROJECT / "bin" / "schema", PROJECT / "requirements.txt")
_SEAL = "-- sealed "
# What is each database's own: when a migration was applied, and keys made by chance.
NOW, KEY = "@now@", "@key@"
_TIME = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?(\+00)?'")
_UUID = re.compile(r"'[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}'")
_RECORDED = re.compile(
    r"^INSERT INTO \"?django_migrations\"? VALUES ?\(\d+, ?'(\w+)', ?'(\w+)',", re.M
)
# What pg_dump says of itself and of its session, and where everything stands anyway.
_OF_THE_DUMP = re.compile(r"^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\.*|)\n", re.M)
_SCHEMA = re.compile(r"\bpublic\.")


def written_down(statements: str, loader: MigrationLoader) -> str:
    """Return `statements`, which make a freshly migrated database, without what is that
    database's own, sealed.
    """
    rows = _UUID.sub(f"'{KEY}'", _TIME.sub(f"'{NOW}'", statements))
    text = f"-- {checksum(loader, _RECORDED.findall(rows))}\n{rows}\n"
    return f"{text}{_SEAL}{_seal(text, loader)}\n"


def is_sealed(written: str, loader: MigrationLoader) -> bool:
    """Say whether `written` is what `written_down()` made of the migrations of `loader`."""
    text, _, seal = written.rpartition(_SEAL)
    return seal == f"{_seal(text, loader)}\n"


def _seal(text: str, loader: MigrationLoader) -> str:
    whole = sha256(text.encode())
    whole.update(checksum(loader, loader.disk_migrations).encode())
    for path in _MADE_FROM:
        whole.update(path.read_bytes())
    return whole.hexdigest()


def build(loader: MigrationLoader) -> bool:
    """Fill the database from its file if it is empty; say whether it was.

    Nothing is done where the file stands for other migrations than `loader` knows.
    """
    if connection.introspection.table_names():
        return False
    first, _, rows = FILES[connection.vendor].read_text(encoding="utf-8").partition("\n")
    migrations = _RECORDED.findall(rows)
    unknown = set(migrations) - set(loader.disk_migrations)
    if unknown or first != f"-- {checksum(loader, migrations)}":
        return False
    rows = rows.replace(NOW, timezone.now().strftime("%Y-%m-%d %H:%M:%S.%f"))
    rows = re.sub(KEY, lambda _found: uuid.uuid4().hex, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executescript(f"BEGIN;\n{rows}COMMIT;\n")
        else:
            with transaction.atomic():
                cursor.execute(rows)
    return True


def checksum(loader: MigrationLoader, migrations: Iterable[tuple[str, str]]) -> str:
    """Return one checksum of the sources of these `migrations` (app and name)."""
    whole = sha256()
    for key in sorted(migrations):
        source = sys.modules[loader.disk_migrations[key].__module__].__file__
        whole.update(f"{key}".encode() + Path(str(source)).read_bytes())
    return whole.hexdigest()


def of_dump(dump: str) -> str:
    """Return what makes the same tables and rows as a `dump` of PostgreSQL, in any schema.

    None of the rows that migrations write has more than one line.
    """
    return _SCHEMA.sub("", _OF_THE_DUMP.sub("", dump))


def of_sqlite(database: sqlite3.Connection) -> str:
    """Return what makes the same tables and rows as `database` has."""
    return "\n".join(_statements(database))


def _statements(database: sqlite3.Connection) -> Iterator[str]:
    kinds = {row[1]: row[2] for row in database.execute("PRAGMA table_list")}
    made = list(database.execute("SELECT type, name, sql FROM sqlite_master WHERE sql NOT NULL"))
    tables = [row for row in made if row[0] == "table" and not row[1].startswith("sqlite_")]
    for _type, name, sql in tables:
        # What stands behind a virtual table comes with it.
        if kinds[name] != "shadow":
            yield f"{sql};"
    for _type, name, _sql in tables:
        if kinds[name] == "table":
            yield from _rows(database, name)
    for kind, _name, sql in made:
        if kind != "table":
            yield f"{sql};"


def _rows(database: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    values = "||','||".join(f'quote("{column}")' for column in columns)
    for (row,) in database.execute(f'SELECT {values} FROM "{table}" ORDER BY rowid'):  # noqa: S608 # names from the database's own list
        yield f'INSERT INTO "{table}" VALUES({row});'
