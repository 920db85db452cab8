"""Attendance sheets on A4: twenty rows a page, drawn so that a photo of a page can be read."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from academy.web.paper import own_files
from academy.web.qr import qr_drawing
from academy.web.typefaces import FONTS
from courses.models import AttendanceStatus, PaperRow, PaperSheet
from courses.paper.queries import people
from courses.paper.rules import layout

# A sheet lies in a hall, whatever language who prints it reads.
LANGUAGE = "id"
# Longer ones are set smaller, so that two lines hold the longest name of 150 letters.
LONG, VERY_LONG = 36, 70
HEAD_WIDTH = 12.0


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What stands in a row; `below` is the pesantren, or that this is the trainer."""

    number: int
    name: str
    below: str

    @property
    def size(self) -> str:
        """How the name is set: a word of the style sheet."""
        longest = max(map(len, self.name.split()), default=0)
        if len(self.name) > VERY_LONG or longest > VERY_LONG / 2:
            return "small"
        return "less" if len(self.name) > LONG or longest > LONG / 2 else ""


@dataclass(frozen=True, slots=True)
class PageFacts:
    number: int
    hall: str
    code: str
    rows: Sequence[RowFacts]

    @property
    def qr(self) -> str:
        return qr_drawing(f"{settings.BASE_URL}{reverse('courses:paper_page', args=[self.code])}")

    @property
    def placed(self) -> Iterator[tuple[str, RowFacts]]:
        """The rows, each with its upper edge in millimetres."""
        return ((f"{layout.row_top(place):.2f}", row) for place, row in enumerate(self.rows))

    @property
    def ground(self) -> str:
        return base64.b64encode(_ground(len(self.rows)).encode()).decode()


def sheet_pdf(sheet: PaperSheet) -> bytes:
    """Return the pages of `sheet` as a PDF, in their order; thirteen take two seconds."""
    with translation.override(LANGUAGE):
        html = render_to_string("courses/paper/sheet_pdf.html", _context(sheet, _pages(sheet)))
    document = HTML(string=html, base_url=f"{FONTS.as_uri()}/", url_fetcher=own_files())
    return bytes(document.write_pdf(font_config=FontConfiguration()))


def _pages(sheet: PaperSheet) -> list[PageFacts]:
    rows: dict[int, list[RowFacts]] = {}
    for row in people.with_people(PaperRow.objects.filter(page__sheet=sheet)):
        rows.setdefault(row.page_id, []).append(_facts(row))
    return [
        PageFacts(page.number, page.hall, page.code, rows[page.pk]) for page in sheet.pages.all()
    ]


def _facts(row: PaperRow) -> RowFacts:
    if row.enrollment is None:
        return RowFacts(
            row.number, str(row.trainer.display_name if row.trainer else ""), gettext("Trainer")
        )
    pesantren = row.enrollment.pesantren
    name = row.enrollment.user.display_name
    return RowFacts(row.number, name, pesantren.name if pesantren else "")


def _context(sheet: PaperSheet, pages: Sequence[PageFacts]) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "session": sheet.session,
        "pages": pages,
        "heads": [
            (f"{centre - HEAD_WIDTH / 2:.1f}", AttendanceStatus(status).label)
            for status, centre in layout.BOXES.items()
        ],
        # As texts: a comma is no decimal point in a style sheet.
        "qr": {
            "left": str(layout.QR_AT[0]),
            "top": str(layout.QR_AT[1]),
            "side": str(layout.QR_SIDE),
        },
        "language": LANGUAGE,
    }


def _ground(row_count: int) -> str:
    """Return the drawing under a page: corner marks, a tint in every second row, boxes."""
    dark = "".join(
        _square(left + column * layout.MARK / 6, top + line * layout.MARK / 6, layout.MARK / 6)
        for (left, top), mark in zip(layout.MARKS_AT, layout.MARKS, strict=True)
        for line, signs in enumerate(mark)
        for column, sign in enumerate(signs)
        if sign == "1"
    )
    tints = "".join(
        f"M9 {layout.row_top(place)}H201v{layout.ROW}H9Z" for place in range(0, row_count, 2)
    )
    half = layout.BOX / 2
    boxes = "".join(
        _square(centre - half, layout.row_middle(place) - half, layout.BOX)
        for place in range(row_count)
        for centre in layout.BOXES.values()
    )
    # White in the boxes; dark enough that a photo finds them, and a pen is darker.
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{layout.WIDTH}mm" '
        f'height="{layout.HEIGHT}mm" viewBox="0 0 {layout.WIDTH} {layout.HEIGHT}">'
        f'<path d="{tints}" fill="#f4f4f4"/><path d="{dark}" fill="#000" stroke="#000" '
        f'stroke-width=".02"/><path d="{boxes}" fill="#fff" stroke="#555" stroke-width=".35"/>'
        "</svg>"
    )


def _square(left: float, top: float, side: float) -> str:
    return f"M{left:.3f} {top:.3f}h{side:.3f}v{side:.3f}h-{side:.3f}Z"
