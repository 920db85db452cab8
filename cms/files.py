"""What trainers and editors upload, judged by content and never by name."""

import re
from pathlib import PurePath
from typing import Any
from xml.etree.ElementTree import register_namespace

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from academy.web.files.uploads import CutOffFile

SVG = "{http://www.w3.org/2000/svg}"
register_namespace("", SVG.strip("{}"))
DRAWN = {
    *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "switch", "style"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("text", "tspan", "textPath", "clipPath", "mask", "pattern", "marker"),
    *("linearGradient", "radialGradient", "stop"),
}
# What drawing programs add for themselves; browsers draw none of it.
KEPT_BY_PROGRAMS = (
    "{http://www.inkscape.org/namespaces/inkscape}",
    "{http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd}",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://creativecommons.org/ns#}",
    "{http://purl.org/dc/elements/1.1/}",
)
_OUTSIDE = re.compile(r"@import|expression\s*\(|javascript:|url\(\s*['\"]?\s*(?!#|['\"]?#)", re.I)
_FOREIGN_ENCODING = re.compile(r"<\?xml[^>]*encoding\s*=\s*['\"](?!utf-8)", re.I)

# First bytes by extension, each with the place where they stand.
_OPENINGS: dict[str, tuple[tuple[int, bytes], ...]] = {
    "pdf": ((0, b"%PDF-"),),
    "docx": ((0, b"PK\x03\x04"),),
    "xlsx": ((0, b"PK\x03\x04"),),
    "pptx": ((0, b"PK\x03\x04"),),
    "odt": ((0, b"PK\x03\x04"),),
    "ods": ((0, b"PK\x03\x04"),),
    "zip": ((0, b"PK\x03\x04"), (0, b"PK\x05\x06")),
    "mp4": ((4, b"ftyp"),),
    "mov": tuple((4, sign) for sign in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")),
    "m4a": ((4, b"ftyp"),),
    "webm": ((0, b"\x1aE\xdf\xa3"),),
    "mp3": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2"), (0, b"\xff\xfa")),
    "ogg": ((0, b"OggS"),),
    "opus": ((0, b"OggS"),),
    "wav": ((0, b"RIFF"),),
    "vtt": ((0, b"WEBVTT"), (0, b"\xef\xbb\xbfWEBVTT")),
}
_PLAIN_TEXT = ("txt", "csv")


def check_drawing(file: "File[bytes]") -> None:
    """Raise ValidationError where the SVG `file` holds anything but a drawing."""
    refusal = ValidationError(
        _("This drawing holds a script, a link or a part from elsewhere. Save it as a plain SVG.")
    )
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        text = content.decode("utf-8-sig")
        root = ElementTree.fromstring(content)
    except (UnicodeDecodeError, ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise refusal from error
    if _FOREIGN_ENCODING.search(text[:200]) or "<?xml-stylesheet" in text.lower():
        raise refusal
    if root.tag != f"{SVG}svg" or not all(_is_harmless(element) for element in root.iter()):
        raise refusal


def plain_drawing(file: "File[bytes]") -> bytes:
    """Return the SVG `file`, which `check_drawing` has let pass, without what is not drawn:
    who made it, where and with which program."""
    file.seek(0)
    root = ElementTree.fromstring(file.read())
    for element in list(root.iter()):
        for name in [name for name in element.attrib if name.startswith(KEPT_BY_PROGRAMS)]:
            del element.attrib[name]
        for part in list(element):
            if part.tag == f"{SVG}metadata" or str(part.tag).startswith(KEPT_BY_PROGRAMS):
                element.remove(part)
    content: bytes = ElementTree.tostring(root, encoding="utf-8")
    return content


def _is_harmless(element: Any) -> bool:
    tag = str(element.tag)
    if not (tag.removeprefix(SVG) in DRAWN or tag.startswith(KEPT_BY_PROGRAMS)):
        return False
    if tag == f"{SVG}style" and _OUTSIDE.search("".join(element.itertext())):
        return False
    return all(_is_harmless_attribute(name, value) for name, value in element.attrib.items())


def _is_harmless_attribute(name: str, value: str) -> bool:
    name = name.rpartition("}")[2].lower()
    if name.startswith("on"):
        return False
    if name in {"href", "src"}:
        return value.strip().startswith("#")
    return not _OUTSIDE.search(value)


def check_file(file: "File[bytes]") -> None:
    """Raise ValidationError where `file` is empty, too large or not what its name says."""
    inner = getattr(file, "file", file)
    if isinstance(inner, CutOffFile):
        raise ValidationError(_("This file is larger than 20 MB. Make it smaller, then try again."))
    file.seek(0)
    start = file.read(4096)
    file.seek(0)
    if not start:
        raise ValidationError(_("This file is empty. Choose it again."))
    extension = PurePath(str(file.name)).suffix.lower().removeprefix(".")
    openings = _OPENINGS.get(extension)
    if openings is None:
        is_right = extension in _PLAIN_TEXT and b"\0" not in start
    else:
        is_right = any(start[at:].startswith(sign) for at, sign in openings)
    if not is_right:
        raise ValidationError(
            _("The content of this file is not what its name says. Save it again in its program.")
        )
