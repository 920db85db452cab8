import mailbox
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox

from tests.services import free_port


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    folder: Path

    def messages(self) -> list[Message]:
        """Return what has arrived, oldest first."""
        return [mail for _key, mail in sorted(mailbox.Maildir(self.folder).items())]


@contextmanager
def smtp() -> Iterator[MailServer]:
    """Run an SMTP server that keeps every message in a Maildir."""
    with tempfile.TemporaryDirectory(prefix="academy-mail-") as parent:
        folder = Path(parent) / "mail"
        controller = Controller(Mailbox(str(folder)), hostname="127.0.0.1", port=free_port())
        controller.start()
        try:
            yield MailServer(controller.hostname, controller.port, folder)
        finally:
            controller.stop()
