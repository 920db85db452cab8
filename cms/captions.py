"""Captions: WebVTT and SubRip read with their faults by line, changed, and written as WebVTT."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

MOST_CUES = 1500
MOST_SIGNS = 300
MOST_FAULTS = 10
_TIME = r"(?:(\d{1,2}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"^\s*{_TIME}\s*-+>\s*{_TIME}(?:\s.*)?$")
_ONE_TIME = re.compile(rf"^\s*(?:{_TIME}|(\d{{1,5}})(?:[.,](\d{{1,3}}))?)\s*$")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that are shown for a while; times are milliseconds."""

    start: int
    end: int
    text: str


class CaptionsRefused(Exception):
    """What cannot be read as captions: `faults` say each in which line and what."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


def read_captions(content: bytes) -> list[Cue]:
    """Return the cues of a WebVTT or SubRip file. Raises CaptionsRefused."""
    lines = _decoded(content).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cues: list[Cue] = []
    faults: list[str] = []
    at = 0
    while at < len(lines):
        first, block = at, []
        while at < len(lines) and lines[at].strip():
            block.append(lines[at])
            at += 1
        at += 1
        if block:
            _read_block(block, first + 1, cues, faults)
    if not cues and not faults:
        faults.append(_("There is not one caption in this file."))
    if len(cues) > MOST_CUES:
        faults.append(_("There are more than 1,500 captions in this file."))
    if faults:
        raise CaptionsRefused(faults[:MOST_FAULTS])
    return cues


def written(cues: Iterable[Cue]) -> bytes:
    """Return `cues` as a WebVTT file, the earliest first."""
    parts = ["WEBVTT\n"]
    for cue in sorted(cues, key=lambda cue: (cue.start, cue.end)):
        words = cue.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        parts.append(f"{shown_time(cue.start)} --> {shown_time(cue.end)}\n{words}\n")
    return "\n".join(parts).encode()


def shifted(cues: Iterable[Cue], by: int) -> list[Cue]:
    """Return `cues` moved by so many milliseconds; none begins before the beginning."""
    moved = [replace(cue, start=max(0, cue.start + by), end=cue.end + by) for cue in cues]
    return [cue for cue in moved if cue.end > cue.start]


def shown_time(moment: int) -> str:
    """Return 61500 as "00:01:01.500"."""
    seconds, thousandths = divmod(moment, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"


def read_time(text: str) -> int | None:
    """Return "1:01,5" or "61.5" as 61500; None for what is no time."""
    found = _ONE_TIME.match(text)
    if found is None:
        return None
    if found[5] is not None:
        return int(found[5]) * 1000 + _thousandths(found[6])
    return _moment(*found.groups()[:4])


def _read_block(block: list[str], number: int, cues: list[Cue], faults: list[str]) -> None:
    head = block[0].lstrip("\N{BYTE ORDER MARK}")
    if number == 1 and head.startswith("WEBVTT"):
        return
    if head.startswith(("NOTE", "STYLE", "REGION")):
        return
    # A number or a name may stand above the times.
    at = next((at for at, line in enumerate(block[:2]) if "->" in line), None)
    if at is None:
        faults.append(_fault(number, _("a time is missing, such as 00:01.000 --> 00:04.000")))
        return
    found = _TIMES.match(block[at])
    if found is None:
        faults.append(_fault(number + at, _("this time cannot be read")))
        return
    times = found.groups()
    start, end = _moment(*times[:4]), _moment(*times[4:8])
    words = [strip_tags(line).strip() for line in block[at + 1 :]]
    text = _unescaped("\n".join(line for line in words if line))
    if end <= start:
        faults.append(_fault(number + at, _("it ends before it begins")))
    elif not text:
        faults.append(_fault(number + at, _("there are no words below this time")))
    elif len(text) > MOST_SIGNS:
        faults.append(_fault(number + at, _("this caption is longer than 300 characters")))
    else:
        cues.append(Cue(start, end, text))


def _fault(number: int, what: str) -> str:
    return _("Line %(number)d: %(what)s.") % {"number": number, "what": what}


def _moment(hours: str | None, minutes: str, seconds: str, part: str | None) -> int:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * 1000 + _thousandths(part)


def _thousandths(part: str | None) -> int:
    return int((part or "0").ljust(3, "0"))


def _unescaped(text: str) -> str:
    for sign, name in (("<", "&lt;"), (">", "&gt;"), (" ", "&nbsp;"), ("&", "&amp;")):
        text = text.replace(name, sign)
    return text


def _decoded(content: bytes) -> str:
    for encoding in (
        "utf-8-sig",
        "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8",
    ):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", errors="replace")
