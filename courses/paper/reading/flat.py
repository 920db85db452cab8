"""A page found in a photo by its corner marks, and laid flat; its code read from it."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from courses.paper.rules import layout

# Dots a millimetre of the page when it lies flat.
DOTS = 6
# How far, in millimetres, corners of marks may lie from where the other ones say: paper bends.
MOST_BENT = 4.0
# How large the code is looked at, and whether sharpened: each reader misses some at one look.
LOOKS = ((2.0, False), (1.0, True), (1.5, True), (4.0, True), (3.0, False), (1.0, False))
_WORD = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)


class NoSheet(Exception):
    """Fewer than three corner marks were found, or they do not lie as on a page."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A page as it would lie under a scanner: `grey`, and `dark`: 0 where it is as light as the
    paper around, 1 where it is black. Both have DOTS a millimetre."""

    grey: Any
    dark: Any


def flattened(grey: Any) -> Flat:
    """Return the page that the photo `grey` shows. Raises NoSheet."""
    for photo in (grey, _even(grey)):
        found = _marks(photo)
        if len(found) >= 3:
            break
    else:
        raise NoSheet
    there = np.concatenate([found[name] for name in sorted(found)])
    here = np.concatenate([_corners(name) for name in sorted(found)])
    turn, _used = cv2.findHomography(there, here * DOTS)
    if turn is None:
        raise NoSheet
    placed = cv2.perspectiveTransform(there.reshape(-1, 1, 2), turn).reshape(-1, 2) / DOTS
    if float(np.abs(placed - here).max()) > MOST_BENT:
        raise NoSheet
    size = (int(layout.WIDTH * DOTS), int(layout.HEIGHT * DOTS))
    flat = cv2.warpPerspective(grey, turn, size, flags=cv2.INTER_LINEAR, borderValue=255)
    return Flat(flat, _darkness(flat))


def code_on(flat: Flat, photo: Any) -> str:
    """Return what the QR code says; "" where it cannot be read. The photo itself is a last try."""
    left, top = (int((edge - 4) * DOTS) for edge in layout.QR_AT)
    side = int((layout.QR_SIDE + 8) * DOTS)
    seen = flat.grey[max(0, top) : top + side, left : left + side]
    even = 255 * (1 - np.clip(flat.dark[max(0, top) : top + side, left : left + side], 0, 1))
    for part in (seen, even.astype(np.uint8)):
        for times, is_sharp in LOOKS:
            look = cv2.resize(part, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC)
            if said := _said(_sharper(look, times) if is_sharp else look):
                return said
    return _said(photo)


def _said(picture: Any) -> str:
    for reader in (cv2.QRCodeDetector(), cv2.QRCodeDetectorAruco()):
        try:
            said, _corners_seen, _code = reader.detectAndDecode(picture)
        except cv2.error:
            # Some corners that it believes to see make no square.
            continue
        if said:
            return str(said)
    return ""


def _sharper(picture: Any, times: float) -> Any:
    """Return `picture`, made larger so many times, with the blur of a shaky hand undone."""
    soft = cv2.GaussianBlur(picture, (0, 0), 1.5 * times)
    return cv2.addWeighted(picture, 7, soft, -6, 0)


def _marks(photo: Any) -> dict[int, Any]:
    """Return the corners of the marks that are seen, by their numbers."""
    wanted = cv2.aruco.DetectorParameters()
    wanted.adaptiveThreshWinSizeMin, wanted.adaptiveThreshWinSizeMax = 5, 45
    wanted.adaptiveThreshWinSizeStep = 8
    wanted.minMarkerPerimeterRate = 0.015
    wanted.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    corners, names, _rest = cv2.aruco.ArucoDetector(_WORD, wanted).detectMarkers(photo)
    found: dict[int, Any] = {}
    for seen, name in zip(corners, [] if names is None else names.ravel(), strict=True):
        # A page is photographed alone: of two there is no telling which is meant.
        if int(name) in found:
            raise NoSheet
        if name < len(layout.MARKS_AT):
            found[int(name)] = seen.reshape(4, 2).astype(np.float64)
    return found


def _corners(name: int) -> Any:
    """Return the corners of a mark on the page, in millimetres, clockwise from its upper left."""
    left, top = layout.MARKS_AT[name]
    side = layout.MARK
    return np.array(
        [(left, top), (left + side, top), (left + side, top + side), (left, top + side)]
    )


def _darkness(grey: Any) -> Any:
    """Return how dark the page is against the paper around each place: shadow is no ink."""
    paper = np.maximum(_paper(grey), 24).astype(np.float32)
    return np.clip(1 - grey / paper, 0, 1).astype(np.float32)


def _even(grey: Any) -> Any:
    """Return the photo without shadows."""
    return (255 * (1 - _darkness(grey))).astype(np.uint8)


def _paper(grey: Any) -> Any:
    """Return how light the paper is at each place, whatever is drawn on it."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    light = cv2.dilate(small, np.ones((7, 7), np.uint8))
    light = cv2.medianBlur(light, 15)
    height, width = grey.shape[:2]
    return cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
