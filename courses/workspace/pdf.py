"""Sign-in slips on sheets of A4, eight to a sheet, with marks where to cut."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import batched
from typing import Any

import pikepdf
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from academy.web.paper import own_files
from academy.web.qr import qr_drawing
from academy.web.typefaces import FONTS
from courses.models import Batch

PER_SHEET = 8
SHEETS_AT_ONCE = 10
# Slips are handed to santri, whatever language the coordinator reads.
LANGUAGE = "id"
WIDTH, HEIGHT, MARK = 210.0, 297.0, 4.0
# Longer names are set smaller, so that three lines hold the longest.
LONG_NAME, LONG_USERNAME = 50, 15


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """What stands on one slip; `secret` is a PIN, or a longer code, `card` where its QR leads."""

    name: str
    username: str
    secret: str
    pesantren: str
    card: str

    @property
    def qr(self) -> str:
        return qr_drawing(self.card)

    @property
    def is_long(self) -> bool:
        return len(self.name) > LONG_NAME

    @property
    def has_long_username(self) -> bool:
        return len(self.username) > LONG_USERNAME

    @property
    def is_pin(self) -> bool:
        return self.secret.isdecimal()


def slips_pdf(slips: Sequence[SlipFacts], *, batch: Batch, on_part: Callable[[], None]) -> bytes:
    """Return the slips of `batch` as a PDF, in their order.

    A part takes seconds; between two of them `on_part` is called, for a job to hold its lease.
    """
    fonts, whole = FontConfiguration(), pikepdf.new()
    for part in batched(slips, PER_SHEET * SHEETS_AT_ONCE, strict=False):
        on_part()
        with translation.override(LANGUAGE):
            html = render_to_string("courses/workspace/slips_pdf.html", _context(part, batch))
        document = HTML(string=html, base_url=f"{FONTS.as_uri()}/", url_fetcher=own_files())
        with pikepdf.open(BytesIO(document.write_pdf(font_config=fonts))) as pdf:
            whole.pages.extend(pdf.pages)
    output = BytesIO()
    whole.save(output)
    return output.getvalue()


def _context(slips: Sequence[SlipFacts], batch: Batch) -> dict[str, Any]:
    return {
        "sheets": list(batched(slips, PER_SHEET, strict=False)),
        "batch": batch,
        "address": f"{settings.BASE_URL}{reverse('account_login')}",
        "marks": base64.b64encode(_marks().encode()).decode(),
        "language": LANGUAGE,
    }


def _marks() -> str:
    """Return a drawing of the page: a fine line along each cut, a cross where two meet."""
    across, down = [WIDTH / 2], [HEIGHT / 4 * row for row in (1, 2, 3)]
    fine = [f"M{x} 0V{HEIGHT}" for x in across] + [f"M0 {y}H{WIDTH}" for y in down]
    crosses = [
        f"M{x - MARK} {y}H{x + MARK}M{x} {y - MARK}V{y + MARK}"
        for x in (0, *across, WIDTH)
        for y in (0, *down, HEIGHT)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" fill="none">'
        f'<path d="{"".join(fine)}" stroke="#999" stroke-width=".15" stroke-dasharray="1.5"/>'
        f'<path d="{"".join(crosses)}" stroke="#000" stroke-width=".3"/></svg>'
    )
