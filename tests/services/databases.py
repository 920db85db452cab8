"""The empty database of a test process: made quickly, migrated once for all on PostgreSQL, and
empty again in no time after a test that has committed rows.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.utils import load_backend

from academy.launcher import prepared

CACHE_TABLE = "academy_cache"
# Any number that nobody else takes: one test process migrates while the others wait.
_LOCK = 7_062_025


def provide(name: str | Path) -> None:
    """Make the database `name` for a test process.

    It is built from the schema as written down, like an academy's own. On PostgreSQL that is a
    database of its own, which every process copies; an older copy of the name is dropped.
    """
    if connection.vendor == "sqlite":
        with connected_to(name):
            prepared.build(MigrationLoader(None))
            # For the processes of an academy that a test starts: they have no other cache.
            call_command("createcachetable", CACHE_TABLE)
            with closing(sqlite3.connect(_pristine())) as copy:
                connection.connection.backup(copy)
        return
    server = connection.get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**server, autocommit=True) as session:
        session.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        loader = MigrationLoader(None)
        migrated = f"academy_{prepared.checksum(loader, loader.disk_migrations)[:16]}"
        there = session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [migrated])
        if there.fetchone() is None:
            # The name appears when it is whole.
            session.execute("DROP DATABASE IF EXISTS academy_part")
            session.execute("CREATE DATABASE academy_part")
            with connected_to("academy_part"):
                prepared.build(loader)
                call_command("migrate", verbosity=0, interactive=False)
                _keep_rows()
            session.execute(f"ALTER DATABASE academy_part RENAME TO {migrated}")
        session.execute(f"DROP DATABASE IF EXISTS {name}")
        session.execute(f"CREATE DATABASE {name} TEMPLATE {migrated}")


def begin_anew() -> None:
    """Take every row away that is not of the migrations, also under a worker that goes on."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(_pristine())) as copy:
            copy.backup(connection.connection)
        return
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN_ANEW)


def _pristine() -> Path:
    """Return where a copy of the empty SQLite database lies."""
    return Path(settings.VAR_DIR) / "empty.sqlite3"


def _keep_rows() -> None:
    """Keep a copy of what the migrations have written, in the database itself (PostgreSQL)."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA pristine")
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{name}")')  # noqa: S608
            if cursor.fetchone() == (True,):
                cursor.execute(f'CREATE TABLE pristine."{name}" AS TABLE "{name}"')


# Without the checks of foreign keys, which all hold again at the end.
_BEGIN_ANEW = """
    DO $$
    DECLARE found name;
    BEGIN
        PERFORM set_config('session_replication_role', 'replica', true);
        FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE format('DELETE FROM %I', found);
        END LOOP;
        FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'pristine' LOOP
            EXECUTE format('INSERT INTO %I SELECT * FROM pristine.%I', found, found);
        END LOOP;
    END $$
"""


@contextmanager
def connected_to(name: str | Path) -> Iterator[None]:
    """Let the database `name` be the one that is asked."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        # Its keys are of the database in which they were read.
        ContentType.objects.clear_cache()


@contextmanager
def connected_to_file(path: Path) -> Iterator[None]:
    """Let the SQLite database `path` be the one that is asked, whatever the tests run on."""
    before = connections["default"]
    other = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": {}}
    backend = load_backend(other["ENGINE"])
    connections["default"] = backend.DatabaseWrapper(before.settings_dict | other, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before
        ContentType.objects.clear_cache()
