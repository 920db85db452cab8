"""Which part of the academy is not there just now, told from the error that it made.

No room on a disk, a database, a store or a broker that does not answer: nobody's mistake, and
over when somebody has made room or the service is back. The reader is told so, and what was
typed goes along.
"""

import errno
import sqlite3
from collections.abc import Iterator
from enum import Enum

from botocore.exceptions import BotoCoreError, ClientError
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, RawPostDataException
from django.http.multipartparser import MultiPartParserError
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# A disk that fills while the journal is written is an error of writing.
_SQLITE_NO_ROOM = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}
_DISK_FULL = "53100"  # PostgreSQL's class of it
_SECRET_PARTS = ("password", "sandi", "secret", "pin_")
_MOST_LINKS = 20


class Fault(Enum):
    NO_ROOM = "no_room"
    AWAY = "away"


def fault_behind(error: BaseException | None) -> Fault | None:
    """Return what is missing where `error` comes of it; None where the code itself is wrong."""
    chain = list(_chain(error))
    if any(_says_no_room(link) for link in chain):
        return Fault.NO_ROOM
    return Fault.AWAY if any(_says_away(link) for link in chain) else None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _link in range(_MOST_LINKS):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _says_no_room(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) in _SQLITE_NO_ROOM
    if isinstance(error, ClientError):
        return _status(error) == 507 or error.response["Error"]["Code"] == "QuotaExceeded"
    return getattr(error, "sqlstate", None) == _DISK_FULL


def _says_away(error: BaseException) -> bool:
    if isinstance(error, ClientError):
        return _status(error) >= 500
    away = (OperationalError, InterfaceError, RedisError, BrokerError, BotoCoreError)
    return isinstance(error, (*away, ConnectionError))


def _status(error: ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def is_secret(name: str) -> bool:
    """Say whether a field of this name holds what is never kept or shown again."""
    return any(part in name.lower() for part in _SECRET_PARTS)


def posted(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields that came with `request`, without secrets, as far as they were read."""
    try:
        return [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if not is_secret(name)
        ]
    except (OSError, MultiPartParserError, RawPostDataException, SuspiciousOperation):
        # Its files found no room while it was read, or it is none of ours (too many fields).
        return []
