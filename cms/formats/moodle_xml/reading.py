"""Questions in Moodle's XML: what all kinds have in common."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext

from academy.sheets.decoding import text_of
from cms.formats import prose
from cms.formats.collecting import Collector
from cms.formats.labels import category_of, labelled
from cms.formats.moodle_xml import kinds
from cms.formats.moodle_xml.elements import Element, questions
from cms.formats.moodle_xml.texts import Texts
from cms.formats.numbers import figure
from cms.formats.written import NOTHING, Fault, Kind, Prose, Reading, WrittenQuestion

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
# Kinds that many files hold and this academy does not, in words.
_LACKED = {
    "cloze": "Embedded answers (Cloze)",
    "multianswer": "Embedded answers (Cloze)",
    "calculated": "Calculated",
    "calculatedsimple": "Simple calculated",
    "calculatedmulti": "Calculated multichoice",
    "ddwtos": "Drag and drop into text",
    "ddimageortext": "Drag and drop onto image",
    "gapselect": "Select missing words",
    "randomsamatch": "Random short-answer matching",
    "random": "Random",
}


def read(data: bytes) -> Reading:
    """Return the questions of a file in Moodle's XML, and what of it could not be read."""
    declared = _DECLARED.match(data)
    text = text_of(data, declared[1].decode() if declared else "")
    found = Collector()
    category, line = "", 1
    for element in questions(text):
        line = element.line
        if found.is_full:
            break
        found.begin()
        if isinstance(element, Fault):
            found.fault(element.line, element.what)
        elif (type_name := element.attributes.get("type", "").strip()) == "category":
            category = category_of(element.said("category"))
        else:
            _read_one(element, type_name, category, found)
    return found.reading(line)


def _read_one(element: Element, type_name: str, category: str, found: Collector) -> None:
    kind = kinds.NAMES.get(type_name)
    if kind is None:
        found.fault(element.line, _lacked(type_name, element))
        return
    try:
        found.add(_question(element, kind, category, found))
    except kinds.Wrong as wrong:
        found.fault(wrong.line, str(wrong))


def _lacked(type_name: str, element: Element) -> str:
    if not type_name:
        return gettext("This question does not say its type. Write it as <question type=…>.")
    name = _LACKED.get(type_name)
    return gettext(
        "“%(title)s” is of the type %(type)s, which the academy does not have. Write it as "
        "another type."
    ) % {
        "title": " ".join(element.said("name").split())[:80],
        "type": f"{name} ({type_name})" if name else type_name[:40],
    }


def _question(element: Element, kind: Kind, category: str, found: Collector) -> WrittenQuestion:
    texts = Texts(element, lambda what: found.fault(element.line, what))
    shown, difficulty, language = labelled(_labels(element))
    return WrittenQuestion(
        kind=kind,
        text=texts.asked(),
        title=prose.plain(prose.from_moodle(" ".join(element.said("name").split()))),
        line=element.line,
        mark=_amount(element, "defaultgrade", NOTHING if kind is Kind.DESCRIPTION else Decimal(1)),
        penalty=_amount(element, "penalty", NOTHING),
        feedback=texts.of(element.first("generalfeedback")),
        feedback_right=texts.of(element.first("correctfeedback")),
        feedback_partly=texts.of(element.first("partiallycorrectfeedback")),
        feedback_wrong=texts.of(element.first("incorrectfeedback")),
        hints=tuple(_hints(element, texts)),
        category=category,
        tags=shown,
        difficulty=difficulty,
        language=language,
        identity=" ".join(element.said("idnumber").split()),
        **kinds.parts(kind, element, texts),
    )


def _labels(element: Element) -> Iterator[str]:
    """Yield the tags of a question: its own, then those that it has in its course alone."""
    for name in ("tags", "coursetags"):
        if tags := element.first(name):
            yield from (tag.said("text") or tag.text for tag in tags.all("tag"))


def _hints(element: Element, texts: Texts) -> Iterator[Prose]:
    for each in element.all("hint"):
        # Exports of Moodle 2.0 have the words one element deeper.
        if hint := texts.of(each.first("hintcontent") or each):
            yield hint


def _amount(element: Element, name: str, otherwise: Decimal) -> Decimal:
    number = figure(element.said(name))
    return otherwise if number is None or number < 0 else number.normalize() + 0
