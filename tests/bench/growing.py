"""A hundred times the demo, made by PostgreSQL itself: copies of its batches with new people.

A copied batch has the rows of the batch it was copied from (courses, sessions, applications,
seats, completions, marks, attendance, hand-ins, certificates), so that every kept figure is
as true as in the demo; only the people are new. Columns are read from the database: one that
is added later is copied along. `growth.sql` says what is copied to where.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

PLAN = Path(__file__).with_name("growth.sql")


class Copier:
    """Copies rows within a table, column by column as the database has them."""

    def __init__(self, connection: psycopg.Connection, say: Callable[[str], object]):
        self.connection = connection
        self.say = say

    def rows(self, table: str, source: str, **given: str) -> None:
        """Add to `table` its own rows again (`old`), joined as `source` says.

        `given` has SQL for the columns that differ; a row gets an id and UUIDs of its own.
        """
        names, values = [], []
        for name, kind, fills in self._columns(table):
            if name in given:
                value = given[name]
            elif name == "id" and fills:
                continue
            elif kind == "uuid":
                value = f'CASE WHEN old."{name}" IS NOT NULL THEN gen_random_uuid() END'
            else:
                value = f'old."{name}"'
            names.append(f'"{name}"')
            values.append(value)
        done = self.connection.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} {source}"
        )
        self.say(f"  {table:36}{done.rowcount:10,}")

    @contextmanager
    def bare(self, table: str) -> Iterator[None]:
        """Leave `table` without its indexes meanwhile; they are built at once in the end."""
        run = self.connection.execute
        unique = run(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass AND contype = 'u'",
            [table],
        ).fetchall()
        for name, _definition in unique:
            run(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        others = run(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE indrelid = %s::regclass AND NOT indisprimary",
            [table],
        ).fetchall()
        for name, _definition in others:
            run(f"DROP INDEX {name}")
        yield
        for name, definition in unique:
            run(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        for _name, definition in others:
            run(definition)

    def _columns(self, table: str) -> list[tuple[str, str, bool]]:
        return self.connection.execute(
            "SELECT column_name, data_type, is_identity = 'YES' FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'"
            " ORDER BY ordinal_position",
            [table],
        ).fetchall()


def grow(database_url: str, say: Callable[[str], object] = print) -> None:
    """Make about 100,000 seats, 310,000 applications and 5 million completions."""
    with psycopg.connect(database_url) as connection:
        # Every row points where the row it was copied from points, or at one made before it:
        # asking again for each of twenty million keys would take most of the time.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET work_mem = '256MB'")
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute(PLAN.read_text())
        copier = Copier(connection, say)
        _places(copier)
        _people(copier)
        _batches(copier)
        _applications(copier)
        _learning(copier)
        _jobs(copier)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _places(copier: Copier) -> None:
    copier.rows(
        "people_pesantren",
        "FROM people_pesantren old JOIN grown_pesantren new ON new.source = old.id",
        id="new.id",
        name="old.name || ' ' || (new.time + 1)",
        nspp="CASE WHEN old.nspp IS NOT NULL"
        " THEN (900000000000 + new.time * 1000000 + old.id)::text END",
    )


def _people(copier: Copier) -> None:
    for table, name in (("grown_users", "warga"), ("grown_workers", "koordinator.baru")):
        copier.rows(
            "people_user",
            f"FROM people_user old JOIN {table} new ON new.source = old.id",
            id="new.id",
            username=f"'{name}' || new.nth",
            email="NULL",
            phone="CASE WHEN old.phone <> '' THEN '+62899' || lpad(new.nth::text, 8, '0')"
            " ELSE '' END",
            birth_on="old.birth_on - (new.nth / 1500)::int",
        )
    copied = "JOIN grown_users new ON new.source = old.user_id"
    copier.rows(
        "people_membership",
        f"FROM people_membership old {copied}",
        user_id="new.id",
        pesantren_id="new.pesantren",
    )
    for table in ("people_consent", "notify_notice"):
        copier.rows(table, f"FROM {table} old {copied}", user_id="new.id")
    copier.rows(
        "people_rolegrant",
        "FROM people_rolegrant old JOIN grown_workers new ON new.source = old.user_id",
        user_id="new.id",
    )


def _batches(copier: Copier) -> None:
    copier.rows(
        "courses_program",
        "FROM courses_program old JOIN grown_programs new"
        " ON new.source = old.id AND new.id <> old.id",
        id="new.id",
        name="old.name || ' ' || new.nth",
        slug="old.slug || '-' || new.nth",
        code="old.code || new.nth",
    )
    copier.rows(
        "courses_batch",
        "FROM courses_batch old JOIN grown_batches new ON new.source = old.id",
        id="new.id",
        program_id="new.program",
        number="old.number * 100 + new.nth",
        name="old.name || ' ' || new.copy",
    )
    # One coordinator for ten batches; the demo's own runs eight of the new ones too.
    copier.rows(
        "courses_batch_coordinators",
        "FROM (SELECT batch.id AS batch_id, worker.id AS user_id FROM grown_batches batch"
        " JOIN grown_workers worker ON worker.nth = batch.copy % 40"
        " UNION ALL SELECT batch.id, person.id FROM grown_batches batch"
        " JOIN people_user person ON person.username = 'koordinator'"
        " WHERE batch.program_nth = 1 AND batch.nth > 32) old",
    )
    for table in ("batchcourse", "moduleschedule", "requiredactivity", "completionrule"):
        copier.rows(
            f"courses_{table}",
            f"FROM courses_{table} old JOIN grown_batches new ON new.source = old.batch_id",
            batch_id="new.id",
        )
    copier.rows(
        "courses_session",
        "FROM courses_session old JOIN grown_sessions new ON new.source = old.id",
        id="new.id",
        batch_id="new.batch",
    )


def _applications(copier: Copier) -> None:
    copier.rows(
        "courses_application",
        "FROM courses_application old JOIN grown_applications new ON new.source = old.id"
        " ORDER BY new.id",
        id="new.id",
        batch_id="new.batch",
        program_id="new.program",
        user_id="new.user_id",
        pesantren_id="CASE WHEN old.pesantren_id IS NOT NULL THEN new.pesantren END",
    )


def _learning(copier: Copier) -> None:
    copier.rows(
        "courses_enrollment",
        "FROM courses_enrollment old JOIN grown_seats new ON new.source = old.id"
        " LEFT JOIN grown_seats other"
        " ON other.copy = new.copy AND other.source = old.replaced_by_id ORDER BY new.id",
        id="new.id",
        batch_id="new.batch",
        program_id="new.program",
        user_id="new.user_id",
        application_id="new.application",
        pesantren_id="new.pesantren",
        replaced_by_id="other.id",
    )
    seats = "JOIN grown_seats new ON new.source = old.enrollment_id"
    for table in ("courses_completion", "courses_mark"):
        with copier.bare(table):
            copier.rows(table, f"FROM {table} old {seats} ORDER BY new.id", enrollment_id="new.id")
    copier.rows(
        "courses_attendance",
        f"FROM courses_attendance old {seats} JOIN grown_sessions session"
        " ON session.copy = new.copy AND session.source = old.session_id",
        enrollment_id="new.id",
        session_id="session.id",
    )
    copier.rows(
        "courses_submission",
        "FROM courses_submission old JOIN grown_submissions new ON new.source = old.id",
        id="new.id",
        enrollment_id="new.seat",
    )
    copier.rows(
        "courses_review",
        "FROM courses_review old JOIN grown_submissions new ON new.source = old.submission_id",
        submission_id="new.id",
    )
    copier.rows(
        "certificates_certificate",
        f"FROM certificates_certificate old {seats} WHERE old.state = 'valid'",
        enrollment_id="new.id",
        program_id="new.program",
        code="'Z' || lpad(new.id::text, 8, '0') || left(old.kind, 1)",
        serial="1000000 + new.id * 2 + (old.kind = 'attendance')::int",
        number="old.number || '/' || new.id",
        replaces_id="NULL",
    )


def _jobs(copier: Copier) -> None:
    """Add 20,000 that are done, every hundredth of the demo's coordinator."""
    copier.rows(
        "core_job",
        "FROM (SELECT * FROM core_job WHERE state = 'done' ORDER BY id LIMIT 1) old"
        " CROSS JOIN generate_series(1, 20000) job (nth)"
        " JOIN grown_workers worker ON worker.nth = job.nth % 40",
        created_by_id="CASE WHEN job.nth % 100 = 0 THEN old.created_by_id ELSE worker.id END",
        idempotency_key="NULL",
    )
