"""Photos by the hundred: drawn in two processes, with their thumbnails."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from multiprocessing import get_context, parent_process
from threading import Thread

from PIL import Image

from academy.demo.products.photo import photo

THUMBNAIL = 320


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo to be drawn (see `photo`)."""

    shape: str
    text: str
    key: str
    take: str
    shot: str
    good: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A JPEG with its size in pixels, and a small one."""

    data: bytes
    thumbnail: bytes
    width: int
    height: int


def draw(shot: Shot) -> Drawn:
    data = photo(
        shot.shape, shot.text, key=shot.key, take=shot.take, shot=shot.shot, good=shot.good
    )
    picture = Image.open(BytesIO(data))
    width, height = picture.size
    picture.draft("RGB", (THUMBNAIL, THUMBNAIL))
    picture.thumbnail((THUMBNAIL, THUMBNAIL))
    out = BytesIO()
    picture.save(out, "JPEG", quality=70)
    return Drawn(data, out.getvalue(), width, height)


type Studio = Callable[[Iterable[Shot]], Iterator[Drawn]]


@contextmanager
def studio() -> Iterator[Studio]:
    """Yield a function that draws in the background and gives the photos in their order."""
    # Fresh processes: they import no Django and share no database connection.
    with ProcessPoolExecutor(
        min(2, os.cpu_count() or 1), mp_context=get_context("spawn"), initializer=_end_with_parent
    ) as pool:
        yield lambda shots: pool.map(draw, shots, chunksize=8)


def _end_with_parent() -> None:
    """Let a load that is killed leave no process behind."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
