"""A certificate as somebody holds it: the PDF rendered, its code read from the picture."""

import subprocess
from pathlib import Path

import cv2


def scan(pdf: Path) -> str:
    """Return what the QR code on the first page of `pdf` says."""
    picture = pdf.with_suffix("")
    render = ["pdftoppm", "-png", "-singlefile", "-r", "150", "-f", "1", "-l", "1"]
    subprocess.run([*render, str(pdf), str(picture)], check=True)
    text, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(cv2.imread(f"{picture}.png"))
    return text
