"""What a video or a recording is, and the small copies that are made of it.

A copy is never larger than what it is made of, in pixels or in bits a second; upright stays
upright, and one without sound has none.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from academy.web.films.faults import FilmFault, FilmRefused
from academy.web.films.programs import PROBE_SECONDS, convert, probe

MOST_SECONDS = 3 * 3600
MOST_PIXELS_A_SIDE = 8192
MOST_FRAMES = 30
# What a copy may take at most: so many seconds of the processor for each second of film.
WORK = 60
LEAST_WORK = 600
SOUND_BITS = 48_000
# Of somebody who speaks: as clear as a telephone, at half the bytes. Its sender waits for it: in
# seconds of the clock, what making it may take at most, and each look into a file.
SPEECH_BITS, SPEECH_RATE = 28_000, 22_050
SPEECH_WORK, SPEECH_LOOK = 30, 10
POSTER_SIDE = 640
# A file that says how long it is may be that much shorter, in seconds and as a share.
SHORTER, SHORTER_SHARE = 2.0, 0.05


@dataclass(frozen=True, slots=True)
class Film:
    """What a file holds, as it is seen: turned upright, in square pixels. Sizes are 0 where
    there is no picture; `seconds` is None where the file does not say."""

    width: int
    height: int
    seconds: float | None
    frames: Fraction
    has_sound: bool

    @property
    def has_picture(self) -> bool:
        return bool(self.width)

    def within(self, side: int) -> tuple[int, int]:
        """Return width and height with the short side at most `side`, in even numbers."""
        part = min(1.0, side / min(self.width, self.height))
        return max(2, int(self.width * part / 2) * 2), max(2, int(self.height * part / 2) * 2)


def read_film(path: Path, *, seconds: int = PROBE_SECONDS) -> Film:
    """Return what the file `path` holds, seen within `seconds`. Raises FilmRefused."""
    found = json.loads(probe(path, seconds=seconds))
    streams: list[Mapping[str, Any]] = found.get("streams", [])
    # The cover of a song is no film.
    pictures = [
        stream
        for stream in streams
        if stream.get("codec_type") == "video"
        and not stream.get("disposition", {}).get("attached_pic")
    ]
    width, height = _size(pictures[0]) if pictures else (0, 0)
    film = Film(
        width=width,
        height=height,
        seconds=_number(found.get("format", {}).get("duration")),
        frames=_frames(pictures[0]) if pictures else Fraction(0),
        has_sound=any(stream.get("codec_type") == "audio" for stream in streams),
    )
    if not film.has_picture and not film.has_sound:
        raise FilmRefused(FilmFault.UNREADABLE)
    if film.seconds is not None and film.seconds > MOST_SECONDS:
        raise FilmRefused(FilmFault.TOO_LONG)
    if max(film.width, film.height) > MOST_PIXELS_A_SIDE:
        raise FilmRefused(FilmFault.TOO_WIDE)
    return film


def make_video(
    film: Film, source: Path, target: Path, *, side: int, bits: int, tick: Callable[[float], None]
) -> Film:
    """Write an H.264 copy of `source` and return what it is. Raises FilmRefused."""
    width, height = film.within(side)
    most = _most_bits(film, source, bits)
    sound = ["-map", "0:a:0", *_sound()] if film.has_sound else ["-an"]
    options = [
        *("-map", "0:v:0"),
        *("-vf", f"scale={width}:{height}:flags=bicubic,setsar=1,fps={_rate(film)}"),
        *("-c:v", "libx264", "-preset", "medium", "-profile:v", "main", "-pix_fmt", "yuv420p"),
        *("-crf", "25", "-maxrate", str(most), "-bufsize", str(2 * most), "-g", "120"),
        *sound,
        *("-movflags", "+faststart", "-f", "mp4"),
    ]
    return _made(film, source, target, options, tick)


def make_audio(film: Film, source: Path, target: Path, *, tick: Callable[[float], None]) -> Film:
    """Write the sound of `source` alone (AAC) and return what it is. Raises FilmRefused."""
    options = ["-map", "0:a:0", "-vn", *_sound(), "-movflags", "+faststart", "-f", "mp4"]
    return _made(film, source, target, options, tick)


def make_speech(film: Film, source: Path, target: Path, *, longest: int) -> Film:
    """Write what is said in `source`, at most `longest` seconds of it; return what it is.

    Raises FilmRefused.
    """
    options = [
        *("-map", "0:a:0", "-vn", *_sound(SPEECH_BITS, SPEECH_RATE), "-t", str(longest)),
        *("-movflags", "+faststart", "-f", "mp4"),
    ]
    work = SPEECH_WORK
    convert(source, target, options, seconds=work, within=work, tick=lambda _done: None)
    return _whole(film, target, seconds=SPEECH_LOOK)


def take_poster(film: Film, source: Path, target: Path) -> None:
    """Write a picture out of the video `source`, a PNG. Raises FilmRefused."""
    at = min(3.0, (film.seconds or 0) / 10)
    short, long = sorted((film.width, film.height))
    width, height = film.within(max(2, min(short, POSTER_SIDE * short // long)))
    options = [
        *("-ss", f"{at:.2f}", "-map", "0:v:0", "-frames:v", "1"),
        *("-vf", f"scale={width}:{height},setsar=1", "-an", "-c:v", "png", "-f", "image2"),
    ]
    convert(source, target, options, seconds=LEAST_WORK, tick=lambda _done: None)


def _made(
    film: Film, source: Path, target: Path, options: list[str], tick: Callable[[float], None]
) -> Film:
    most = LEAST_WORK + int(WORK * (film.seconds or MOST_SECONDS / 10))
    longest = ["-t", str(MOST_SECONDS)]
    convert(source, target, [*options[:-2], *longest, *options[-2:]], seconds=most, tick=tick)
    return _whole(film, target)


def _whole(film: Film, target: Path, *, seconds: int = PROBE_SECONDS) -> Film:
    """Return what was made of `film`, unless a part of it is missing."""
    made = read_film(target, seconds=seconds)
    lost = (film.seconds or 0) - (made.seconds or 0)
    if lost > SHORTER and lost > (film.seconds or 0) * SHORTER_SHARE:
        raise FilmRefused(FilmFault.HALF)
    return made


def _sound(bits: int = SOUND_BITS, rate: int = 44_100) -> list[str]:
    return ["-c:a", "aac", "-b:a", str(bits), "-ac", "1", "-ar", str(rate)]


def _most_bits(film: Film, source: Path, bits: int) -> int:
    if not film.seconds:
        return bits
    return max(20_000, min(bits, int(source.stat().st_size * 8 / film.seconds)))


def _rate(film: Film) -> Fraction:
    """Return how many pictures a second a copy has: all, or every second one, third one …"""
    if not 0 < film.frames <= 1000:
        return Fraction(25)
    part = 1
    while film.frames / part > MOST_FRAMES:
        part += 1
    return film.frames / part


def _size(stream: Mapping[str, Any]) -> tuple[int, int]:
    width, height = int(stream.get("width") or 0), int(stream.get("height") or 0)
    shape = str(stream.get("sample_aspect_ratio", "")).replace(":", "/")
    with suppress(ValueError, ZeroDivisionError):
        wide = Fraction(shape)
        if wide > 0:
            width = max(1, round(width * min(wide, Fraction(4)))) if width else 0
    turns = [side.get("rotation") for side in stream.get("side_data_list", [])]
    if any(turn is not None and round(turn) % 180 == 90 for turn in turns):
        return height, width
    return width, height


def _frames(stream: Mapping[str, Any]) -> Fraction:
    with suppress(ValueError, ZeroDivisionError):
        return Fraction(str(stream.get("avg_frame_rate", "0")))
    return Fraction(0)


def _number(text: Any) -> float | None:
    with suppress(TypeError, ValueError):
        return max(0.0, float(text))
    return None
