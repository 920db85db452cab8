"""Queries that are asked at each visit: Django makes their SQL once, then it is sent with new keys.

Of a page of a participant, Django spent a third of the time on making the same statements anew.
Measured beside each other (CPU of the server): the seats of a home 3.8 ms when made anew, 0.5 as
made before; how many notices wait 0.9 and 0.2.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import FETCH_ONE, Model, QuerySet
from django.db.models.query import get_related_populators

type Key = int | UUID
# Keys by which a statement is made: no row has such a number.
_FIRST_NUMBER = -2_000_000_001


class Statement[M: Model]:
    """What `build` returns for keys of `kinds` (int, UUID), read for other keys each time.

    `build` is called once in each process. Whatever it puts into the query beside its keys (an
    hour, a setting, a language) stays in it, so it puts nothing there that changes. What a key
    would change in the shape of the query, None above all, it does not change.

    `objects` are what the query set gives, also with `select_related`, `only` and annotations
    (nothing is prefetched); `rows` are tuples, as of `values_list`. Raises ValueError where a key
    does not come to the database as it was given.
    """

    def __init__(self, build: Callable[..., QuerySet[M, Any]], *kinds: type[Key]):
        self._build, self._kinds = build, kinds
        self._made: _Made | None = None

    def objects(self, *keys: Key) -> list[M]:
        """Return the objects of the model for `keys`."""
        made = self._ready()
        return [cast(M, made.object_of(row)) for row in made.rows(keys)]

    def rows(self, *keys: Key) -> list[tuple[Any, ...]]:
        """Return the rows for `keys`."""
        return [tuple(row) for row in self._ready().rows(keys)]

    def _ready(self) -> "_Made":
        # Two threads may make the same at once; it is the same.
        if self._made is None:
            self._made = _Made(self._build, self._kinds)
        return self._made


class _Made:
    """A statement as it is sent, and how its rows are read."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], kinds: Sequence[type[Key]]):
        marks = [uuid4() if kind is UUID else _FIRST_NUMBER - at for at, kind in enumerate(kinds)]
        queryset = build(*marks)
        # One of its own, never opened: what is kept here would hold a thread's open for ever.
        unopened = connections.create_connection(DEFAULT_DB_ALIAS)
        compiler = queryset.query.get_compiler(connection=unopened)
        self.sql, params = compiler.as_sql()
        self.params = list(params)
        self.places = [self._places_of(_sent(mark)) for mark in marks]
        select = compiler.select[: compiler.col_count]
        self.width = len(select)
        self.converters = list(compiler.get_converters([item[0] for item in select]).items())
        self.annotations = dict(compiler.annotation_col_map or {})
        if compiler.klass_info is not None and queryset.query.values_select == ():
            self._read_objects(compiler.klass_info, select)

    def _places_of(self, mark: Any) -> list[int]:
        found = [at for at, param in enumerate(self.params) if param == mark]
        if not found:
            raise ValueError("a key of the statement does not stand in its parameters")
        return found

    def _read_objects(self, info: dict[str, Any], select: Sequence[Any]) -> None:
        first, last = info["select_fields"][0], info["select_fields"][-1] + 1
        self.model: type[Model] = info["model"]
        self.own = slice(first, last)
        self.names = [item[0].target.attname for item in select[self.own]]
        self.related = get_related_populators(info, select, DEFAULT_DB_ALIAS, FETCH_ONE)

    def rows(self, keys: Sequence[Key]) -> Iterable[Sequence[Any]]:
        """Yield what the database returns for `keys`, as values of Python."""
        params = self.params.copy()
        for places, key in zip(self.places, keys, strict=True):
            for place in places:
                params[place] = _sent(key)
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        return map(self._converted, found)

    def _converted(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row[: self.width])
        for at, (converters, expression) in self.converters:
            for convert in converters:
                values[at] = convert(values[at], expression, connection)
        return values

    def object_of(self, row: Sequence[Any]) -> Model:
        """Return the object of a row, with what is related and annotated to it."""
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.own])
        for related in self.related:
            related.populate(row, made)
        for name, at in self.annotations.items():
            setattr(made, name, row[at])
        return made


def _sent(key: Key) -> Any:
    """Return `key` as this database takes it: SQLite knows no UUIDs."""
    if isinstance(key, UUID) and not connection.features.has_native_uuid_field:
        return key.hex
    return key


def bring(objects: Iterable[Model], back: str, **related: Iterable[Model]) -> None:
    """Give each of `objects` what of `related` points to it by `back`, as a prefetch does.

    `related` by the names of the relations: `bring(works, "work", files=files)`, and then
    `work.files.all()` asks the database no more.
    """
    by_key: dict[Any, Model] = {}
    for one in objects:
        by_key[one.pk] = one
    for name, rows in related.items():
        found: dict[Any, list[Model]] = {pk: [] for pk in by_key}
        for row in rows:
            pk = getattr(row, f"{back}_id")
            setattr(row, back, by_key[pk])
            found[pk].append(row)
        for pk, one in by_key.items():
            kept = getattr(one, name).all()
            # What Django's prefetch does with its answer, without its query.
            kept._result_cache, kept._prefetch_done = found[pk], True
            vars(one).setdefault("_prefetched_objects_cache", {})[name] = kept
