"""Lines of the log: when, how grave, in which request or job, by whom. Ids, never names."""

import logging
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_REQUEST: ContextVar[str] = ContextVar("request", default="-")
_PERSON: ContextVar[str] = ContextVar("person", default="-")
# What a database adds to its complaint are values of rows: names, numbers, addresses.
_VALUES = re.compile(r"^(DETAIL|CONTEXT|HINT):.*$", re.MULTILINE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


@contextmanager
def within(name: str) -> Iterator[None]:
    """Let every line that is written inside carry the `name` of a job."""
    request, person = _REQUEST.set(name), _PERSON.set("-")
    try:
        yield
    finally:
        _REQUEST.reset(request)
        _PERSON.reset(person)


def begin() -> str:
    """Begin a request and return its id. It ends when the next one of this thread begins.

    Django writes of an answer that went wrong when all of ours has been left.
    """
    name = uuid.uuid4().hex[:12]
    _REQUEST.set(name)
    _PERSON.set("-")
    return name


def by(person: uuid.UUID) -> None:
    """Let the lines that follow carry who it is, by the public id."""
    _PERSON.set(str(person))


class Line(logging.Formatter):
    """A line with all of it; a traceback without the values that were in the row."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s request=%(request_id)s person=%(person_id)s "
            "%(name)s: %(message)s"
        )

    def format(self, record: logging.LogRecord) -> str:
        record.request_id, record.person_id = _REQUEST.get(), _PERSON.get()
        return _ADDRESS.sub("…@…", _VALUES.sub(r"\1: …", super().format(record)))
