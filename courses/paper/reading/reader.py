"""A photo of a page: which page it is, what its rows say, and the page laid flat."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from PIL import Image

from courses.paper.reading.flat import Flat, code_on, flattened
from courses.paper.reading.marks import Read, read_rows

# The page is shown beside its rows: as small as its crosses allow.
QUALITY = 60


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was found; `said` is the text of its QR code, "" where that was not read."""

    flat: Flat
    said: str

    def rows(self, count: int) -> list[Read]:
        return read_rows(self.flat, count)

    def jpeg(self) -> bytes:
        """Return the page laid flat, in grey."""
        _done, content = cv2.imencode(".jpg", self.flat.grey, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
        return bytes(content.tobytes())


def find_page(photo: Image.Image) -> Page:
    """Return the page that `photo` shows. Raises NoSheet."""
    grey: Any = np.asarray(photo.convert("L"))
    flat = flattened(grey)
    return Page(flat, code_on(flat, grey))
