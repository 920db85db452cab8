"""What many tests begin with is made by the factories once in a process, then written as rows.

A third of a run went into making the same batch anew for each test. What stands in the database
after the first time is remembered with the objects that were returned; the next test that asks
for the same, in a database as empty as then, gets the rows in a few statements. Not for long:
what the factories date "yesterday" is to be a day old, not a day and the minutes of a whole run.
"""

import functools
import pickle
import time
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

import time_machine
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from psycopg import BaseConnection

type Row = tuple[Any, ...]
type Rows = dict[str, dict[Any, Row]]

# The words that SQLite searches for: its triggers write them.
FILLED_BY_DATABASE = "_fts"
# Seconds that a memory holds. Tests leave a minute for their own work, so less than half of that.
KEPT = 20


@dataclass(frozen=True, slots=True)
class Memory:
    """The rows that were written, those that were changed (before and after), and what came."""

    made_at: float
    added: dict[str, list[Row]]
    changed: dict[str, list[tuple[Row, Row]]]
    returned: bytes


_memories: dict[Hashable, Memory] = {}
_have_planned: WeakSet[BaseConnection] = WeakSet()


def remembered[**P, T](make: Callable[P, T]) -> Callable[P, T]:
    """Let `make`, whose work is rows alone, be done once for the same arguments.

    Files that it has stored stay where they are. In a test that moves the clock, or has written
    rows before, it is done as it is written.
    """

    @functools.wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> T:
        asked = repr(args), repr(sorted(kwargs.items()))
        # Its files lie in the storages of that time.
        key = (make.__module__, make.__name__, *asked, repr(settings.STORAGES))
        given = (*args, *kwargs.values())
        if not all(isinstance(value, str | int | bool | None) for value in given) or _is_used():
            return make(*args, **kwargs)
        memory = _memories.get(key)
        if memory is None or time.monotonic() - memory.made_at > KEPT:
            made_at = time.monotonic()
            found = make(*args, **kwargs)
            _memories[key] = _remember(found, made_at)
            return found
        _write(memory)
        return pickle.loads(memory.returned)  # noqa: S301  # written by this process

    return made


def look() -> None:
    """See what stands in the empty database; called before any test."""
    _first_counts()


def _is_used() -> bool:
    """Return whether the clock was moved, or any table holds more or fewer rows than at first."""
    if time_machine.escape_hatch.is_travelling():
        return True
    return _counts() != _first_counts()


def _counts() -> tuple[int, ...]:
    """Return how many rows each table holds."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(_counting())
            return cursor.fetchone()
        # Planning takes it 14 ms and counting 2: each session plans once.
        if connection.connection not in _have_planned:
            cursor.execute(f"PREPARE rows_of_tables AS {_counting()}")
            _have_planned.add(connection.connection)
        cursor.execute("EXECUTE rows_of_tables")
        return cursor.fetchone()


@functools.cache
def _tables() -> dict[str, list[str]]:
    """Return the columns of each table that a model of the academy has, the key first."""
    return {
        model._meta.db_table: sorted(
            (field.column for field in model._meta.local_concrete_fields if not field.generated),
            key=lambda column: column != model._meta.pk.column,
        )
        for model in apps.get_models(include_auto_created=True)
        # The demo's own is not there after a test that has committed rows; no factory fills it.
        if model._meta.managed and not model._meta.proxy and model._meta.app_label != "demo"
        if _has_key(model) and not model._meta.db_table.endswith(FILLED_BY_DATABASE)
    }


def _has_key(model: type[models.Model]) -> bool:
    return not isinstance(model._meta.pk, models.CompositePrimaryKey)


@functools.cache
def _counting() -> str:
    counts = (f'(SELECT COUNT(*) FROM "{table}")' for table in _tables())  # noqa: S608  # our own tables
    return f"SELECT {', '.join(counts)}"


@functools.cache
def _first() -> Rows:
    return dict(_read(_tables()))


@functools.cache
def _first_counts() -> tuple[int, ...]:
    return tuple(len(_first()[table]) for table in _tables())


def _read(tables: dict[str, list[str]]) -> Iterator[tuple[str, dict[Any, Row]]]:
    with connection.cursor() as cursor:
        for table, columns in tables.items():
            shown = ", ".join(f'"{column}"' for column in columns)
            cursor.execute(f'SELECT {shown} FROM "{table}"')  # noqa: S608  # our own tables
            yield table, {row[0]: tuple(row) for row in cursor.fetchall()}


def _remember(found: object, made_at: float) -> Memory:
    added: dict[str, list[Row]] = {}
    changed: dict[str, list[tuple[Row, Row]]] = {}
    for table, rows in _read(_tables()):
        before = _first()[table]
        new = [row for key, row in rows.items() if key not in before]
        other = [(before[key], row) for key, row in rows.items() if before.get(key, row) != row]
        added |= {table: new} if new else {}
        changed |= {table: other} if other else {}
    return Memory(made_at, added, changed, pickle.dumps(found))


@transaction.atomic
def _write(memory: Memory) -> None:
    with connection.cursor() as cursor:
        for table, rows in memory.added.items():
            columns = _tables()[table]
            names = ", ".join(f'"{column}"' for column in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)  # noqa: S608  # our own tables
        for table, pairs in memory.changed.items():
            key, *others = _tables()[table]
            names = ", ".join(f'"{column}" = %s' for column in others)
            for _before, (key_value, *values) in pairs:
                cursor.execute(
                    f'UPDATE "{table}" SET {names} WHERE "{key}" = %s',  # noqa: S608  # our own tables
                    [*values, key_value],
                )
