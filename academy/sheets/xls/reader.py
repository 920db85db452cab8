"""Reads an old workbook: a program that `book` runs in a process of its own.

The decoder is written in Rust and lays out every cell between the first and the last one: two
cells far apart, or a false address of one, end the process that reads them. Here that is the
end of nobody else. The file comes by standard input; each visible sheet goes out as a line of
JSON: its name, its place among all, and an array of rows.
"""

import datetime as dt
import json
import resource
import sys
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

# Bytes and seconds that the longest list we take needs many times over.
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 30
MOST_COLUMNS = 256
UNREADABLE, WITH_PASSWORD = 3, 4


def cell(value: object) -> object:
    """Return a cell as JSON has it; days as a list of one text."""
    if isinstance(value, dt.datetime | dt.date):
        return [value.isoformat()]
    return value if isinstance(value, str | int | float) else str(value)


def main(most_rows: int) -> int:
    content = BytesIO(sys.stdin.buffer.read())
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    if sys.platform != "darwin":  # which keeps no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    # An aborted reader leaves no file behind.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        book = CalamineWorkbook.from_filelike(content)
        for place, sheet in enumerate(book.sheets_metadata):
            if sheet.visible != SheetVisibleEnum.Visible:
                continue
            # From the sheet's first row, so that numbers are those that Excel shows.
            rows = book.get_sheet_by_name(sheet.name).to_python(
                skip_empty_area=False, nrows=most_rows
            )
            cells = [list(map(cell, row[:MOST_COLUMNS])) for row in rows]
            json.dump({"name": sheet.name, "place": place, "rows": cells}, sys.stdout)
            sys.stdout.write("\n")
    except PasswordError:
        return WITH_PASSWORD
    except (CalamineError, OSError, ValueError, OverflowError):
        return UNREADABLE
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
