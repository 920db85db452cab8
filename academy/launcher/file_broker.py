"""The queue of tasks in files, for an academy that runs without Redis.

kombu's own transport opens the file of a message under its final name and writes afterwards. A
worker that looks in between takes an empty file, cannot read it and ends, and the message is lost.
It writes its tables of queues in the same way: a disk that is full leaves an empty one, and no
worker starts again even when there is room.
"""

import fcntl
import os
import uuid
from pathlib import Path
from time import monotonic
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Puts each message and each table of queues into its folder whole or not at all."""

    def get_table(self, exchange: str) -> list[filesystem.exchange_queue_t]:
        """Return the queues bound to `exchange`; a table that cannot be read counts as none."""
        try:
            return list(super().get_table(exchange))  # type: ignore[no-untyped-call]  # kombu has no types
        except (ValueError, TypeError):
            return []

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        file = self._exchange_file(exchange)  # type: ignore[no-untyped-call]  # as above
        bound = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        try:
            self.control_folder.mkdir(exist_ok=True)
            with (self.control_folder / ".binding").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                table = self.get_table(exchange)
                if bound not in table:
                    _write_whole(file, dumps([bound, *table]))
        except OSError as error:
            raise ChannelError(f"Cannot bind {queue} to {exchange}") from error

    def _put(  # type: ignore[override]  # kombu itself names it differently from its base
        self, queue: str, payload: Any, **kwargs: Any
    ) -> None:
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        try:
            _write_whole(Path(self.data_folder_out, name), dumps(payload))
        except OSError as error:
            raise ChannelError(f"Cannot add {name} to the queue") from error


def _write_whole(finished: Path, content: str) -> None:
    """Write under a name that nobody looks for, then rename in one step."""
    unfinished = finished.with_name(f"{finished.name}.{uuid.uuid4()}.part")
    try:
        unfinished.write_text(content, encoding="utf-8")
        os.replace(unfinished, finished)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


class Transport(filesystem.Transport):
    """Chosen by the address `files://localhost` (see academy.celery)."""

    Channel = Channel
