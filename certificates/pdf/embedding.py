"""Fonts in a PDF: of each only the glyphs that are drawn, with the text they stand for."""

from collections.abc import Mapping

import pikepdf
import uharfbuzz

from certificates.fonts import font

# Nothing is shaped in the reader, so the tables for it stay out.
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "STAT", "DSIG", "BASE")
SYMBOLIC = 4


def resource_name(name: str) -> str:
    """Return the name under which content streams call the font `name`."""
    return "Academy" + name.replace("-", "")


def embed(pdf: pikepdf.Pdf, glyphs: Mapping[str, Mapping[int, str]]) -> dict[str, pikepdf.Object]:
    """Add fonts with `glyphs` (by font: index → text) to `pdf`; return them by resource name."""
    return {f"/{resource_name(name)}": _embed(pdf, name, used) for name, used in glyphs.items()}


def _embed(pdf: pikepdf.Pdf, name: str, used: Mapping[int, str]) -> pikepdf.Object:
    face = font(name).face
    unit = 1000 / face.upem
    base_name = pikepdf.Name(f"/{_tag(used)}+{name}")
    extents = font(name).get_font_extents("ltr")
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=base_name,
        Flags=SYMBOLIC,
        FontBBox=pikepdf.Array([-1000, -1000, 2000, 2000]),
        ItalicAngle=0,
        Ascent=round(extents.ascender * unit),
        Descent=round(extents.descender * unit),
        CapHeight=700,
        StemV=80,
        FontFile2=pdf.make_stream(_subset(face, used)),
    )
    widths = pikepdf.Array()
    for index in sorted(used):
        widths.append(index)
        widths.append(pikepdf.Array([round(font(name).get_glyph_h_advance(index) * unit)]))
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=base_name,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        CIDToGIDMap=pikepdf.Name.Identity,
        FontDescriptor=pdf.make_indirect(descriptor),
        W=widths,
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=base_name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(used)),
        )
    )


def _subset(face: uharfbuzz.Face, used: Mapping[int, str]) -> bytes:
    """Return the font file with the glyphs of `used` under their old numbers."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(used)
    wanted.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NO_HINTING
    wanted.drop_table_tag_set.update(
        int.from_bytes(table.ljust(4).encode()) for table in _DROPPED_TABLES
    )
    data: bytes = uharfbuzz.subset(face, wanted).blob.data
    return data


def _tag(used: Mapping[int, str]) -> str:
    """Return the six capital letters that name a subset, the same for the same glyphs."""
    number = sum((place + 1) * index for place, index in enumerate(sorted(used))) % 26**6
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _to_unicode(used: Mapping[int, str]) -> bytes:
    pairs = [
        f"<{index:04x}> <{text.encode('utf-16-be').hex()}>"
        for index, text in sorted(used.items())
        if text
    ]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
