"""Questions in a spreadsheet: one row, one question."""

import re
from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext

from cms.formats import prose
from cms.formats.collecting import Collector
from cms.formats.labels import category_of, labelled
from cms.formats.numbers import figure, written
from cms.formats.spreadsheet.columns import KINDS, LETTERS, Column, Lettered, kind_of
from cms.formats.spreadsheet.sheets import Row, sheet_of
from cms.formats.written import (
    ALL,
    NOTHING,
    Kind,
    Option,
    Pair,
    Prose,
    Reading,
    Unit,
    WrittenQuestion,
)

_TRUE = {"benar", "b", "true", "t", "ya", "betul"}
_FALSE = {"salah", "s", "false", "f", "tidak"}
_NO = {"tidak", "no", "n", "false", "0", "salah"}


class Wrong(Exception):
    """A row that is no question; the message says why and what to do."""


def read(data: bytes) -> Reading:
    """Return the questions of a workbook, and what of it could not be read."""
    found = Collector()
    sheet = sheet_of(data)
    line = sheet.line
    for head in sheet.unknown:
        found.fault(
            line,
            gettext(
                "The column “%(head)s” is not read: no column of the template is called so. If it "
                "matters, correct its head."
            )
            % {"head": head[:60]},
        )
    for row in sheet.rows:
        line = row.line
        if found.is_full:
            break
        found.begin()
        try:
            found.add(_question(row, found))
        except Wrong as wrong:
            found.fault(row.line, str(wrong))
    return found.reading(line)


class _Sheet:
    """One row, with its texts read."""

    def __init__(self, row: Row, found: Collector) -> None:
        self.row = row
        self._found = found
        self.key = row.of(Column.KEY)
        self.letters = [
            letter
            for letter in LETTERS
            if row.of(Lettered.OPTION, letter) or row.of(Lettered.PAIR, letter)
        ]

    def text(self, column: Column | Lettered, letter: str = "") -> Prose:
        said = self.row.of(column, letter)
        return prose.from_moodle(said, say=lambda what: self._found.fault(self.row.line, what))

    def share(self, letter: str, otherwise: Decimal) -> Decimal:
        said = self.row.of(Lettered.SHARE, letter).rstrip("% ")
        share = figure(said) if said else otherwise
        if share is None:
            raise Wrong(
                gettext("“%(fraction)s” is not a share of the marks. Write a number, such as 50.")
                % {"fraction": said[:40]}
            )
        return share.normalize() + 0


def _question(row: Row, found: Collector) -> WrittenQuestion:
    sheet = _Sheet(row, found)
    kind, single = _kind(sheet)
    tags, difficulty, language = labelled(re.split(r"[,;\n]", row.of(Column.TAGS)))
    mark = figure(row.of(Column.MARK))
    return WrittenQuestion(
        kind=kind,
        single=single,
        text=sheet.text(Column.TEXT),
        title=" ".join(row.of(Column.TITLE).split()),
        line=row.line,
        feedback=sheet.text(Column.FEEDBACK),
        mark=(mark if mark is not None and mark >= 0 else Decimal(kind is not Kind.DESCRIPTION)),
        shuffle=row.of(Column.SHUFFLE).lower() not in _NO,
        category=category_of(row.of(Column.CATEGORY)),
        tags=tags,
        difficulty=row.of(Column.DIFFICULTY) or difficulty,
        language=row.of(Column.LANGUAGE) or language,
        identity=" ".join(row.of(Column.IDENTITY).split()),
        units=(Unit(row.of(Column.UNIT)),) if row.of(Column.UNIT) else (),
        pairs=_pairs(sheet) if kind is Kind.MATCH else (),
        options=_OPTIONS[kind](sheet, single) if kind in _OPTIONS else (),
    )


def _kind(sheet: _Sheet) -> tuple[Kind, bool]:
    """Return the kind that a row names; where it names none, the one that it looks like."""
    if said := sheet.row.of(Column.KIND):
        if (kind := kind_of(said)) is None:
            raise Wrong(
                gettext("“%(kind)s” is not a kind of question. Write one of: %(kinds)s.")
                % {"kind": said[:40], "kinds": ", ".join(KINDS)}
            )
        return kind
    if any(sheet.row.of(Lettered.PAIR, letter) for letter in LETTERS):
        return Kind.MATCH, True
    if sheet.letters:
        return Kind.MULTICHOICE, len(_keys(sheet)) < 2
    if not sheet.key:
        return Kind.ESSAY, True
    if sheet.key.lower() in _TRUE | _FALSE:
        return Kind.TRUEFALSE, True
    return (Kind.SHORTANSWER if figure(sheet.key) is None else Kind.NUMERICAL), True


