"""Questions in GIFT, read as Moodle reads them."""

import re
from decimal import Decimal

from django.utils.translation import gettext

from academy.sheets.decoding import text_of
from cms.formats.collecting import Collector
from cms.formats.gift import answers
from cms.formats.gift.blocks import Block, blocks, restored
from cms.formats.labels import category_of, labelled
from cms.formats.written import Kind, Reading, WrittenQuestion

_TITLE = re.compile(r"::(.*?)::\s*", re.S)
# Up to the end of the line where nothing closes it, so that a line is gone through once.
_ID = re.compile(r"\[id:((?:\\\]|[^\]\n])+)(\])?")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]\n])+)(\])?")
_GAP = re.compile(r"\s*\d*:[A-Z]{2,16}(?:_[A-Z]{1,2}){0,2}:")  # {1:SHORTANSWER:=a}
_SHARE = re.compile(r"=\s*%-?\d{1,3}(?:[.,]\d{0,20})?%")  # no pair has one: "=%100%a -> b" is typed
_TRUE_OR_FALSE = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#|$)", re.I)


def read(data: bytes) -> Reading:
    """Return the questions of a GIFT file, and what of it could not be read."""
    found = Collector()
    category, line = "", 1
    for block in blocks(text_of(data)):
        line = block.line
        if found.is_full:
            break
        if block.category is not None:
            category = category_of(block.category)
            continue
        found.begin()
        try:
            found.add(_question(block, category, found))
        except answers.Wrong as wrong:
            found.fault(block.line_at(wrong.place), str(wrong))
    return found.reading(line)


def _question(block: Block, category: str, found: Collector) -> WrittenQuestion:
    text, start = block.text, 0
    title = ""
    if named := _TITLE.match(text):
        title, start = " ".join(restored(named[1]).split()), named.end()
    begin, end = _braces(text, start)
    body, feedback = text[begin + 1 : end].rstrip(), ""
    if "####" in body:
        body, _, feedback = body.rpartition("####")
    asked = answers.Asked(
        _asked(text, start, begin, end),
        lambda what: found.fault(block.line, what),
    )
    given = answers.Answers(asked, body, begin + 1)
    tags, difficulty, language = labelled(_labels(_TAG, block.comments))
    return WrittenQuestion(
        text=asked.prose,
        title=title,
        line=block.line,
        feedback=asked.said(feedback),
        category=category,
        tags=tags,
        difficulty=difficulty,
        language=language,
        identity=next(iter(_labels(_ID, block.comments)), ""),
        **_by_kind(given, begin < 0),
    )


def _braces(text: str, start: int) -> tuple[int, int]:
    """Return where the answers of `text` begin and end: their braces; −1 for a description."""
    begin, end = text.find("{", start), text.find("}", start)
    if begin < 0 and end < 0:
        return -1, -1
    if begin < 0 or 0 <= end < begin:
        raise answers.Wrong(
            gettext(
                "A closing brace } has no opening one. Put { before the answers, or write \\}."
            ),
            end,
        )
    if end < 0:
        raise answers.Wrong(
            gettext("The answers are not closed. Put } after the last answer."), begin
        )
    if _GAP.match(text, begin + 1):
        raise answers.Wrong(
            gettext(
                "Answers embedded in a text (Cloze) are a kind that the academy does not have. "
                "Write a question of each gap."
            ),
            begin,
        )
    again = text.find("{", begin + 1)
    if again >= 0:
        raise answers.Wrong(
            gettext(
                "A second opening brace { stands in one question. Put an empty line between two "
                "questions, or write \\{ for the sign."
            ),
            again,
        )
    return begin, end


def _asked(text: str, start: int, begin: int, end: int) -> str:
    """Return the text of the question; where answers stand within it, a gap."""
    if begin < 0:
        return text[start:]
    if end == len(text) - 1:
        return text[start:begin]
    return f"{text[start:begin]}_____{text[end + 1 :]}"


def _labels(pattern: "re.Pattern[str]", comments: str) -> list[str]:
    found = pattern.findall(comments)
    return [label.replace("\\]", "]").strip() for label, end in found if end]


def _by_kind(given: answers.Answers, is_description: bool) -> "answers.Parts":
    body = given.body.strip()
    if is_description:
        return {"kind": Kind.DESCRIPTION, "mark": Decimal(0)}
    if not body:
        return {"kind": Kind.ESSAY}
    if body.startswith("#"):
        return answers.numerical(given)
    if body.startswith(">"):
        return answers.ordering(given)
    if "~" in body:
        return answers.multichoice(given)
    if "=" in body and "->" in body and not _SHARE.match(body):
        return answers.match(given)
    if _TRUE_OR_FALSE.match(body):
        return answers.truefalse(given)
    return answers.shortanswer(given)
