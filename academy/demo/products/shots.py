"""Photos by the hundred: painted in two processes."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from multiprocessing import get_context

from PIL import Image

from academy.demo.products.photo import photo

# Six hundred of them come with every clone: as small as a trainer can still judge them.
SIDE, QUALITY = 480, 24


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo to be painted (see `photo`)."""

    shape: str
    text: str
    key: str
    take: str
    shot: str
    good: bool


def paint(shot: Shot) -> bytes:
    """A small WebP of `shot`."""
    picture = photo(
        shot.shape, shot.text, key=shot.key, take=shot.take, shot=shot.shot, good=shot.good
    )
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    out = BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


def paint_all(shots: Iterable[Shot]) -> Iterator[bytes]:
    """Paint in the background and give the photos in their order."""
    # Fresh processes: they import no Django and share no database connection.
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        yield from pool.map(paint, shots, chunksize=8)
