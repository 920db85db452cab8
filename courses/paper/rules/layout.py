"""Where everything lies on a page, in millimetres from its upper left corner: drawn, and read.

Between the rows there are no lines, only a tint: a stroke that leaves a box is followed to where
it comes from, and lines would join all strokes of the page.
"""

from courses.models import AttendanceStatus

WIDTH, HEIGHT = 210.0, 297.0
ROWS = 20
TOP, ROW = 63.0, 10.6
NUMBER_AT, NAME_AT, NAME_WIDTH = 9.0, 20.0, 75.0
# The side of a box and the centres of the four, by what a mark in it says.
BOX = 5.2
BOXES = {
    AttendanceStatus.PRESENT: 103.0,
    AttendanceStatus.EXCUSED: 115.0,
    AttendanceStatus.ILL: 127.0,
    AttendanceStatus.ABSENT: 139.0,
}
SIGNATURE_AT, SIGNATURE_TO = 148.0, 201.0
QR_AT, QR_SIDE = (158.0, 8.0), 29.0
# Corner marks: 6 × 6 squares, told from each other by those within (ArUco, 4 × 4, 0 to 3).
MARK = 9.0
MARKS_AT = ((9.0, 9.0), (192.0, 9.0), (9.0, 279.5), (192.0, 279.5))
MARKS = (
    ("111111", "101001", "110101", "111001", "111011", "111111"),
    ("111111", "111111", "100001", "101101", "101011", "111111"),
    ("111111", "111001", "111001", "111011", "100101", "111111"),
    ("111111", "101101", "101101", "110111", "110011", "111111"),
)


def row_top(place: int) -> float:
    """Return the upper edge of the row at `place` (from 0) of a page."""
    return TOP + place * ROW


def row_middle(place: int) -> float:
    return row_top(place) + ROW / 2
