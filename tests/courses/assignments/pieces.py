"""A photo that a participant's browser sends in pieces."""

import uuid
from hashlib import sha256
from io import BytesIO

from django.core.files.storage import storages
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from courses.models.work.piece import PIECE
from tests.courses.seats import seat


def heavy_photo() -> bytes:
    """Return a JPEG of three pieces, the last of which is short."""
    buffer = BytesIO()
    Image.effect_noise((400, 400), 90).convert("RGB").save(buffer, "JPEG", quality=92)
    content = buffer.getvalue()
    assert len(content) < 2 * PIECE
    # Decoders read no further than the end of the picture.
    return content + bytes(2 * PIECE + PIECE // 2 - len(content))


class Sender:
    """The page of an assignment in one tab, with a file that is on its way."""

    def __init__(self, enrollment, assignment, content: bytes, **more):
        self.client = Client()
        self.client.force_login(enrollment.user)
        self.ids = [enrollment.batch.public_id, assignment.activity_id]
        self.content = content
        self.sending = more.get("sending", uuid.UUID(bytes=sha256(content).digest()[:16]))
        self.place = more.get("place", "files")
        self.client_id = str(uuid.uuid4())

    def piece(self, offset: int, content: bytes | None = None, *, size: int | None = None):
        """Send the piece at `offset`, or other `content` as if it were that one."""
        content = self.content[offset : offset + PIECE] if content is None else content
        address = reverse("courses:assignment_piece", args=[*self.ids, self.sending])
        return self.client.post(
            f"{address}?offset={offset}&size={len(self.content) if size is None else size}",
            content,
            "application/octet-stream",
            headers={"X-Filename": "botol%20sambal.jpg"},
        )

    @property
    def come(self) -> dict:
        return self.piece(0, b"").json()

    def send(self, pieces: int | None = None):
        """Send what has not come yet, or so many pieces of it."""
        while pieces != 0 and (at := self.come["received"]) < len(self.content):
            self.piece(at)
            pieces = None if pieces is None else pieces - 1
        return self

    def finish(self, *, name="botol sambal.jpg", **more):
        """Name the pieces in place of the file, as the last post does."""
        sent = {
            "client_id": self.client_id,
            "sent": str(self.sending),
            "size": len(self.content),
            "filename": name,
            "place": self.place,
        }
        address = reverse("courses:assignment_add", args=self.ids)
        with TestCase.captureOnCommitCallbacks(execute=True):
            return self.client.post(address, sent | more, headers={"X-Part": "draft"})


def sender(content: bytes | None = None, **more) -> Sender:
    """Return the only tab of somebody who has a seat, and nothing handed in."""
    enrollment, tree = seat(modules=1, lessons=1, quiz=False)
    made = Sender(enrollment, tree.assignments[0], content or heavy_photo(), **more)
    made.enrollment, made.assignment = enrollment, tree.assignments[0]
    return made


def second_tab(first: Sender, **more) -> Sender:
    return Sender(first.enrollment, first.assignment, first.content, **more)


def stored() -> int:
    """Return how many pieces lie in the storage."""
    folder = f"pieces/{timezone.localdate():%Y/%m}"
    try:
        return len(storages["private"].listdir(folder)[1])
    except FileNotFoundError:
        return 0
