"""One person's facts laid over the common pages, in the places the layout left."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from io import BytesIO

import pikepdf
import segno

from certificates.fonts import Weight
from certificates.pdf import bidi, embedding
from certificates.pdf.facts import CertificateFacts
from certificates.pdf.layout import LINK_PLACE, CommonPages, Slot, SlotPlace
from certificates.pdf.text import Line, fitted, line

PX_PER_PT = 96 / 72
NAME_SIZES = tuple(size * PX_PER_PT for size in (38, 36, 33, 31, 29, 27, 25, 23, 21, 19, 17, 15))
ARABIC_SIZES = NAME_SIZES[6:]
ORIGIN_SIZES = tuple(size * PX_PER_PT for size in (12.5, 11.5, 10.5, 9.5))


@dataclass(slots=True)
class _Drawing:
    """Content of one page with the glyphs that each font must bring along."""

    glyphs: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def line(self, line: Line, x: float, baseline: float) -> bytes:
        parts = []
        for run in line.runs:
            name = embedding.resource_name(run.font).encode()
            parts.append(b"/%s %.3f Tf" % (name, run.size))
            for glyph in run.glyphs:
                self.glyphs[run.font].setdefault(glyph.index, glyph.text)
                parts.append(
                    b"1 0 0 -1 %.3f %.3f Tm <%04x> Tj"
                    % (x + glyph.x, baseline - glyph.y, glyph.index)
                )
        return b"BT\n" + b"\n".join(parts) + b"\nET"


def lay_over(common: CommonPages, facts: CertificateFacts) -> bytes:
    """Return the unsigned PDF of `facts` on the pages laid out for its common key."""
    drawing = _Drawing()
    streams = [_page(pieces, facts, drawing) for pieces in common.pages]
    with pikepdf.open(BytesIO(common.pdf)) as pdf:
        fonts = embedding.embed(pdf, drawing.glyphs)
        for page, stream in zip(pdf.pages, streams, strict=True):
            page.Contents = pdf.make_stream(stream)
            for name, font in fonts.items():
                page.Resources.Font[name] = font
        _point_links(pdf, facts.verify_url)
        pdf.docinfo["/Title"] = f"{facts.heading} {facts.number}: {facts.full_name}"
        output = BytesIO()
        pdf.save(
            output,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return output.getvalue()


def percent_text(value: Decimal | None) -> str:
    """Return a mark or percentage as printed: two places at most, decimal comma."""
    if value is None:
        return "–"
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def code_groups(code: str) -> str:
    """Return `code` in groups of four or five, as people read it aloud."""
    step = 5 if len(code) % 5 == 0 else 4
    return "-".join(code[start : start + step] for start in range(0, len(code), step))


def _page(
    pieces: tuple[bytes | SlotPlace, ...], facts: CertificateFacts, drawing: _Drawing
) -> bytes:
    person = _person({p.slot.key: p for p in pieces if isinstance(p, SlotPlace)}, facts, drawing)
    texts = _texts(facts)
    output = []
    for piece in pieces:
        if isinstance(piece, bytes):
            output.append(piece)
        elif piece.slot.style == "qr":
            output.append(_marked(piece, _qr(piece, facts.verify_url), "", tag="Figure"))
        elif piece.slot.style == "person":
            output.append(_marked(piece, *person[piece.slot.key]))
        else:
            text = texts[piece.slot.key]
            output.append(_marked(piece, _line(piece, text, drawing), text))
    return b"\n".join(output)


def _texts(facts: CertificateFacts) -> dict[str, str]:
    marks = {f"mark-{i}": percent_text(module.mark) for i, module in enumerate(facts.modules)}
    attendance = percent_text(facts.attendance_percent)
    return marks | {
        "number": facts.number,
        "code": code_groups(facts.code),
        "back_name": facts.full_name,
        "back_number": facts.number,
        "mean_mark": percent_text(facts.mean_mark),
        "attendance_percent": attendance if attendance == "–" else f"{attendance} %",
    }


def _origin(facts: CertificateFacts) -> str:
    return ", ".join(part for part in (facts.pesantren, facts.regency) if part)


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands in the person's box under one key, and how it may be set."""

    key: str
    text: str
    weight: Weight
    sizes: tuple[float, ...]
    max_lines: int
    leading: float
    gap: float = 0

    def fitted(self, width: float, step: int) -> tuple[float, tuple[Line, ...]]:
        """Return size and lines for `width`, without the largest `step` of the sizes."""
        if not self.text:
            return 0, ()
        sizes = self.sizes[min(step, len(self.sizes) - 1) :]
        return fitted(
            self.text, weight=self.weight, width=width, sizes=sizes, max_lines=self.max_lines
        )

    def height(self, size: float, lines: tuple[Line, ...]) -> float:
        return size * (self.gap + self.leading * len(lines))


