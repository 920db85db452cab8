"""What is drawn in a document: pictures, text boxes, and what no lesson takes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from academy.core.text.typed import whole_of
from cms.docx.account import Account, Left
from cms.docx.content import ALT_LENGTH, Placed
from cms.docx.word.nodes import Node
from cms.docx.word.package import Relation

# What old programs wrote as the description: where the picture came from.
_FILE_NAME = re.compile(r"[^\n]*\.(jpe?g|png|gif|bmp|tiff?|webp|heic|emf|wmf|svg)", re.IGNORECASE)
_KINDS = {
    "chart": Left.CHARTS,
    "chartex": Left.CHARTS,
    "diagram": Left.SMART_ART,
    "ole": Left.OBJECTS,
}
# What newer programs write that is read here; of all else the way for older ones is.
_KNOWN = {"wps", "wpg", "wpc", "wp14", "w14", "w15", *("cx", "cx1", "cx2", "cx4", "cx6")}
# What Word adds to a description that it made itself.
_MADE = re.compile(
    r"\s*(?:Description automatically generated.*|AI-generated content may be incorrect\.?"
    r"|Deskripsi dibuat secara otomatis.*|Konten (?:yang )?(?:di)?buat(?:an)? (?:oleh )?AI .*)$",
    re.IGNORECASE,
)
_EDGES = ("l", "t", "r", "b")
_WHOLE = 100_000
_GROUPS = {"wpg:wgp", "wpg:grpSp", "wpc:wpc", "v:group", "mc:AlternateContent"}


@dataclass(frozen=True, slots=True)
class Box:
    """A text box; what is in it is read like the document."""

    content: Node


def chosen(node: Node) -> list[Node]:
    """Return what stands in a choice between a newer and an older way to say the same."""
    newer, older = node.first("mc:Choice"), node.first("mc:Fallback")
    is_known = newer is not None and _KNOWN.issuperset(newer.get("Requires").split())
    found = newer if is_known or older is None else older
    return [] if found is None else found.children


class Drawings:
    """Reads what is drawn; what is left out is noted."""

    def __init__(self, relations: Mapping[str, Relation], account: Account) -> None:
        self.relations = relations
        self.account = account

    def drawn(self, node: Node) -> Iterator[Placed | Box]:
        """Return what a `w:drawing` or a `w:pict` shows."""
        if node.tag == "w:pict":
            yield from self._shapes(node.children, "")
            return
        for frame in node.children:
            alt = _described(frame.first("wp:docPr"))
            data = frame.first("a:graphic", "a:graphicData")
            if data is not None:
                kind = data.get("uri").rstrip("/").rpartition("/")[2]
                if kind in _KINDS:
                    self.account.note(_KINDS[kind])
                else:
                    yield from self._shapes(data.children, alt, kind)

    def _shapes(self, nodes: list[Node], alt: str, kind: str = "") -> Iterator[Placed | Box]:
        if not nodes and kind:
            self.account.note(Left.SHAPES)
        for node in nodes:
            if node.tag == "mc:AlternateContent":
                yield from self._shapes(chosen(node), alt)
            elif node.tag in _GROUPS:
                yield from self._shapes(node.children, alt)
            elif node.tag == "pic:pic":
                yield from self._picture(node, alt)
            elif node.tag.startswith(("wps:", "v:")):
                yield from self._shape(node, alt)
            elif node.tag == "x:graphicFrame":
                self.account.note(Left.CHARTS)
            elif node.tag.startswith("x:"):
                self.account.note(Left.SHAPES)

    def _picture(self, node: Node, alt: str) -> Iterator[Placed]:
        fill = node.first("pic:blipFill")
        blip = None if fill is None else fill.first("a:blip")
        if fill is None or blip is None:
            return
        alt = alt or _described(node.first("pic:nvPicPr", "pic:cNvPr"))
        crop = fill.first("a:srcRect")
        edges = [0] * 4 if crop is None else [_edge(crop.get(name)) for name in _EDGES]
        yield from self._placed(blip.get("r:embed"), blip.get("r:link"), alt, edges)

    def _shape(self, node: Node, alt: str) -> Iterator[Placed | Box]:
        """Read a shape: one with text is a box, an old one may hold a picture."""
        if node.tag in {"v:shapetype", "v:background"} or node.get("o:hr"):
            return
        content = next(node.within("w:txbxContent"), None)
        picture = next(node.within("v:imagedata"), None)
        if content is not None:
            yield Box(content)
        elif picture is not None:
            alt = _cleaned(node.get("alt") or picture.get("o:title")) or alt
            yield from self._placed(
                picture.get("r:id"), picture.get("r:href") or picture.get("src"), alt, [0] * 4
            )
        elif node.tag.startswith("v:") or node.tag == "wps:wsp":
            self.account.note(Left.SHAPES)

    def _placed(self, inner: str, outer: str, alt: str, edges: list[int]) -> Iterator[Placed]:
        relation = self.relations.get(inner)
        if relation is None or relation.is_external:
            self.account.note(Left.FAR_PICTURES if relation or outer else Left.BROKEN_PICTURES)
            return
        if len(alt) > ALT_LENGTH:
            alt = alt[: ALT_LENGTH - 1].rstrip() + "…"
            self.account.note(Left.LONG_TEXTS)
        left, top, right, bottom = edges
        if left + right >= _WHOLE or top + bottom >= _WHOLE:
            left = top = right = bottom = 0
        yield Placed(relation.target, (left, top, right, bottom), alt)


def _described(node: Node | None) -> str:
    """Return what a picture is said to show; its title where nothing else is said."""
    return "" if node is None else _cleaned(node.get("descr")) or _cleaned(node.get("title"))


def _cleaned(text: str) -> str:
    text = _MADE.sub("", " ".join(text.split()))
    return "" if _FILE_NAME.fullmatch(text) else text


def _edge(text: str) -> int:
    """Return how much of an edge is cut off; what is added to it counts as nothing."""
    number = whole_of(text.removesuffix("%"), digits=6) or 0
    return number * 1000 if text.endswith("%") else number
