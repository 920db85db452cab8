"""The clock of the worker: a disk without room does not stop it."""

import logging
from typing import Any

from celery.beat import PersistentScheduler

logger = logging.getLogger(__name__)


class _InMemory(dict[str, Any]):
    """What stands in for the file while it cannot be written."""

    def sync(self) -> None:
        pass

    def close(self) -> None:
        pass


class Clock(PersistentScheduler):
    """Remembers in a file when each task last ran, and goes on where it cannot.

    Celery's own ends when that file cannot be written, and the worker around it does not notice:
    nothing would be swept, published or counted again, even when there is room.
    """

    in_memory = False

    def setup_schedule(self) -> None:
        """Read the file; begin without one where it can be neither read nor made."""
        try:
            super().setup_schedule()
        except Exception:  # the shelf's own errors differ by the dbm that the machine has
            logger.exception("The clock goes on without its file")
            self.in_memory = True
            super().setup_schedule()

    def _open_schedule(self) -> Any:
        return _InMemory() if self.in_memory else super()._open_schedule()

    def sync(self) -> None:
        """Write the file; what does not fit now is written the next time."""
        try:
            super().sync()
        except Exception:  # as above
            logger.exception("The clock could not write its file")
            # A shelf that fails half-way would keep nothing any more.
            self._store.writeback = True
