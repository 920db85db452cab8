"""Why a file is not read, in words that say what to do; the reasons never change their names."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused


class FileReason(StrEnum):
    """Why a whole file is refused (import rules R1, R2, R17)."""

    UNSUPPORTED_FORMAT = "unsupported_format"
    NOT_A_SPREADSHEET = "not_a_spreadsheet"
    ENCRYPTED = "encrypted"
    EMPTY_FILE = "empty_file"
    CORRUPT = "corrupt"
    TOO_BIG = "too_big"
    HEADER_NOT_FOUND = "header_not_found"
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"


class SheetRefused(Refused):
    """A file of which no list can be read; nothing of it was kept."""

    about = "file"
    reason = FileReason.CORRUPT


class UnsupportedFormat(SheetRefused):
    reason = FileReason.UNSUPPORTED_FORMAT
    message = _(
        "This is an old or rare kind of spreadsheet. Open it, save it as Excel (.xlsx) or CSV, and "
        "choose that."
    )


class NotASpreadsheet(SheetRefused):
    reason = FileReason.NOT_A_SPREADSHEET
    message = _("This file is not a spreadsheet. Choose the list as Excel (.xlsx), ODS or CSV.")


class SheetHasPassword(SheetRefused):
    reason = FileReason.ENCRYPTED
    message = _("This workbook has a password. Save it without one, and choose it once more.")


class EmptyFile(SheetRefused):
    reason = FileReason.EMPTY_FILE
    message = _("Nothing stands in this file. Look whether it is the right one, and choose again.")


class UnreadableSheet(SheetRefused):
    reason = FileReason.CORRUPT
    message = _(
        "This file is damaged or was not copied as a whole. Open it, save it anew as Excel (.xlsx) "
        "or CSV, and choose that."
    )


class QuoteNeverClosed(UnreadableSheet):
    message = _(
        "A quotation mark in this file opens and never closes, so that its rows cannot be told "
        "apart. Save the list anew as Excel (.xlsx), and choose that."
    )


class SheetTooLarge(SheetRefused):
    reason = FileReason.TOO_BIG
    message = _("This file is larger than 10 MB. Take out pictures, or split the list.")


class SheetTooWide(SheetRefused):
    reason = FileReason.TOO_BIG
    message = _(
        "This workbook unpacks to far more than a list needs. Copy only the rows of the list into "
        "a new one, and choose that."
    )


class HeadsMissing(SheetRefused):
    reason = FileReason.HEADER_NOT_FOUND
    message = _(
        "No row of this file has the heads that are needed. Put them into the first row, as "
        "in the example, and choose the file once more."
    )


class NoRows(SheetRefused):
    reason = FileReason.NO_ROWS
    message = _("Nothing stands below the heads of this list. Fill in its rows, and choose again.")


class TooManyRows(SheetRefused):
    reason = FileReason.TOO_MANY_ROWS
    message = _("This list has more than 5,000 rows. Split it, and send one part after the other.")
