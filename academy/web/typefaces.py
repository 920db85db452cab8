"""The fonts of what is printed as a PDF: complete cuts, where screens have a small part of one."""

from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"
