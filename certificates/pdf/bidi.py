"""The order in which a line is drawn where Arabic and Latin meet: the algorithm of Unicode.

Names of its rules are those of Unicode Standard Annex 9. Names of people have one paragraph
and, being cleaned, no signs that embed or override a direction: those parts are left out.
"""

import unicodedata
from itertools import groupby

# Left to right is level 0, right to left 1, numbers in it 2.
_LEVELS = {"L": (0, 2), "R": (1, 1), "AN": (2, 2), "EN": (2, 2)}
_LETTERS = {"L", "R", "AL"}
_NUMBERS = {"EN", "AN"}
_SEPARATED = {("EN", "ES"), ("EN", "CS"), ("AN", "CS")}
_BRACKETS = {"(": ")", "[": "]", "{": "}"}


def parts(text: str) -> list[tuple[str, bool]]:
    """Return the parts of `text` as they stand from left to right.

    Each is in reading order; True where it runs from right to left.
    """
    levels = _levels(text)
    found = [
        ("".join(letter for letter, _ in group), level)
        for level, group in groupby(zip(text, levels, strict=True), lambda pair: pair[1])
    ]
    for level in range(max(levels, default=0), 0, -1):
        found = _turned(found, level)
    return [(part, level % 2 == 1) for part, level in found]


def _turned(found: list[tuple[str, int]], lowest: int) -> list[tuple[str, int]]:
    """Return `found` with each row of neighbours from level `lowest` on turned round (L2)."""
    turned: list[tuple[str, int]] = []
    for is_deep, group in groupby(found, lambda part: part[1] >= lowest):
        row = list(group)
        turned += reversed(row) if is_deep else row
    return turned


def _levels(text: str) -> list[int]:
    """Return how deep each letter lies (P2 to L1)."""
    classes = [unicodedata.bidirectional(letter) for letter in text]
    strong = next((one for one in classes if one in _LETTERS), "L")
    base = 0 if strong == "L" else 1
    # X9: what is invisible takes no part, and lies where the letter before it does.
    seen = [place for place, one in enumerate(classes) if one != "BN"]
    settled = _settled("".join(text[place] for place in seen), "R" if base else "L")
    levels = [-1] * len(text)
    for place, one in zip(seen, settled, strict=True):
        levels[place] = _LEVELS[one][base]
    for place in range(len(text)):
        if levels[place] < 0:
            levels[place] = levels[place - 1] if place else base
    place = len(text)
    while place and classes[place - 1] in {"WS", "BN"}:
        place -= 1
        levels[place] = base
    return levels


def _settled(text: str, base: str) -> list[str]:
    """Return for each letter whether it is L, R or a number, in a line of direction `base`."""
    classes = [unicodedata.bidirectional(letter) for letter in text]
    _settle_marks(classes, base)
    marked = list(classes)
    _settle_numbers(classes)
    _settle_letters(classes, base)
    _settle_brackets(text, classes, base)
    # Marks on a bracket go with it.
    for place in range(1, len(text)):
        if unicodedata.bidirectional(text[place]) == "NSM" and marked[place] == "ON":
            classes[place] = classes[place - 1]
    _settle_neutrals(classes, base)
    return classes


def _settle_marks(classes: list[str], base: str) -> None:
    """Let combining marks be what their letter is (W1)."""
    for place, one in enumerate(classes):
        if one == "NSM":
            classes[place] = classes[place - 1] if place else base


def _settle_numbers(classes: list[str]) -> None:
    """Settle digits after Arabic, then the signs between and beside digits (W2, W4, W5)."""
    before = ""
    for place, one in enumerate(classes):
        if one in _LETTERS:
            before = one
        elif one == "EN" and before == "AL":
            classes[place] = "AN"
    for place in range(1, len(classes) - 1):
        left, one, right = classes[place - 1 : place + 2]
        if left == right and (left, one) in _SEPARATED:
            classes[place] = left
    for start, end in _rows(classes, {"ET"}):
        if "EN" in (_at(classes, start - 1), _at(classes, end)):
            classes[start:end] = ["EN"] * (end - start)


def _settle_letters(classes: list[str], base: str) -> None:
    """Keep two kinds of letters; digits go with Latin before them (W3, W6, W7)."""
    before = base
    for place, one in enumerate(classes):
        if one in _LETTERS:
            classes[place] = before = "L" if one == "L" else "R"
        elif one == "EN" and before == "L":
            classes[place] = "L"
        elif one not in _NUMBERS:
            classes[place] = "ON"


def _settle_brackets(text: str, classes: list[str], base: str) -> None:
    """Let a pair of brackets go with what it holds, and else with what is before it (N0)."""
    for start, end in _pairs(text):
        inside = {_direction(one) for one in classes[start + 1 : end]} - {""}
        if base in inside:
            classes[start] = classes[end] = base
        elif inside:
            before = (_direction(one) for one in reversed(classes[:start]))
            classes[start] = classes[end] = next(filter(None, before), base)


def _pairs(text: str) -> list[tuple[int, int]]:
    """Return the places of brackets that belong together, in the order of the opening ones."""
    found = []
    waiting: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if sign in _BRACKETS:
            waiting.append((_BRACKETS[sign], place))
        for depth in range(len(waiting) - 1, -1, -1):
            closing, start = waiting[depth]
            if sign == closing:
                found.append((start, place))
                del waiting[depth:]
                break
    return sorted(found)


def _settle_neutrals(classes: list[str], base: str) -> None:
    """Let what has no direction go with both sides where they agree, and else with the line."""
    for start, end in _rows(classes, {"ON"}):
        before = _direction(_at(classes, start - 1)) or base
        after = _direction(_at(classes, end)) or base
        classes[start:end] = [before if before == after else base] * (end - start)


def _direction(one: str) -> str:
    """Return L or R, as which numbers count too; "" for what has no direction."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(one, "")


def _at(classes: list[str], place: int) -> str:
    return classes[place] if 0 <= place < len(classes) else ""


def _rows(classes: list[str], of: set[str]) -> list[tuple[int, int]]:
    """Return start and end of each row of neighbours that are `of` these classes."""
    found = []
    for inside, group in groupby(range(len(classes)), lambda place: classes[place] in of):
        if inside:
            places = list(group)
            found.append((places[0], places[-1] + 1))
    return found
