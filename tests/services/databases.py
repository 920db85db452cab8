"""The empty database of a test process, made quickly and, on PostgreSQL, migrated once for all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from academy.launcher import prepared

CACHE_TABLE = "academy_cache"
# Any number that nobody else takes: one test process migrates while the others wait.
_LOCK = 7_062_025


def provide(name: str | Path) -> None:
    """Make the database `name` for a test process.

    On SQLite, in a folder that is new each time, it is built from the schema as written down,
    like an academy's own. On PostgreSQL the migrations run in a database of their own, which
    every process copies; an older copy of the name is dropped.
    """
    if connection.vendor == "sqlite":
        with _connected_to(name):
            prepared.build(MigrationLoader(None))
            # For the processes of an academy that a test starts: they have no other cache.
            call_command("createcachetable", CACHE_TABLE)
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
            with _connected_to("academy_part"):
                call_command("migrate", verbosity=0, interactive=False)
            session.execute(f"ALTER DATABASE academy_part RENAME TO {migrated}")
        session.execute(f"DROP DATABASE IF EXISTS {name}")
        session.execute(f"CREATE DATABASE {name} TEMPLATE {migrated}")


@contextmanager
def _connected_to(name: str | Path) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
