"""Texts of Moodle's XML with their format and their files."""

from base64 import b64decode

from cms.formats import prose
from cms.formats.moodle_xml.elements import Element
from cms.formats.prose import FILES, Say
from cms.formats.written import NO_PROSE, Prose


def content(file: Element) -> bytes:
    """Return the bytes of a `<file>`; none where they are not what it says."""
    if file.attributes.get("encoding", "base64") != "base64":
        return file.text.encode()
    try:
        return b64decode("".join(file.text.split()))
    except ValueError:
        return b""


def _words(element: Element) -> str:
    """Return the text of an element; of two that some programs write Moodle reads the first."""
    inner = element.first("text")
    return (inner.text if inner else "") or element.text


def is_blank(element: Element) -> bool:
    """Say whether an element holds neither words nor files."""
    return not (_words(element).strip() or element.all("file"))


class Texts:
    """Reads the texts of one question, in its own markup where they name none."""

    def __init__(self, question: Element, say: Say) -> None:
        self._question, self._say = question, say
        asked = question.first("questiontext")
        self._markup = (asked and asked.attributes.get("format")) or "html"

    def asked(self) -> Prose:
        """Return the text of the question; files of old exports stand beside it."""
        asked = self._question.first("questiontext")
        picture, packed = self._question.said("image"), self._question.first("image_base64")
        if asked is None or packed is None or not picture:
            return self.of(asked)
        file = Element("file", packed.line, {"name": picture}, words=packed.words)
        shown = f'<br><img src="{FILES}{picture}">'
        text = Element("text", asked.line, words=[_words(asked), shown])
        return self.of(Element("", asked.line, asked.attributes, [text, file]))

    def of(self, element: Element | None, *, only_words: bool = False) -> Prose:
        """Return the text that `element` holds; of `only_words` each sign is shown."""
        if element is None:
            return NO_PROSE
        text = _words(element)
        if only_words:
            return prose.from_plain(text, self._say)
        files = {
            file.attributes.get("path", "/").strip("/")
            + "/"
            + file.attributes.get("name", ""): content(file)
            for file in element.all("file")
        }
        brought = {path.lstrip("/"): data for path, data in files.items()}
        markup = element.attributes.get("format") or self._markup
        if markup == "plain_text":
            return prose.from_plain(text, self._say)
        if markup == "markdown":
            return prose.from_markdown(text, brought, self._say)
        if markup == "moodle_auto_format":
            return prose.from_moodle(text, brought, self._say)
        return prose.from_html(text, brought, self._say)
