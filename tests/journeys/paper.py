"""A certificate as somebody holds it: the PDF rendered, its code read from the picture."""

from pathlib import Path

from tests.services.camera import codes_on


def scan(pdf: Path) -> str:
    """Return what the QR code on the first page of `pdf` says; "" where there is none."""
    return next(iter(codes_on(pdf)), "")
