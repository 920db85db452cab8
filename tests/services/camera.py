"""What a phone reads from paper or a screen: it looks again, from nearer, until it has read all."""

import subprocess
from pathlib import Path

import cv2

# Dots an inch, as the hand comes nearer. Each of OpenCV's readers misses some codes at one look.
LOOKS = (100, 150, 200, 130, 170, 240, 300)


def codes_on(pdf: Path, count: int = 1) -> set[str]:
    """Return what the QR codes on the first page of `pdf` say, `count` of them."""
    found: set[str] = set()
    for dots in LOOKS:
        picture = pdf.with_suffix(f".{dots}")
        command = ["pdftoppm", "-r", str(dots), "-singlefile", "-gray", pdf, picture]
        subprocess.run(command, check=True)
        seen = cv2.imread(f"{picture}.pgm", cv2.IMREAD_GRAYSCALE)
        found |= {
            cv2.QRCodeDetector().detectAndDecode(seen)[0],
            *cv2.QRCodeDetector().detectAndDecodeMulti(seen)[1],
            *cv2.QRCodeDetectorAruco().detectAndDecodeMulti(seen)[1],
        } - {""}
        if len(found) >= count:
            break
    return found