def _words(facts: CertificateFacts) -> tuple[_Words, ...]:
    name = _Words("full_name", facts.full_name, "semibold", NAME_SIZES, 3, 1.16)
    arabic = _Words("arabic_name", facts.arabic_name, "regular", ARABIC_SIZES, 2, 1.7)
    if any(to_left for _part, to_left in bidi.parts(facts.full_name)):
        # Marks above and below Arabic letters need their room wherever they stand.
        name = replace(arabic, key=name.key, text=name.text, weight=name.weight)
    return name, arabic, _Words("origin", _origin(facts), "regular", ORIGIN_SIZES, 2, 1.35, 0.5)


def _person(
    places: dict[str, SlotPlace], facts: CertificateFacts, drawing: _Drawing
) -> dict[str, tuple[bytes, str]]:
    """Return name, Arabic name and origin, set as one block from the top of their box."""
    if "full_name" not in places:
        return {}
    box = places["full_name"]
    rows = _words(facts)
    # As large as the box allows: what is long in every row becomes smaller in all.
    for step in range(len(NAME_SIZES)):
        block = [row.fitted(box.right - box.left, step) for row in rows]
        height = sum(row.height(*found) for row, found in zip(rows, block, strict=True))
        if height <= box.bottom - box.top:
            break
    drawn: dict[str, tuple[bytes, str]] = {}
    top = box.top
    for row, (size, lines) in zip(rows, block, strict=True):
        # The ascender's room, then the baseline, then the rest of the line.
        first = top + size * (row.gap + row.leading * 0.78)
        content = [
            drawing.line(one, box.left, first + size * row.leading * place)
            for place, one in enumerate(lines)
        ]
        top += row.height(size, lines)
        drawn[row.key] = (b"\n".join(content), row.text)
    return drawn


def _line(place: SlotPlace, text: str, drawing: _Drawing) -> bytes:
    slot = place.slot
    if slot.style == "right":
        tabular = line(text, weight=slot.weight, size=place.size, features={"tnum": True})
        edge = place.x + line("x", weight=slot.weight, size=place.size).width
        return drawing.line(tabular, edge - tabular.width, place.baseline)
    sizes = tuple(place.size * step / 100 for step in range(100, 49, -4))
    _, (set_line,) = fitted(text, weight=slot.weight, width=place.right - place.x, sizes=sizes)
    return drawing.line(set_line, place.x, place.baseline)


def _marked(place: SlotPlace, content: bytes, text: str, tag: str = "Span") -> bytes:
    """Return `content` in the slot's colour under its tag; readers read `text` for it."""
    slot: Slot = place.slot
    properties = b"/MCID %d" % place.mcid
    if text:
        properties += b" /ActualText <%s>" % ("\ufeff" + text).encode("utf-16-be").hex().encode()
    if slot.language:
        properties += b" /Lang (%s)" % slot.language.encode()
    red, green, blue = (int(slot.color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    fill = b"%.4f %.4f %.4f rg" % (red, green, blue)
    return b"/%s <<%s>> BDC\nq\n%s\n%s\nQ\nEMC" % (tag.encode(), properties, fill, content)


def _qr(place: SlotPlace, url: str) -> bytes:
    """Return the QR code of `url` as rectangles; the paper around it is its quiet zone."""
    matrix = segno.make(url, error="m", micro=False, boost_error=False).matrix
    unit = (place.right - place.left) / len(matrix)
    # One unit per module, so that the rectangles are short whole numbers.
    scale = b"%.6f 0 0 %.6f %.3f %.3f cm" % (unit, unit, place.left, place.top)
    bars = b" ".join(b"%d %d %d 1 re" % bar for bar in _bars(matrix))
    return b"\n".join((scale, bars, b"f"))


def _bars(matrix: tuple[bytearray, ...]) -> Iterator[tuple[int, int, int]]:
    """Yield (column, row, length) of each run of dark modules."""
    for row, modules in enumerate(matrix):
        start = None
        for column, dark in enumerate((*modules, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                yield start, row, column - start
                start = None


def _point_links(pdf: pikepdf.Pdf, url: str) -> None:
    for page in pdf.pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get("/A")
            if action is not None and str(action.get("/URI", "")) == LINK_PLACE:
                action.URI = pikepdf.String(url)
