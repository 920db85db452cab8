"""What has come of files on their way to a hand-in: kept in pieces, joined, forgotten.

A row is a piece, on disk and in a bucket alike. What counts as received has no gap.
"""

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from academy.people.models import User
from academy.web.files.storages import private_storage
from courses.assignments.queries.sending import pieces_of, received
from courses.models import SentPiece
from courses.models.work.piece import PIECE

KEPT_FOR = dt.timedelta(days=2)
# Files of one person on their way. Of more the oldest goes: nobody is kept from sending by files
# that were refused, whose pieces stay in case there is room for them later.
MOST_AT_ONCE = 20


class NotWhole(Refused):
    message = _("Not all of this file has arrived. Choose it again; it goes on where it was.")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent in pieces; `sending` is what the pieces have in common."""

    sending: UUID
    size: int
    name: str


def keep(*, person: User, sending: UUID, offset: int, size: int, content: bytes) -> None:
    """Keep the piece at `offset` of a file of `size`.

    Only the next piece is kept, and only a whole one: what comes twice, too early or cut off
    changes nothing.
    """
    is_next = offset == received(person, sending) and not offset % PIECE
    if not is_next or not 0 < len(content) == min(PIECE, size - offset):
        return
    if not offset:
        _make_room(person)
    piece = SentPiece(person=person, sending=sending, offset=offset, length=len(content))
    piece.file.save(f"{sending.hex}-{offset}", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            piece.save()
    except IntegrityError:
        # The same one, from another tab at this moment.
        private_storage().delete(str(piece.file))


def joined(*, person: User, sent: Sent) -> "UploadedFile[Any]":
    """Return the whole of what was `sent`. Raises NotWhole."""
    content = b"".join(_content(piece) for piece in pieces_of(person, sent.sending))
    if len(content) != sent.size:
        raise NotWhole
    name = sent.name or str(sent.sending)
    return InMemoryUploadedFile(BytesIO(content), None, name, None, sent.size, None)


def forget(*, person: User, sending: UUID) -> None:
    """Delete what has come of a file, and after the commit what it stored."""
    with transaction.atomic():
        gone = list(SentPiece.objects.filter(person=person, sending=sending))
        SentPiece.objects.filter(pk__in=[piece.pk for piece in gone]).delete()
        transaction.on_commit(lambda: _delete_stored(gone))


def forget_old() -> int:
    """Delete files of which nothing has come for a while; return how many."""
    files = SentPiece.objects.order_by().values("person", "sending")
    latest = files.annotate(latest=Max("received_at"))
    old = list(latest.filter(latest__lt=timezone.now() - KEPT_FOR))
    people = User.objects.in_bulk([file["person"] for file in old])
    for file in old:
        forget(person=people[file["person"]], sending=file["sending"])
    return len(old)


def _content(piece: SentPiece) -> bytes:
    """Return the bytes of `piece`; where the storage has lost them, it has not come."""
    try:
        with private_storage().open(str(piece.file)) as file:
            return bytes(file.read())
    except FileNotFoundError:
        piece.delete()
        return b""


def _make_room(person: User) -> None:
    own = SentPiece.objects.filter(person=person).order_by().values("sending")
    newest_first = own.annotate(last=Max("pk")).order_by("-last").values_list("sending", flat=True)
    for sending in newest_first[MOST_AT_ONCE - 1 :]:
        forget(person=person, sending=sending)


def _delete_stored(pieces: list[SentPiece]) -> None:
    for piece in pieces:
        private_storage().delete(str(piece.file))
