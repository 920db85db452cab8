"""Workbooks that people give us (xlsx, xls, ods): what stands in their visible sheets."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from academy.web.files.workbook_reader import UNREADABLE, WITH_PASSWORD

_READER = Path(__file__).with_name("workbook_reader.py")
_MOST_SECONDS = 60
_ARCHIVE, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

type Rows = list[list[Any]]


class SheetRefused(Refused):
    """A file of which no list can be read; nothing of it was kept."""

    about = "file"


class UnreadableSheet(SheetRefused):
    message = _(
        "This file is not a list that can be read. Save it as Excel (.xlsx) or CSV, and choose "
        "it once more."
    )


class SheetHasPassword(SheetRefused):
    message = _("This workbook has a password. Save it without one, and choose it once more.")


class SheetTooWide(SheetRefused):
    message = _(
        "This workbook unpacks to far more than a list needs. Copy only the rows of the list into "
        "a new one, and choose that."
    )


def is_workbook(content: bytes) -> bool:
    """Whether bytes begin as a workbook does, told by the content (import rule R1)."""
    return content.startswith((_ARCHIVE, _OLE))


def visible_sheets(content: bytes, *, most_rows: int) -> list[Rows]:
    """Return the first `most_rows` rows of each visible sheet, numbered as Excel shows them.

    Cells are text, numbers and truths; dates are text. Raises UnreadableSheet,
    SheetHasPassword, or SheetTooWide for what takes more memory or time than any list.
    """
    try:
        read = subprocess.run(
            [sys.executable, "-P", str(_READER), str(most_rows)],
            input=content,
            capture_output=True,
            timeout=_MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SheetTooWide from error
    if read.returncode == WITH_PASSWORD:
        raise SheetHasPassword
    # A fault of the decoder itself ends with another code than ours, or by a signal.
    is_panic = read.returncode == 1 and b"MemoryError" not in read.stderr
    if read.returncode == UNREADABLE or is_panic:
        raise UnreadableSheet
    if read.returncode:
        raise SheetTooWide
    return [json.loads(line) for line in read.stdout.splitlines()]
