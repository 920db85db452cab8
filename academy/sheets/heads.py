"""Heads of columns: found in the first rows of a sheet, and understood by the words for them."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from academy.core.text.typed import without_invisible
from academy.sheets.cells import MOST_COLUMNS, Row, cell_text, is_blank

# A head may stand below a letterhead.
HEAD_WITHIN = 30
_LONGEST = 400
_REMARK = re.compile(r"\([^)]*(?:\)|$)|\[[^\]]*(?:\]|$)|\{[^}]*(?:\}|$)")
# How a head names its column for good, whatever its title is by now: “Kuis 1 [ab12cd34]”.
_CODE = re.compile(r"\[([^\[\]]+)\]\s*$")

# Whether columns of these names are the heads that are looked for.
type IsHead = Callable[[frozenset[str]], bool]


def plain_head(text: str) -> str:
    """Return a head without case, remarks in brackets, blanks and punctuation (R3)."""
    text = unicodedata.normalize("NFKC", without_invisible(text[:1000])).casefold()
    return _signs(_REMARK.sub(" ", text)) or _signs(text)


def _signs(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text)) or text.strip().strip("*").strip()


def code_in(head: str) -> str:
    """Return the code at the end of a head, "" where there is none."""
    found = _CODE.search(head)
    return found[1].strip() if found else ""


class Words:
    """The words that stand for columns."""

    def __init__(self, heads: Mapping[str, Iterable[str]]) -> None:
        self._names = {plain_head(word): name for name, words in heads.items() for word in words}

    def name_of(self, text: str) -> str | None:
        """Return the column that a head names, by its code or by its words."""
        if not text or len(text) > _LONGEST:
            return None
        code = code_in(text)
        found = self._names.get(plain_head(code)) if code else None
        return found or self._names.get(plain_head(text))


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a list: the columns of each name, and what stands over every column."""

    rows: frozenset[int]
    columns: Mapping[str, tuple[int, ...]]
    texts: Mapping[int, str]

    def first_of_each(self, *, but: Container[str]) -> "Heads":
        """Return the heads with one column of each name, where it is not one of `but`."""
        # Where a second list stands beside the first, its columns are not looked into.
        ends = [
            places[1] for name, places in self.columns.items() if name not in but and places[1:]
        ]
        end = min(ends, default=MOST_COLUMNS)
        columns = {
            name: places[:1] + tuple(place for place in places[1:] if name in but and place < end)
            for name, places in self.columns.items()
        }
        return replace(self, columns=columns)

    def meant(self, names: Mapping[int, str]) -> "Heads":
        """Return the heads with the columns that somebody says, by their places, and no other."""
        columns: dict[str, tuple[int, ...]] = {}
        for place, name in sorted(names.items()):
            columns[name] = (*columns.get(name, ()), place)
        return replace(self, columns=columns)


def find_heads(rows: Sequence[Row], words: Words, is_head: IsHead) -> Heads | None:
    """Return the heads among the first rows of a sheet, None where there are none.

    They may stand in two rows, as below merged cells: Kontak over No HP and E-mail.
    """
    for place, row in enumerate(rows):
        if row.number > HEAD_WITHIN:
            return None
        texts = _texts(row)
        names = {column: words.name_of(text) for column, text in texts.items()}
        lower = rows[place + 1] if place + 1 < len(rows) else None
        if texts and lower is not None and lower.number == row.number + 1:
            found = _in_two(row, lower, names, words)
            if found is not None and is_head(frozenset(found.columns)):
                return found
        found = Heads(frozenset({row.number}), _columns(names), texts)
        if is_head(frozenset(found.columns)):
            return found
    return None


def _texts(row: Row) -> dict[int, str]:
    return {
        column: cell_text(value) for column, value in enumerate(row.cells) if not is_blank(value)
    }


def _columns(names: Mapping[int, str | None]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for column, name in sorted(names.items()):
        if name is not None:
            found[name] = (*found.get(name, ()), column)
    return found


def _in_two(upper: Row, lower: Row, names: Mapping[int, str | None], words: Words) -> Heads | None:
    """Return the heads of two rows together; None where the lower is no second row of heads."""
    above, below = _texts(upper), _texts(lower)
    joined, texts = dict(names), dict(above)
    over = ""
    # What stands above must say something, or it is a letterhead; what stands below, too.
    is_first = any(name is not None and column not in below for column, name in names.items())
    is_second = False
    for column in range(max((*above, *below)) + 1):
        over = above.get(column, over)
        under = below.get(column)
        if under is None:
            continue
        alone = words.name_of(under)
        name = _name_below(over, under, words)
        if name is None and names.get(column) is not None:
            # What stands below a head that says enough is a value: this is a row of the list.
            return None
        is_first = is_first or name != alone
        is_second = is_second or name is not None
        joined[column], texts[column] = name, under
    rows = frozenset({upper.number, lower.number})
    return Heads(rows, _columns(joined), texts) if is_first and is_second else None


def _name_below(over: str, under: str, words: Words) -> str | None:
    """Return the column that a head names together with the one above it: Nama below Pesantren."""
    if not any(sign.isalpha() for sign in _REMARK.sub("", under)):
        # (1) below Nama counts the columns.
        return None
    together = words.name_of(f"{under} {over}") or words.name_of(f"{over} {under}")
    return together or words.name_of(under)
