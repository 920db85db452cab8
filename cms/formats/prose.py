"""Texts of questions: from the markup that files bring to what our questions can show.

The one door through which a text becomes a `Prose`: nothing that runs, loads from elsewhere or
changes the page gets past it.
"""

import re
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape, unescape
from urllib.parse import quote, unquote

import nh3
from django.utils.translation import gettext
from markdown_it import MarkdownIt

from cms.formats.tidying import UNPAIRED, is_deep, tidied
from cms.formats.written import Picture, Prose

FILES = "@@PLUGINFILE@@/"  # where Moodle says that a file of the text stands
SETTLING = 6  # times that markup is looked at until nothing of it changes
LONGEST = 100_000  # signs of one text, without its pictures
Say = Callable[[str], None]

_SHOWN = {
    *("p", "br", "strong", "em", "u", "s", "sub", "sup", "ul", "ol", "li", "code", "pre"),
    *("blockquote", "table", "thead", "tbody", "tr", "th", "td", "a", "img"),
}
# Read as one of those above.
_ALSO_READ = {"b", "i", "del", "strike", "div", "h1", "h2", "h3", "h4", "h5", "h6"}
_TAG = r'<(?:[^<>"]|"[^"]*")*>'
_KNOWN_TAG = re.compile(
    rf"</?(?:{'|'.join(sorted(_SHOWN | _ALSO_READ))}|span|font|hr|center|small|big|script|style"
    r"|iframe|object|embed|video|audio|svg|math|tt|kbd|dl|dt|dd|caption|label|input|form|button)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_LONE_TAG = re.compile(r"</?[a-zA-Z]\w*\s*/?>")
_OPENING = re.compile(r"<([a-zA-Z][\w:-]*)(?:\s[^<>]*)?>")
_CLOSING = re.compile(r"</([a-zA-Z][\w:-]*)")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][\w:-]{0,40}[\s/>]|[!?])")
_SPECIAL = re.compile("[<>&\N{NO-BREAK SPACE}]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
_EMBEDDED = re.compile(
    r"data:image/[\w.+-]{1,20}(?:;name=([^;,\s\"']{1,300}))?;base64,([A-Za-z0-9+/=\s]+)", re.I
)
_LEFT_OUT = re.compile(r"<(iframe|object|embed|video|audio)\b", re.I)
_DRAWN = re.compile(r"<(?:math|svg)\b", re.I)
_FILE_LINK = re.compile(r'href\s*=\s*["\']?' + re.escape(FILES) + r'([^"\'\s>]+)', re.I)
_IMAGE = re.compile(r"<img\b(?:[^<>\"]|\"[^\"]*\")*>")
_ATTRIBUTE = re.compile(r'\b(src|alt)="([^"]*)"')
_RAISED = str.maketrans("0123456789+-−=()nixy", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱˣʸ")
_HEADS = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"BM": "bmp",
}
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def _unsaid(what: str) -> None:
    """Take what nobody asked for."""


def picture_kind(data: bytes) -> str:
    """Return the ending of the kind of picture that `data` begins like, or nothing."""
    for head, ending in _HEADS.items():
        if data.startswith(head):
            return ending
    if data[4:8] == b"ftyp":
        return "avif" if data[8:12] == b"avif" else "heic"
    return "webp" if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else ""


def from_plain(text: str, say: Say = _unsaid) -> Prose:
    """Return `text` as it stands, each sign of it shown."""
    if len(text) > LONGEST:
        text = _cut(text, say)
    lines = (" ".join(line.split()) for line in text.strip().split("\n"))
    return from_html("<br>".join(escape(line, quote=False) for line in lines))


def from_moodle(text: str, files: Mapping[str, bytes] | None = None, say: Say = _unsaid) -> Prose:
    """Return a text in which HTML may stand and a new line is one, as Moodle's own format."""
    if not (_KNOWN_TAG.search(text) or _ENTITY.search(text)):
        return from_plain(text, say)
    text = _named_tags_shown(text.strip())
    return from_html(re.sub(r"\n\s*(<?)", _broken, text), files, say)


def _broken(lines: "re.Match[str]") -> str:
    """Return ends of lines as breaks, but for those before markup, which says itself what it is."""
    return lines[0] if lines[1] else lines[0].replace("\n", "<br>")


def _named_tags_shown(text: str) -> str:
    """Return a text with the tags as words that nothing closes: it speaks of them."""
    if _LONE_TAG.fullmatch(text):
        return escape(text)
    closed = UNPAIRED | {name.lower() for name in _CLOSING.findall(text)}

    def shown(tag: "re.Match[str]") -> str:
        is_markup = tag[1].lower() in closed or tag[0].endswith("/>")
        return tag[0] if is_markup else escape(tag[0], quote=False)

    return _OPENING.sub(shown, text)


def from_markdown(text: str, files: Mapping[str, bytes] | None = None, say: Say = _unsaid) -> Prose:
    """Return a text written in Markdown."""
    if len(text) > LONGEST:
        return from_plain(_cut(text, say))
    return from_html(_MARKDOWN.render(text), files, say)


def from_html(text: str, files: Mapping[str, bytes] | None = None, say: Say = _unsaid) -> Prose:
    """Return `text` with what our questions can show of it.

    `files` are those that the file brings for this text, by name. What is left out is said by
    `say`, a sentence each.
    """
    if len(text) <= LONGEST and not _SPECIAL.search(text):
        return Prose(re.sub(r"[ \t\n]+", " ", text).strip())  # most texts are words
    brought = dict(files or {})
    text = _EMBEDDED.sub(_Unpacking(brought).placed, text)
    if len(text) > LONGEST:
        text = _cut(text, say)
    if is_deep(text):
        say(gettext("This question holds far more markup than any question needs."))
        return from_plain(re.sub(_TAG, "", text))
    if _LEFT_OUT.search(text):
        say(gettext("A video, sound or page within this text is left out. Link to it instead."))
    if _DRAWN.search(text):
        say(gettext("A formula (MathML) or drawing (SVG) is left out. Put it in as a picture."))
    for name in _FILE_LINK.findall(text):
        say(
            gettext("The file “%(name)s” is not a picture and is left out.")
            % {"name": _name_of(unquote(name))}
        )
    pictures: tuple[Picture, ...] = ()
    html = _CLEANER.clean(_signs_shown(text))
    if "<img" in html:
        html, pictures = _with_pictures(html, brought, say)
    return Prose(_settled(html), pictures)


def _signs_shown(text: str) -> str:
    """Return a text with each < that begins no tag as a sign, before it hides what follows."""
    markup, end, rest = text.rpartition(">")
    return _NO_TAG.sub("&lt;", markup + end) + rest.replace("<", "&lt;")


def _settled(html: str) -> str:
    """Return clean `html` as we write it: what is read of it again is the same."""
    html = tidied(html)
    for _ in range(SETTLING):
        again = tidied(_CLEANER.clean(html)) if "<" in html else html
        if again == html:
            return html
        html = again
    return re.sub(_TAG, "", html)  # tags within one another as no program writes them


def _own_address(tag: str, attribute: str, value: str) -> str | None:
    """Let links go to whole addresses alone; a path means another place here than there."""
    if (tag, attribute) != ("a", "href"):
        return value
    return value if re.match(r"(?:https?://|mailto:)", value, re.I) else None


_CLEANER = nh3.Cleaner(
    tags=_SHOWN | _ALSO_READ,
    attributes={"a": {"href"}, "img": {"src", "alt"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    attribute_filter=_own_address,
)


def _cut(text: str, say: Say) -> str:
    say(
        gettext("This text is longer than %(count)s signs; the rest is left out. Shorten it.")
        % {"count": LONGEST}
    )
    return text[:LONGEST]


class _Unpacking:
    """Puts pictures that stand within a text beside it: each once, under a name of its own."""

    def __init__(self, brought: dict[str, bytes]) -> None:
        self._brought = brought
        self._names: dict[tuple[str, bytes], str] = {}
        self._numbers: Counter[str] = Counter()

    def placed(self, found: "re.Match[str]") -> str:
        """Keep the picture, and return its place."""
        try:
            data = b64decode("".join(found[2].split()))
        except ValueError:
            data = b""
        name = _name_of(unquote(found[1] or f"picture-1.{picture_kind(data) or 'bin'}"))
        if (name, data) not in self._names:
            self._names[name, data] = self._free(name, data)
        short = self._names[name, data]
        self._brought[short] = data
        return FILES + quote(short)

    def _free(self, name: str, data: bytes) -> str:
        stem, _, ending = name.rpartition(".")
        short = name
        # From the last number on: thousands of pictures are not held against each other.
        number = self._numbers[name] or 1
        while self._brought.get(short, data) != data:
            number += 1
            short = f"{stem.removesuffix('-1')}-{number}.{ending}"
        self._numbers[name] = number
        return short


def _with_pictures(
    html: str, brought: Mapping[str, bytes], say: Say
) -> tuple[str, tuple[Picture, ...]]:
    kept: dict[str, Picture] = {}

    def shown(image: "re.Match[str]") -> str:
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(image[0])}
        source, alt = attributes.get("src", ""), " ".join(attributes.get("alt", "").split())
        name = unquote(source.removeprefix(FILES))
        data = brought.get(name) if source.startswith(FILES) else None
        if data is not None and picture_kind(data):
            short = _name_of(name)
            kept.setdefault(short, Picture(short, data))
            return f'<img src="{FILES}{quote(short)}" alt="{escape(alt)}">'
        say(_missing(source, name, data))
        return escape(f"[{alt}]", quote=False) if alt else ""

    return _IMAGE.sub(shown, html), tuple(kept.values())


def embedded(prose: Prose) -> str:
    """Return the HTML of a text with its pictures within it, for formats that know no files."""
    html = prose.html
    for picture in prose.pictures:
        name = quote(picture.name)
        kind = "jpeg" if (ending := picture_kind(picture.data)) == "jpg" else ending
        packed = b64encode(picture.data).decode()
        html = html.replace(
            f'src="{FILES}{name}"', f'src="data:image/{kind};name={name};base64,{packed}"'
        )
    return html


def without_pictures(prose: Prose) -> str:
    """Return the HTML of a text with the words of its pictures alone."""
    return _IMAGE.sub(lambda image: escape(_spoken(image), quote=False), prose.html)


def _missing(source: str, name: str, data: bytes | None) -> str:
    if data is not None:
        text = gettext("“%(name)s” is not a picture that can be shown (JPEG, PNG, WebP or GIF).")
    elif source.startswith(FILES) or not source:
        text = gettext("The picture “%(name)s” is not in the file. Add it to the question later.")
    else:
        text = gettext(
            "The picture at %(name)s is not in the file and is not fetched. Add it later."
        )
    return text % {"name": name[:200]}


def _name_of(path: str) -> str:
    """Return a file's name without its folders and without signs that no name needs."""
    return re.sub(r'[\\/:*?"<>|\0-\x1f]', "_", path.rsplit("/", 1)[-1])[-100:] or "picture"


def plain(prose: Prose) -> str:
    """Return what is read of a text where there is only a line of signs for it."""
    html = without_pictures(prose)
    html = re.sub(r"<sup>([-−+=()\dnixy]{1,12})</sup>", lambda up: up[1].translate(_RAISED), html)
    html = re.sub(r"</p><p>|</(?:p|ul|ol|table|pre|blockquote)>(?=.)", "\n", html, flags=re.S)
    html = re.sub(r"<br>|</(?:li|tr)>(?=.)|(?<=.)<(?:ul|ol|table|pre|p)>", "\n", html, flags=re.S)
    html = re.sub(r"</t[dh]>(?=<t)", "\t", html)
    text = unescape(re.sub(_TAG, "", html))
    return re.sub(r"\n{2,}", "\n", text.replace("\N{NO-BREAK SPACE}", " ")).strip()


def _spoken(image: "re.Match[str]") -> str:
    attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(image[0])}
    return f"[{attributes.get('alt') or unquote(attributes.get('src', '')).removeprefix(FILES)}]"
