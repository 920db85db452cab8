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
    seconds: int = 3,
    sound: bool = True,
    picture: bool = True,
    turned: int = 0,
    ending: str = "mp4",
) -> bytes:
    """Return a file that plays; `turned` as a phone held upright turns it."""
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
        return path.read_bytes()


def _ffmpeg(*arguments: str) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments], check=True, timeout=120)
