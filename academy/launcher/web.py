"""The door for the launcher's own web server: a process of it ends with the one that started it."""

import os
from multiprocessing import parent_process
from threading import Thread

from academy.wsgi import application

__all__ = ["application"]


def _end_with_server() -> None:
    if (server := parent_process()) is not None:
        # Without it nobody would stop this one, and it would go on answering at the port.
        server.join()
        os._exit(1)


Thread(target=_end_with_server, daemon=True).start()
