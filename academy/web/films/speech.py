"""A voice note: what somebody has said aloud, as the oldest phone plays it.

It is judged while it is made small: a file is a recording when it has been decoded and holds
sound alone. What one may cost is bounded, so that it is done while its sender waits; a process
makes one at a time, so that its other threads answer everybody else meanwhile.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from academy.web.files.pictures import UploadRefused
from academy.web.films.faults import FilmFault, FilmRefused
from academy.web.films.film import SPEECH_LOOK, Film, make_speech, read_film

MOST_BYTES = 10 * 1024 * 1024
MOST_SECONDS = 120
# A recorder that is told to stop does so a moment later.
STOPPED_WITHIN = 2
# A button that was touched by mistake.
LEAST_SECONDS = 0.5
SPEECH_TYPE = "audio/mp4"
_AT_WORK = Lock()


class NothingSaid(UploadRefused):
    message = _("There is nothing in this recording. Record it anew.")


class SpeechTooLarge(UploadRefused):
    message = _("This recording is larger than 10 MB. Record it anew, two minutes at most.")


class SpeechTooLong(UploadRefused):
    message = _("This recording takes longer than two minutes. Record it anew, a little shorter.")


class HalfASpeech(UploadRefused):
    message = FilmFault.HALF.label


class NotASpeech(UploadRefused):
    message = _(
        "This is no recording that can be opened. Record it anew, or choose an MP3 or M4A file."
    )


class HasPictures(UploadRefused):
    message = _("This is a video. Record your voice alone.")


class SpeechBusy(UploadRefused):
    message = _("The academy is busy right now. Send this recording again in a moment.")


@dataclass(frozen=True, slots=True)
class Speech:
    """A recording as it is kept."""

    content: bytes
    seconds: int

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)


def checksum(file: "UploadedFile[Any]") -> str:
    """Return the SHA-256 of `file`, read once it is known to be of a recording's size.

    Raises NothingSaid or SpeechTooLarge.
    """
    _check_size(file)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def read_speech(file: "UploadedFile[Any]") -> Speech:
    """Return the sound of `file`: AAC, one channel, small, without metadata.

    Raises NothingSaid, SpeechTooLarge, SpeechTooLong, HalfASpeech, HasPictures or NotASpeech;
    SpeechBusy where the same file may be taken a moment later.
    """
    _check_size(file)
    if not _AT_WORK.acquire(blocking=False):
        raise SpeechBusy
    try:
        return _read(file)
    finally:
        _AT_WORK.release()


def _check_size(file: "UploadedFile[Any]") -> None:
    if not file.size:
        raise NothingSaid
    if file.size > MOST_BYTES:
        raise SpeechTooLarge


def _read(file: "UploadedFile[Any]") -> Speech:
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "source"), Path(folder, "speech.m4a")
        with source.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        seconds = _made(source, target)
        return Speech(target.read_bytes(), max(1, round(seconds)))


def _made(source: Path, target: Path) -> float:
    """Write `target` from `source`; return how many seconds it has."""
    try:
        film = read_film(source, seconds=SPEECH_LOOK)
        _check(film)
        made = make_speech(film, source, target, longest=MOST_SECONDS + STOPPED_WITHIN + 1)
    except FilmRefused as refusal:
        raise _words_of(refusal.fault) from refusal
    # Browsers record files that do not say how long they are.
    _check(made)
    if (made.seconds or 0) < LEAST_SECONDS:
        raise NothingSaid
    return made.seconds or 0


def _check(film: Film) -> None:
    if film.has_picture:
        raise HasPictures
    if (film.seconds or 0) > MOST_SECONDS + STOPPED_WITHIN:
        raise SpeechTooLong


def _words_of(fault: FilmFault) -> UploadRefused:
    words: dict[FilmFault, type[UploadRefused]] = {
        FilmFault.HALF: HalfASpeech,
        FilmFault.TOO_LONG: SpeechTooLong,
        # Two minutes of sound take a second: what was ended had to wait for others.
        FilmFault.TOO_MUCH: SpeechBusy,
    }
    return words.get(fault, NotASpeech)()