def _keys(sheet: _Sheet) -> list[str]:
    """Return the letters of the right options that a row names, with "A, C", "AC" or "A dan C"."""
    said = re.sub(r"\b(?:dan|and)\b", ",", sheet.key, flags=re.I).upper()
    letters = re.findall(r"[A-Z0-9]+", said)
    if len(letters) == 1 and letters[0].isalpha():
        letters = list(letters[0])
    if all(letter.isdigit() for letter in letters):
        letters = [LETTERS[int(n) - 1] for n in letters if 0 < int(n[:3]) <= len(LETTERS)]
    return letters


def _chosen(sheet: _Sheet, single: bool) -> tuple[Option, ...]:
    keys = _keys(sheet)
    shared = any(sheet.row.of(Lettered.SHARE, letter) for letter in sheet.letters)
    if not shared and (not keys or not set(keys) <= set(sheet.letters)):
        raise Wrong(
            gettext(
                "“%(key)s” does not name the right option. Write its letter under Kunci, several "
                "with commas."
            )
            % {"key": sheet.key[:40]}
        )
    right = ALL if single or not keys else (ALL / len(keys)).quantize(Decimal("0.00001"))
    return tuple(
        Option(
            sheet.text(Lettered.OPTION, letter),
            sheet.share(letter, right if letter in keys and not shared else NOTHING),
            sheet.text(Lettered.SAID, letter),
        )
        for letter in sheet.letters
    )


def _truefalse(sheet: _Sheet, _single: bool) -> tuple[Option, ...]:
    word = sheet.key.lower()
    if word not in _TRUE | _FALSE:
        raise Wrong(gettext("Write “benar” or “salah” under Kunci."))
    return tuple(
        Option(Prose(name), ALL if value is (word in _TRUE) else NOTHING, sheet.text(*place))
        for name, value, place in (
            ("true", True, (Lettered.SAID, "A")),
            ("false", False, (Lettered.SAID, "B")),
        )
    )


def _typed(sheet: _Sheet, _single: bool) -> tuple[Option, ...]:
    return tuple(_answers(sheet, lambda answer: (prose.from_plain(answer), None)))


def _numerical(sheet: _Sheet, _single: bool) -> tuple[Option, ...]:
    return tuple(_answers(sheet, lambda answer: _number(answer, sheet.row.of(Column.TOLERANCE))))


def _answers(
    sheet: _Sheet, read_one: Callable[[str], tuple[Prose, Decimal | None]]
) -> list[Option]:
    """Return the answers that are right, or right in part: under Kunci, or each in its column."""
    if not sheet.letters:
        said = sheet.text(Lettered.SAID, "A")
        several = re.split(r"[;\n]", sheet.key)
        return [
            Option(text, ALL, said, tolerance)
            for text, tolerance in (read_one(one.strip()) for one in several if one.strip())
        ]
    options = []
    for letter in sheet.letters:
        text, tolerance = read_one(sheet.row.of(Lettered.OPTION, letter))
        said = sheet.text(Lettered.SAID, letter)
        options.append(Option(text, sheet.share(letter, ALL), said, tolerance))
    return options


def _number(text: str, around: str) -> tuple[Prose, Decimal | None]:
    if text == "*":
        return Prose("*"), None
    said, _, own = text.partition(":")
    number, tolerance = figure(said), figure(own or around or "0")
    if number is None or tolerance is None:
        raise Wrong(
            gettext("“%(text)s” is not a number. Write it as 3.14, and so its tolerance.")
            % {"text": (text if number is None else around)[:40]}
        )
    return Prose(written(number)), abs(tolerance).normalize() + 0


def _ordering(sheet: _Sheet, _single: bool) -> tuple[Option, ...]:
    return tuple(Option(sheet.text(Lettered.OPTION, letter), ALL) for letter in sheet.letters)


def _pairs(sheet: _Sheet) -> tuple[Pair, ...]:
    return tuple(
        Pair(
            sheet.text(Lettered.OPTION, letter),
            " ".join(sheet.row.of(Lettered.PAIR, letter).split()),
        )
        for letter in sheet.letters
    )


_OPTIONS = {
    Kind.MULTICHOICE: _chosen,
    Kind.TRUEFALSE: _truefalse,
    Kind.SHORTANSWER: _typed,
    Kind.NUMERICAL: _numerical,
    Kind.ORDERING: _ordering,
}
