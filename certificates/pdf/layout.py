"""Both pages of a certificate, laid out once for all who share them.

What differs per person is a *slot*: an element of the template in a colour of its own. A
slot's marked content is found again by that colour in the laid-out page, so that what
`overlay` draws there keeps its place in the reading order and its tag.
"""

import base64
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import pikepdf
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from academy.web.paper import own_files
from certificates.fonts import Weight
from certificates.pdf import ornament, signature
from certificates.pdf.facts import CertificateFacts

ASSETS = Path(__file__).resolve().parent.parent / "assets"
# Certificates are Indonesian documents, whatever language the coordinator reads.
LANGUAGE = "id"
LINK_PLACE = "https://slot.invalid/"
_SLOT_RED, _SLOT_GREEN = 254, 1
Style = Literal["line", "right", "person", "qr"]


@dataclass(frozen=True, slots=True)
class Slot:
    """What a personal fact looks like; place and size come from the laid-out page."""

    key: str
    style: Style = "line"
    weight: Weight = "regular"
    color: str = ornament.INK
    language: str = ""


@dataclass(frozen=True, slots=True)
class SlotPlace:
    """A slot on a page: its box and the first baseline (CSS pixels from the top left)."""

    slot: Slot
    mcid: int
    left: float
    top: float
    right: float
    bottom: float
    x: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class CommonPages:
    """The pages that all certificates with the same `CertificateFacts.common_key` share.

    `pages` holds for each page its content stream, cut where the slots are.
    """

    pdf: bytes
    pages: tuple[tuple[bytes | SlotPlace, ...], ...]


FRONT_SLOTS = (
    Slot("full_name", style="person", weight="semibold"),
    Slot("arabic_name", style="person", color=ornament.GREEN, language="ar"),
    Slot("origin", style="person"),
    Slot("number", weight="semibold"),
    Slot("qr", style="qr"),
    Slot("code", weight="semibold", color=ornament.GREEN),
)
BACK_SLOTS = (
    Slot("back_name", weight="semibold"),
    Slot("back_number"),
    Slot("mean_mark", weight="semibold", color=ornament.GREEN),
    Slot("attendance_percent", weight="semibold", color=ornament.GREEN),
)


def slots(facts: CertificateFacts) -> tuple[Slot, ...]:
    """Return every slot of the certificate, marks of modules included."""
    marks = tuple(Slot(f"mark-{index}", style="right") for index in range(len(facts.modules)))
    return FRONT_SLOTS + BACK_SLOTS + marks


def lay_out(facts: CertificateFacts) -> CommonPages:
    """Return the common pages for `facts` and everyone with the same common key.

    Takes about half a second; the caller keeps the result while it issues a batch.
    """
    all_slots = slots(facts)
    fonts = FontConfiguration()
    with translation.override(LANGUAGE):
        html = render_to_string("certificates/pdf/certificate.html", _context(facts))
        signing = {"reason": _("Certificate of OPOP Academy"), "location": facts.city}
    fetch = own_files()
    page = HTML(string=html, base_url=ASSETS.as_uri() + "/", url_fetcher=fetch)
    document = page.render(
        stylesheets=[
            CSS(filename=ASSETS / "certificate.css", font_config=fonts, url_fetcher=fetch),
            CSS(string=_generated_css(all_slots), font_config=fonts, url_fetcher=fetch),
        ],
        font_config=fonts,
        pdf_tags=True,
    )
    pdf = pikepdf.open(BytesIO(document.write_pdf(pdf_tags=True)))
    for name in ("/Names", "/Outlines"):
        if name in pdf.Root:
            del pdf.Root[name]
    pages = tuple(
        _cut(page, laid_out.anchors, all_slots)
        for page, laid_out in zip(pdf.pages, document.pages, strict=True)
    )
    signature.add_field(pdf, name=facts.issuer, **signing)
    output = BytesIO()
    pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return CommonPages(pdf=output.getvalue(), pages=pages)


