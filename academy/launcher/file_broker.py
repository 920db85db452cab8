"""The queue of tasks in files, for an academy that runs without Redis.

kombu's own transport opens the file of a message under its final name and writes afterwards. A
worker that looks in between takes an empty file, cannot read it and ends, and the message is lost.
"""

import os
import uuid
from pathlib import Path
from time import monotonic
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Puts each message into the folder whole or not at all."""

    def _put(  # type: ignore[override]  # kombu itself names it differently from its base
        self, queue: str, payload: Any, **kwargs: Any
    ) -> None:
        """Write under a name that no worker looks for, then rename in one step."""
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        finished = Path(self.data_folder_out, name)
        unfinished = finished.with_name(f"{name}.part")
        try:
            unfinished.write_text(dumps(payload), encoding="utf-8")
            os.replace(unfinished, finished)
        except OSError as error:
            raise ChannelError(f"Cannot add {name} to the queue") from error


class Transport(filesystem.Transport):
    """Chosen by the address `files://localhost` (see academy.celery)."""

    Channel = Channel
