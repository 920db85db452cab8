"""Videos and recordings as phones and cameras make them, drawn by ffmpeg in a moment."""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory


@cache
def film(
    *,
    width: int = 320,
    height: int = 180,
    frames: int = 25,
    seconds: float = 3,
    sound: bool = True,
    picture: bool = True,
    turned: int = 0,
    ending: str = "mp4",
    index_first: bool = False,
) -> bytes:
    """Return a file that plays; `turned` as a phone held upright turns it, `index_first` as it is
    made for the web: what a player reads first stands first."""
    drawn = ["-f", "lavfi", "-i", f"testsrc2=s={width}x{height}:r={frames}:d={seconds}"]
    heard = ["-f", "lavfi", "-i", f"sine=f=440:d={seconds}"]
    inputs = (drawn if picture else []) + (heard if sound else [])
    codecs = {
        "webm": ["-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"],
        "mp3": ["-c:a", "libmp3lame"],
        "wav": [],
    }.get(ending, ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"])
    with TemporaryDirectory() as folder:
        path = Path(folder, f"film.{ending}")
        _ffmpeg(*inputs, *codecs, str(path))
        if turned:
            upright = Path(folder, f"upright.{ending}")
            _ffmpeg(
                "-i", str(path), "-metadata:s:v", f"rotate={turned}", "-c", "copy", str(upright)
            )
            path = upright
        if index_first:
            moved = Path(folder, f"moved.{ending}")
            _ffmpeg("-i", str(path), "-c", "copy", "-movflags", "+faststart", str(moved))
            path = moved
        return path.read_bytes()


def _ffmpeg(*arguments: str) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments], check=True, timeout=120)


@cache
def spoken(*, seconds: int = 3, kind: str = "webm") -> bytes:
    """Return what a browser records: a file written as it goes on, which says no length.

    It names a person and a place, as recorders of phones do.
    """
    codec = {"webm": "libopus", "mp3": "libmp3lame"}[kind]
    command = [
        *("ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"sine=f=440:d={seconds}"),
        *("-metadata", "artist=Ustadz Rahasia", "-metadata", "location=-7.25+112.75/"),
        *("-c:a", codec, "-f", kind, "pipe:1"),
    ]
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout
