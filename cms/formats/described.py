"""Questions of a file as plain data, for scripts: what `preview_questions --json` prints."""

from decimal import Decimal
from typing import Any

from cms.formats.labels import labels_of
from cms.formats.opening import OpenedFile
from cms.formats.prose import plain
from cms.formats.written import Fault, Kind, Option, WrittenQuestion


def described(file: OpenedFile) -> dict[str, Any]:
    """Return all that was read of a file, in words, figures and lists."""
    return {
        "file": file.reason or "ok",
        "format": file.format,
        "questions": [described_question(question) for question in file.reading.questions],
        "faults": [described_fault(fault) for fault in file.reading.faults],
    }


def described_fault(fault: Fault) -> dict[str, Any]:
    """Return where and what is wrong."""
    return {"line": fault.line, "what": fault.what}


def described_question(question: WrittenQuestion) -> dict[str, Any]:
    """Return a question with its texts as they are read, without markup."""
    answer: dict[str, Any] = {
        "line": question.line,
        "type": question.kind,
        "single": question.single if question.kind is Kind.MULTICHOICE else None,
        "title": question.title,
        "text": plain(question.text),
        "options": [_option(option, question.kind) for option in question.options],
        "feedback": plain(question.feedback),
        "category": question.category,
        "tags": labels_of(question),
        "pictures": [
            {"name": picture.name, "place": place, "bytes": len(picture.data)}
            for place, picture in question.pictures()
        ],
    }
    if question.kind is Kind.MATCH:
        answer["pairs"] = [
            {"text": plain(pair.text), "answer": pair.answer} for pair in question.pairs
        ]
    return answer


def _option(option: Option, kind: Kind) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "text": plain(option.text),
        "fraction": _figure(option.fraction),
        "feedback": plain(option.feedback),
    }
    if kind is Kind.NUMERICAL:
        answer["tolerance"] = None if option.tolerance is None else _figure(option.tolerance)
    return answer


def _figure(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