def _context(facts: CertificateFacts) -> dict[str, Any]:
    numbered = list(enumerate(facts.modules))
    courses = [
        {"title": course, "modules": [{"slot": f"mark-{i}", "facts": m} for i, m in modules]}
        for course, modules in groupby(numbered, key=lambda pair: pair[1].course)
    ]
    rows = len(facts.modules) + len(courses)
    return {
        "facts": facts,
        "courses": courses,
        "density": "dense" if rows > 16 else "airy",
        "has_marks": any(module.mark is not None for module in facts.modules),
        "link_place": LINK_PLACE,
        "qr_place": _data_uri(_slot_image(FRONT_SLOTS)),
        "language": LANGUAGE,
    }


def _generated_css(all_slots: tuple[Slot, ...]) -> str:
    colours = "".join(
        f"#{slot.key}{{color:rgb({_SLOT_RED},{_SLOT_GREEN},{index})}}"
        for index, slot in enumerate(all_slots)
    )
    grounds = (
        ("@page front", ornament.border()),
        ("@page back", ornament.line()),
        (".seal", ornament.rosette()),
        (".mark", ornament.flower()),
    )
    images = "".join(
        f"{selector}{{background-image:url({_data_uri(svg)})}}" for selector, svg in grounds
    )
    return colours + images


def _slot_image(all_slots: tuple[Slot, ...]) -> str:
    index = next(index for index, slot in enumerate(all_slots) if slot.style == "qr")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'
        f'<rect width="1" height="1" fill="rgb({_SLOT_RED},{_SLOT_GREEN},{index})"/></svg>'
    )


def _data_uri(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _cut(
    page: pikepdf.Page, anchors: dict[str, tuple[float, ...]], all_slots: tuple[Slot, ...]
) -> tuple[bytes | SlotPlace, ...]:
    """Return the page's content stream as pieces, with a SlotPlace where a slot stood."""
    pieces: list[bytes | SlotPlace] = []
    kept: list[Any] = []
    instructions = list(pikepdf.parse_content_stream(page))
    position = 0
    while position < len(instructions):
        end = _marked_end(instructions, position)
        slot = _slot_of(instructions[position:end], all_slots) if end else None
        if slot is None:
            kept.append(instructions[position])
            position += 1
            continue
        marked = instructions[position:end]
        # The graphics state goes on after the slot, so what set it must stay.
        kept += [one for one in marked if str(one.operator) == "gs" and slot.style != "qr"]
        pieces += [pikepdf.unparse_content_stream(kept) + b"\n", _place(slot, marked, anchors)]
        kept = []
        position = end
    return (*pieces, pikepdf.unparse_content_stream(kept))


def _marked_end(instructions: list[Any], start: int) -> int:
    """Return the index after the marked content that begins at `start`, or 0 if none does."""
    if str(instructions[start].operator) != "BDC":
        return 0
    depth = 0
    for index in range(start, len(instructions)):
        operator = str(instructions[index].operator)
        depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
        if depth == 0:
            return index + 1
    return 0


def _slot_of(marked: list[Any], all_slots: tuple[Slot, ...]) -> Slot | None:
    for instruction in marked:
        if str(instruction.operator) == "rg":
            red, green, index = (round(Decimal(value) * 255) for value in instruction.operands)
            if (red, green) == (_SLOT_RED, _SLOT_GREEN):
                return all_slots[index]
    return None


def _place(slot: Slot, marked: list[Any], anchors: dict[str, tuple[float, ...]]) -> SlotPlace:
    left, top, right, bottom = anchors["person" if slot.style == "person" else slot.key]
    x = baseline = size = 0.0
    for instruction in marked:
        operator = str(instruction.operator)
        if operator == "Tm":
            x, baseline = (float(value) for value in instruction.operands[4:6])
        elif operator == "Tf":
            size = float(instruction.operands[1])
    return SlotPlace(
        slot=slot,
        mcid=int(marked[0].operands[1].MCID),
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        x=x,
        baseline=baseline,
        size=size,
    )
