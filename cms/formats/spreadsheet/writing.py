"""The spreadsheet of questions: written from questions, or empty as a template to fill in."""

from collections.abc import Iterable
from enum import StrEnum
from io import BytesIO
from typing import Any

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cms.formats import prose
from cms.formats.numbers import written
from cms.formats.spreadsheet.columns import KINDS, LETTERS, Column, Lettered
from cms.formats.written import ALL, NOTHING, Kind, Prose, WrittenQuestion

HELD = frozenset(Kind) - {Kind.HOTSPOT}
LONGEST = 32_000  # signs that Excel takes in a cell
_FIRST = (Column.KIND, Column.TEXT)
_WIDE = {Column.TEXT: 60, Column.FEEDBACK: 40, Lettered.OPTION: 28, Lettered.PAIR: 28}
_TOP = Alignment(vertical="top", wrap_text=True)
_BOLD, _GREEN = Font(bold=True), PatternFill("solid", fgColor="DDE8E0")

Cells = dict[str, str | float]


def can_hold(question: WrittenQuestion) -> bool:
    """Say whether a row has room for the question: no place on a picture, ten options at most."""
    many = max(len(question.options), len(question.pairs))
    return question.kind in HELD and many <= len(LETTERS)


def write(questions: Iterable[WrittenQuestion] = ()) -> bytes:
    """Return a workbook of those of `questions` that it can hold, with a sheet that explains it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Soal")
    heads = _heads()
    for number, (column, _letter) in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE.get(column, 16)
    sheet.freeze_panes = "C2"
    kinds = DataValidation(type="list", formula1=f'"{",".join(KINDS)}"', allow_blank=True)
    sheet.data_validations.append(kinds)
    kinds.add("A2:A10000")
    sheet.append(
        [_cell(sheet, f"{column} {letter}".strip(), head=True) for column, letter in heads]
    )
    for question in questions:
        if can_hold(question):
            cells = _cells(question)
            names = (f"{column} {letter}".strip() for column, letter in heads)
            sheet.append([_cell(sheet, cells.get(name, "")) for name in names])
    _explain(book.create_sheet("Petunjuk"))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _heads() -> list[tuple[StrEnum, str]]:
    lettered = (Lettered.OPTION, Lettered.PAIR, Lettered.SHARE, Lettered.SAID)
    return [
        *((column, "") for column in _FIRST),
        *((Lettered.OPTION, letter) for letter in LETTERS),
        *((column, "") for column in Column if column not in _FIRST),
        *((column, letter) for column in lettered[1:] for letter in LETTERS),
    ]


def _cell(sheet: Any, value: str | float, *, head: bool = False) -> WriteOnlyCell:
    """Return a cell in which text stays text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, value[:LONGEST] if isinstance(value, str) else value)
    if isinstance(value, str) and value:
        cell.data_type = "s"
    cell.alignment = _TOP
    if head:
        cell.font, cell.fill = _BOLD, _GREEN
    return cell


def _said(text: Prose) -> str:
    """Return a text as it is read again: as words where they say all of it, else as HTML."""
    bare = Prose(prose.without_pictures(text))
    words = prose.plain(bare)
    if prose.from_moodle(words) == bare:
        return words
    return bare.html.replace("\n", "&#10;")


def _cells(question: WrittenQuestion) -> Cells:
    named = next(
        name
        for name, (kind, single) in KINDS.items()
        if kind is question.kind and (kind is not Kind.MULTICHOICE or single is question.single)
    )
    cells: Cells = {
        Column.KIND: named,
        Column.TEXT: _said(question.text),
        Column.FEEDBACK: _said(question.feedback),
        Column.TITLE: question.title,
        Column.CATEGORY: question.category,
        Column.TAGS: ", ".join(question.tags),
        Column.DIFFICULTY: question.difficulty,
        Column.LANGUAGE: question.language,
        Column.MARK: float(question.mark),
        Column.SHUFFLE: "ya" if question.shuffle else "tidak",
        Column.IDENTITY: question.identity,
        Column.UNIT: question.units[0].name if question.units else "",
    }
    for letter, pair in zip(LETTERS, question.pairs, strict=False):
        cells[f"{Lettered.OPTION} {letter}"] = _said(pair.text)
        cells[f"{Lettered.PAIR} {letter}"] = pair.answer
    return cells | _options(question)


def _options(question: WrittenQuestion) -> Cells:
    cells: Cells = {}
    for letter, option in zip(LETTERS, question.options, strict=False):
        if question.kind is not Kind.TRUEFALSE:
            cells[f"{Lettered.OPTION} {letter}"] = _said(option.text)
        if question.kind not in (Kind.TRUEFALSE, Kind.ORDERING):
            cells[f"{Lettered.SHARE} {letter}"] = written(option.fraction)
        if option.tolerance is not None:
            answer = f"{option.text.html}:{written(option.tolerance)}"
            cells[f"{Lettered.OPTION} {letter}"] = answer
        elif question.kind is Kind.SHORTANSWER:
            cells[f"{Lettered.OPTION} {letter}"] = prose.plain(option.text)
        cells[f"{Lettered.SAID} {letter}"] = _said(option.feedback)
    return cells | _key(question)


def _key(question: WrittenQuestion) -> Cells:
    if question.kind is Kind.TRUEFALSE:
        true, _false = question.options
        return {Column.KEY: "benar" if true.fraction == ALL else "salah"}
    if question.kind is not Kind.MULTICHOICE:
        return {}
    right = [
        letter
        for letter, option in zip(LETTERS, question.options, strict=False)
        if option.fraction > NOTHING
    ]
    return {Column.KEY: ", ".join(right)}


def _explain(sheet: Any) -> None:
    """Write what each column is for."""
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 100
    for name, text in _help():
        sheet.append([_cell(sheet, name, head=True), _cell(sheet, text)])


def _help() -> list[tuple[str, str]]:
    return [
        (
            "",
            gettext("One row is one question. Leave out the columns that you do not use."),
        ),
        (
            Column.KIND,
            gettext("One of: %(kinds)s. Left empty, it is told by the other columns.")
            % {"kinds": ", ".join(KINDS)},
        ),
        (Column.TEXT, gettext("What is asked. Bold and the like as HTML: <b>…</b>.")),
        (
            f"{Lettered.OPTION} A–J",
            gettext(
                "The options; for pasangan the left half of each pair (empty: an answer that "
                "belongs to nothing), for urutan the steps in their right order, for jawaban "
                "singkat and angka each accepted answer."
            ),
        ),
        (
            Column.KEY,
            gettext(
                "The letter of the right option, several with commas; for benar/salah the word; "
                "for jawaban singkat and angka the answer itself."
            ),
        ),
        (Column.TOLERANCE, gettext("For angka: by how much an answer may differ.")),
        (Column.UNIT, gettext("For angka: the unit, such as kg.")),
        (Column.FEEDBACK, gettext("Said to everybody after the answer.")),
        (f"{Lettered.PAIR} A–J", gettext("For pasangan: what belongs to Pilihan A, B, …")),
        (
            f"{Lettered.SHARE} A–J",
            gettext("Per cent of the marks that an option earns, −100 to 100, instead of Kunci."),
        ),
        (
            f"{Lettered.SAID} A–J",
            gettext("Said to who chose the option; for benar/salah A is benar, B is salah."),
        ),
        (Column.TAGS, gettext("Several with commas.")),
        (Column.SHUFFLE, gettext("ya or tidak: are the options shown in another order each time?")),
    ]
