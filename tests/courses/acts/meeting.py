"""Two acts at the same time: step by step beside each other, and the tables put back after."""

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Condition

from django.apps import apps
from django.db import connection, connections

from academy.core.errors import Refused

# Who waits longer for a lock than this waits for ever.
PATIENCE = "SET lock_timeout = '4s'; SET statement_timeout = '8s'; SET deadlock_timeout = '100ms'"
TOGETHER_SECONDS = 20
# A statement that takes longer waits for a row of the other.
BLOCKED_SECONDS = 0.02
LOCKING = re.compile(r"FOR (?:NO KEY )?UPDATE")
WRITING = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


class Step:
    """Keeps two transactions side by side: after each lock or write, until the other has one.

    Each then holds its first row before either asks for a second one, and so on: where the
    orders differ, they always meet, not once in a hundred runs.
    """

    def __init__(self) -> None:
        self.written: set[str] = set()
        self.moved = Condition()
        self.counts = [0, 0]
        self.asking_since: list[float | None] = [None, None]
        self.is_over = [False, False]

    def wrapper(self, me: int) -> Callable:
        def execute(run, sql, params, many, context):
            if not is_step(sql):
                return run(sql, params, many, context)
            if writes := WRITING.match(sql):
                self.written.add(writes[1])
            self._ask(me)
            try:
                return run(sql, params, many, context)
            finally:
                self._arrive(me)

        return execute

    def end(self, me: int) -> None:
        with self.moved:
            self.is_over[me] = True
            self.moved.notify_all()

    def _ask(self, me: int) -> None:
        with self.moved:
            self.asking_since[me] = time.monotonic()

    def _arrive(self, me: int) -> None:
        other = 1 - me
        with self.moved:
            self.asking_since[me] = None
            self.counts[me] += 1
            self.moved.notify_all()
            for _ in range(50):
                asking = self.asking_since[other]
                blocked = asking and time.monotonic() - asking > BLOCKED_SECONDS
                if self.counts[other] >= self.counts[me] or self.is_over[other] or blocked:
                    return
                self.moved.wait(BLOCKED_SECONDS / 2)


def is_step(sql: str) -> bool:
    """Whether the statement takes a lock that is kept to the end of its transaction."""
    return sql.startswith(("INSERT", "UPDATE", "DELETE")) or bool(LOCKING.search(sql))


def outcome_of(act: Callable[[], object]) -> str:
    """Do `act` and say how it went: "done", or the name of the refusal."""
    try:
        act()
    except Refused as refusal:
        return type(refusal).__name__
    return "done"


class Meeting:
    """Two threads with a connection each, which are kept from one pair to the next."""

    def __init__(self) -> None:
        # The tables that the last two have written.
        self.written: set[str] = set()
        self.threads = [ThreadPoolExecutor(max_workers=1) for _ in range(2)]

    def both(self, left: Callable[[], object], right: Callable[[], object]) -> list[str]:
        """Do both at once and return the outcomes. Raises what is no refusal."""
        step = Step()
        self.written = step.written
        running = [
            thread.submit(self._do, act, step, me)
            for me, (thread, act) in enumerate(zip(self.threads, (left, right), strict=True))
        ]
        return [one.result(timeout=TOGETHER_SECONDS) for one in running]

    @staticmethod
    def _do(act: Callable[[], object], step: Step, me: int) -> str:
        with connection.cursor() as cursor:
            cursor.execute(PATIENCE)
        try:
            with connection.execute_wrapper(step.wrapper(me)):
                return outcome_of(act)
        finally:
            step.end(me)

    def close(self) -> None:
        for thread in self.threads:
            thread.submit(connections.close_all).result(timeout=TOGETHER_SECONDS)
            thread.shutdown()


@contextmanager
def meeting() -> Iterator[Meeting]:
    made = Meeting()
    try:
        yield made
    finally:
        made.close()


def tables() -> list[str]:
    """Return the tables that an act could write."""
    found = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return sorted(found)


@contextmanager
def kept_tables() -> Iterator[Callable[[set[str]], None]]:
    """Keep a copy of all rows; yields a function that puts those of some tables back (PostgreSQL).

    At the end all tables are compared: one that was written unseen is told.
    """
    names = tables()
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA kept")
        for name in names:
            cursor.execute(f'CREATE TABLE kept."{name}" AS TABLE "{name}"')

    def put_back(written: set[str]) -> None:
        back = "".join(
            f'DELETE FROM "{name}"; INSERT INTO "{name}" SELECT * FROM kept."{name}"; '  # noqa: S608  # our own tables
            for name in sorted(written)
        )
        with connection.cursor() as cursor:
            # Without the checks of foreign keys, which all hold again at the end.
            cursor.execute(f"BEGIN; SET LOCAL session_replication_role = replica; {back} COMMIT")

    try:
        yield put_back
        assert [name for name in names if _differs(name)] == []
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA kept CASCADE")


def _differs(name: str) -> bool:
    here, there = (f'SELECT r::text FROM {place}"{name}" r' for place in ("", "kept."))  # noqa: S608  # our own tables
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({here} EXCEPT {there}), EXISTS ({there} EXCEPT {here})")
        return any(cursor.fetchone())
