"""What stands between the braces of a GIFT question, kind by kind."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypedDict

from django.utils.translation import gettext

from cms.formats import prose
from cms.formats.gift.blocks import restored
from cms.formats.numbers import figure, written
from cms.formats.written import ALL, NOTHING, Kind, Option, Pair, Prose

MOST = 500  # answers of one question
_FORMAT = re.compile(r"\[(html|plain|markdown|moodle)\]", re.I)
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:[.,]\d{0,20})?)%")
# What Moodle writes into the line of the opening brace of an ordering: how many of its items are
# shown, how, and how they are marked.
_SETTING = re.compile(
    r"\d+|ALL|EXACT|RANDOM|CONTIGUOUS|CONTIG|HORIZONTAL|HORI|VERTICAL|VERT|[HV]|ALL_OR_NOTHING"
    r"|ABS\w*|REL\w*|LONGEST_\w+|SHOW|HIDE|TRUE|FALSE|YES|NO|NUMBERING_?\w*"
    r"|none|abc|ABCD|iii|IIII"
)


class Parts(TypedDict, total=False):
    """The fields of a question that its answers decide."""

    kind: Kind
    single: bool
    options: tuple[Option, ...]
    pairs: tuple[Pair, ...]
    mark: Decimal


class Wrong(Exception):
    """Answers that cannot be read: what is wrong, and where in the block."""

    def __init__(self, what: str, place: int) -> None:
        super().__init__(what)
        self.place = place


class Asked:
    """The text of a question, and the markup that its other texts are written in if they do not
    say another."""

    def __init__(self, text: str, say: Callable[[str], None]) -> None:
        self._say = say
        self._markup = "moodle"
        text = text.strip()
        if found := _FORMAT.match(text):
            self._markup = found[1].lower()
        self.prose = self.said(text)

    def said(self, text: str) -> Prose:
        """Return a text of the question, read in the markup that it names."""
        text, markup = text.strip(), self._markup
        if found := _FORMAT.match(text):
            text, markup = text[found.end() :], found[1].lower()
        text = restored(text)
        if markup == "html":
            return prose.from_html(text, say=self._say)
        if markup == "markdown":
            return prose.from_markdown(text, say=self._say)
        if markup == "plain":
            return prose.from_plain(text, self._say)
        return prose.from_moodle(text, say=self._say)


class Answers:
    """The answers of a question as they were written, and where they begin in its block."""

    def __init__(self, asked: Asked, body: str, place: int) -> None:
        self.asked, self.body, self.place = asked, body, place

    def parted(self, signs: str, since: int = 0) -> Iterator[tuple[str, str, int]]:
        """Yield each answer: the sign before it ("" before the first), its text, its place."""
        if sum(self.body.count(sign) for sign in signs) > MOST:
            raise Wrong(
                gettext("A question has at most %(count)s answers. Split it.") % {"count": MOST},
                self.place,
            )
        ends = [*re.finditer(f"[{signs}]", self.body[since:]), None]
        sign, begin = "", since
        for found in ends:
            end = len(self.body) if found is None else since + found.start()
            text = self.body[begin:end]
            if sign or text.strip():
                lead = len(text) - len(text.lstrip())
                yield sign, text.strip(), self.place + begin + lead
            if found is not None:
                sign, begin = found[0], end + 1

    def parts(self, text: str) -> tuple[str, Prose]:
        """Part what is answered from what is said to it."""
        answer, _, feedback = text.partition("#")
        return answer.strip(), self.asked.said(feedback)


def _weighted(text: str, otherwise: Decimal, place: int) -> tuple[Decimal, str]:
    """Take the share of the marks off the front of an answer."""
    found = _WEIGHT.match(text)
    if found is None:
        if re.match(r"%(?=[^%\s]*\d)[^%\s]{1,8}%", text):
            raise Wrong(
                gettext("“%(start)s” is not a share of the marks. Write it like %%50%%.")
                % {"start": restored(text[:10])},
                place,
            )
        return otherwise, text
    return figure(found[1]) or NOTHING, text[found.end() :].strip()


def multichoice(given: Answers) -> Parts:
    options = []
    single = False
    for sign, text, place in given.parted("~="):
        share, text = _weighted(text, ALL if sign == "=" else NOTHING, place)
        # Several right signs with a part of the marks each are meant as several right options.
        single = single or (sign == "=" and share == ALL)
        answer, feedback = given.parts(text)
        if not answer:
            raise Wrong(gettext("An answer is empty. Write it, or take it out."), place)
        options.append(Option(given.asked.said(answer), share, feedback))
    return {"kind": Kind.MULTICHOICE, "single": single, "options": tuple(options)}


def shortanswer(given: Answers) -> Parts:
    options = []
    for _sign, text, place in given.parted("="):
        share, text = _weighted(text, ALL, place)
        answer, feedback = given.parts(text)
        if named := _FORMAT.match(answer):
            answer = answer[named.end() :]
        answer = restored(answer)
        options.append(Option(prose.from_plain(answer), share, feedback))
    return {"kind": Kind.SHORTANSWER, "options": tuple(options)}


def truefalse(given: Answers) -> Parts:
    word, wrong, right = ([*given.body.split("#", 2), "", ""])[:3]
    is_true = word.strip().upper().startswith("T")
    said = {True: given.asked.said(right), False: given.asked.said(wrong)}
    options = (
        Option(Prose(name), ALL if value is is_true else NOTHING, said[value is is_true])
        for name, value in (("true", True), ("false", False))
    )
    return {"kind": Kind.TRUEFALSE, "options": tuple(options)}


def match(given: Answers) -> Parts:
    pairs = []
    for _sign, text, place in given.parted("="):
        left, arrow, right = text.partition("->")
        if not arrow:
            raise Wrong(gettext("This pair has no arrow. Write it as =left -> right."), place)
        answer = " ".join(restored(right).split())
        pairs.append(Pair(given.asked.said(left), answer))
    return {"kind": Kind.MATCH, "pairs": tuple(pairs)}


def ordering(given: Answers) -> Parts:
    """Read the way in which Moodle writes its questions of ordering."""
    body = given.body.strip()[1:]
    opening, _, following = body.partition("\n")
    if all(_SETTING.fullmatch(word) for word in opening.split()):
        body = following
    items = re.sub(r"^[=~][ \t]*", "", body, flags=re.M)
    options = (Option(given.asked.said(item), ALL) for item in items.split("\n") if item.strip())
    return {"kind": Kind.ORDERING, "options": tuple(options)}


def numerical(given: Answers) -> Parts:
    options = []
    since = given.body.index("#") + 1
    for sign, text, place in given.parted("=~", since):
        share, text = _weighted(text, NOTHING if sign == "~" else ALL, place)
        answer, feedback = given.parts(text)
        if sign == "~" or answer == "*":
            options.append(Option(Prose("*"), share, feedback))
            continue
        number, tolerance = _number(restored(answer), place)
        options.append(Option(Prose(written(number)), share, feedback, tolerance))
    return {"kind": Kind.NUMERICAL, "options": tuple(options)}


def _number(text: str, place: int) -> tuple[Decimal, Decimal]:
    """Return the number and by how much an answer may differ: 3, 3:0.5 or 2.5..3.5."""
    low, range_sign, high = text.partition("..")
    number, _, tolerance = text.partition(":")
    if range_sign:
        least, most = figure(low), figure(high)
        if least is not None and most is not None and least <= most:
            return (least + most) / 2, (most - least) / 2
    else:
        middle, around = figure(number), figure(tolerance or "0")
        if middle is not None and around is not None:
            return middle, abs(around)
    raise Wrong(
        gettext(
            "“%(text)s” is not a number. Write it as 3.14, with a tolerance as 3.14:0.01, or as "
            "a range 3.1..3.2."
        )
        % {"text": text[:40]},
        place,
    )
