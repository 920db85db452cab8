"""A GIFT file in its parts: each question with its lines, escaped signs out of the way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Signs with a backslash stand as halves of surrogates meanwhile, which no decoded text holds.
_ESCAPED = dict(zip(":#={}~n\\", map(chr, range(0xDC00, 0xDC08)), strict=True))
_SHOWN = str.maketrans({stand_in: sign for sign, stand_in in _ESCAPED.items()} | {"\udc06": "\n"})
_ESCAPE = re.compile(r"\\([:#={}~n\\])")
AHEAD = 50  # lines in which the end of answers is looked for after an empty one
_COMMENT = re.compile(r"[ \t]*//")
_CATEGORY = re.compile(r"[ \t]*\$CATEGORY:(.*)", re.I)
_TITLE = re.compile(r"[ \t]*::.*?::")
_ANSWER = re.compile(r"\s*[=~]")


def hidden(text: str) -> str:
    """Return `text` with each escaped sign replaced by its stand-in."""
    return _ESCAPE.sub(lambda found: _ESCAPED[found[1]], text)


def restored(text: str) -> str:
    """Return `text` with the escaped signs as they are meant."""
    return text if text.isascii() else text.translate(_SHOWN)


@dataclass(frozen=True, slots=True)
class Block:
    """One question of the file, or a change of the category: where it starts and its text."""

    line: int
    text: str
    comments: str = ""
    category: str | None = None

    def line_at(self, place: int) -> int:
        """Return the line of the file in which the sign at `place` of the text stands."""
        return self.line + self.text.count("\n", 0, place)


def blocks(text: str) -> Iterator[Block]:
    """Yield the parts of a GIFT file in their order.

    An empty line ends a question. So does, where the line was forgotten, a title or a category
    in a new line, and a second pair of braces after one that ended its line. An empty line
    within braces does not, where the closing one follows; nor do braces that an answer holds.
    """
    lines = hidden(text).split("\n")
    found = _Found()
    for index, line in enumerate(lines):
        number = index + 1
        if _COMMENT.match(line):
            found.comments.append(line)
            found.lines.append("")
        elif category := _CATEGORY.fullmatch(line):
            yield from found.ended(number + 1)
            yield Block(number, "", category=restored(category[1]).strip())
        elif not line.strip():
            if found.is_open and _closes(lines, number):
                found.lines.append("")
            else:
                yield from found.ended(number + 1)
        else:
            if found.begins_another(line):
                yield from found.ended(number)
            elif found.done and "{" in line and not found.goes_on(line):
                yield from found.split()
            found.take(line)
    yield from found.ended(len(lines) + 1)


def _closes(lines: list[str], since: int) -> bool:
    """Say whether a closing brace follows, before anything new begins."""
    for line in lines[since : since + AHEAD]:
        if _COMMENT.match(line):
            continue
        if _TITLE.match(line) or _CATEGORY.match(line):
            return False
        if sign := re.search("[{}]", line):
            return sign[0] == "}"
    return False


class _Found:
    """The lines of the question that is being read."""

    def __init__(self) -> None:
        self.start = 1
        self._empty()

    def _empty(self) -> None:
        self.lines: list[str] = []
        self.comments: list[str] = []
        self.has_text = self.is_open = False
        self.done = 0  # so many lines go to the end of the answers, if they ended their line

    def take(self, line: str) -> None:
        self.lines.append(line)
        self.has_text = True
        for sign in re.findall("[{}]", line):
            self.is_open = sign == "{"
        if line.rstrip().endswith("}"):
            self.done = len(self.lines)

    def begins_another(self, line: str) -> bool:
        return self.has_text and bool(_TITLE.match(line))

    def goes_on(self, line: str) -> bool:
        """Say whether what follows the braces is one more answer, of which one holds braces."""
        following = self.lines[self.done] if self.done < len(self.lines) else ""
        return bool(_ANSWER.match(following or line))

    def ended(self, following: int) -> Iterator[Block]:
        if self.has_text:
            yield self._block(self.lines)
        self.start = following
        self._empty()

    def split(self) -> Iterator[Block]:
        """End the question after its answers; the lines since then begin the next."""
        first, rest, following = self.lines[: self.done], self.lines[self.done :], self.done
        yield self._block(first)
        self.start += following
        self._empty()
        for line in rest:
            if line.strip():
                self.take(line)
            else:
                self.lines.append(line)

    def _block(self, lines: list[str]) -> Block:
        empty = next(index for index, line in enumerate(lines) if line.strip())
        return Block(
            self.start + empty,
            "\n".join(line.strip() for line in lines[empty:]).rstrip(),
            restored("\n".join(self.comments)),
        )
