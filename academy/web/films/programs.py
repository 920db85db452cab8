"""ffmpeg and ffprobe, within their limits."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Timer

from academy.web.films.faults import FilmFault, FilmRefused

_LIMITED = Path(__file__).with_name("limited.py")
# What a file may be. A list of addresses or a script that says where pictures lie is none of it:
# ffmpeg would open what they name.
FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mp3,ogg,wav,aac,amr"
_PLAIN = ["-v", "error", "-hide_banner", "-protocol_whitelist", "file,pipe"]
PROBE_SECONDS = 60
# How nice a conversion is that nobody waits for.
BEHIND = 15
CUT_OFF = ("moov atom not found", "partial file", "End of file")


def _limited(seconds: int, nice: int) -> list[str]:
    return [sys.executable, "-P", str(_LIMITED), str(seconds), str(nice)]


def probe(path: Path, *, seconds: int = PROBE_SECONDS) -> str:
    """Return what ffprobe says within `seconds` of the file `path`, as JSON. Raises FilmRefused."""
    wanted = (
        "format=duration:"
        "stream=codec_type,width,height,avg_frame_rate,sample_aspect_ratio:"
        "stream_disposition=attached_pic:stream_side_data=rotation"
    )
    command = [
        *("ffprobe", *_PLAIN, "-format_whitelist", FORMATS),
        *("-show_entries", wanted, "-of", "json", str(path)),
    ]
    try:
        done = subprocess.run(
            [*_limited(seconds, 0), *command],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FilmRefused(FilmFault.TOO_MUCH) from error
    if done.returncode:
        is_cut = any(words in done.stderr for words in CUT_OFF)
        raise FilmRefused(FilmFault.HALF if is_cut else FilmFault.UNREADABLE)
    return done.stdout


def convert(
    source: Path,
    target: Path,
    options: list[str],
    *,
    seconds: int,
    tick: Callable[[float], None],
    within: int | None = None,
) -> None:
    """Write `target` from `source`; `tick` is told how many seconds of it are made.

    `seconds` are of the processor, `within` of the clock: given where somebody waits for it;
    otherwise it goes behind all other work, and has twice as many.
    What `tick` raises ends the work. Raises FilmRefused.
    """
    command = [
        *("ffmpeg", *_PLAIN, "-nostdin", "-y", "-threads", "1"),
        *("-format_whitelist", FORMATS, "-i", str(source)),
        *("-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn"),
        *("-threads", "1", "-filter_threads", "1", *options),
        *("-progress", "pipe:1", str(target)),
    ]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [*_limited(seconds, BEHIND if within is None else 0), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
        # One that waits for ever uses no time of the processor.
        alarm = Timer(within or seconds * 2, process.kill)
        alarm.start()
        try:
            for line in process.stdout or ():
                name, _, value = line.strip().partition("=")
                if name == "out_time_us" and value.isdecimal():
                    tick(int(value) / 1_000_000)
            process.wait()
        finally:
            alarm.cancel()
            process.kill()
            process.wait()
    if process.returncode < 0:
        raise FilmRefused(FilmFault.TOO_MUCH)
    if process.returncode or not target.exists() or not target.stat().st_size:
        raise FilmRefused(FilmFault.UNREADABLE)
