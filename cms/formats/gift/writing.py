"""Questions written as GIFT, as Moodle writes it."""

import re
from collections.abc import Iterable

from cms.formats import prose
from cms.formats.labels import labels_of, path_of
from cms.formats.numbers import written
from cms.formats.written import ALL, NOTHING, Kind, Option, Prose, WrittenQuestion

HELD = frozenset(Kind) - {Kind.HOTSPOT}
_SIGNS = re.compile(r"[\\#=~{}:\n]")


def write(questions: Iterable[WrittenQuestion]) -> bytes:
    """Return a GIFT file of those of `questions` whose kind the format knows."""
    parts = []
    category = ""
    for question in questions:
        if question.kind not in HELD:
            continue
        if question.category != category:
            category = question.category
            parts.append(f"$CATEGORY: {path_of(category)}\n")
        parts.append(_question(question))
    return "\n".join(parts).encode()


def _escaped(text: str) -> str:
    return _SIGNS.sub(lambda sign: "\\n" if sign[0] == "\n" else f"\\{sign[0]}", text)


def _said(text: Prose) -> str:
    """Return a text, with its markup named where it has any or could be taken for a sign."""
    html = prose.embedded(text)
    if re.match(r"[\[%>]|//", html) or re.search("[<&]", html):
        return f"[html]{_escaped(html)}"
    return _escaped(html)


def _question(question: WrittenQuestion) -> str:
    labels = [("id", question.identity)] if question.identity else []
    labels += [("tag", tag) for tag in labels_of(question)]
    comment = " ".join(f"[{name}:{value.replace(']', chr(92) + ']')}]" for name, value in labels)
    title = f"::{_escaped(question.title)}::" if question.title else ""
    return f"{f'// {comment}\n' if comment else ''}{title}{_said(question.text)}{_body(question)}\n"


def _body(question: WrittenQuestion) -> str:
    """Return the braces and what stands between them."""
    if question.kind is Kind.DESCRIPTION:
        return ""
    feedback = f"####{_said(question.feedback)}" if question.feedback else ""
    if question.kind is Kind.ESSAY:
        return f"{{{feedback}}}"
    if question.kind is Kind.TRUEFALSE:
        return f"{{{_truefalse(question)}{feedback}}}"
    lines = [*_lines(question), *([feedback] if feedback else [])]
    opening = {Kind.NUMERICAL: "#", Kind.ORDERING: _ordering(question)}.get(question.kind, "")
    return "".join([f"{{{opening}\n", *(f"\t{line}\n" for line in lines), "}"])


def _ordering(question: WrittenQuestion) -> str:
    return f">{len(question.options)} ALL VERTICAL ABSOLUTE_POSITION SHOW none"


def _truefalse(question: WrittenQuestion) -> str:
    right = next(option for option in question.options if option.fraction == ALL)
    wrong = next(option for option in question.options if option.fraction != ALL)
    said = [_said(wrong.feedback), _said(right.feedback)]
    while said and not said[-1]:
        said.pop()
    return "#".join([right.text.html.upper(), *said])


def _lines(question: WrittenQuestion) -> list[str]:
    if question.kind is Kind.MATCH:
        return [f"={_said(pair.text)} -> {_escaped(pair.answer)}" for pair in question.pairs]
    if question.kind is Kind.ORDERING:
        return [_said(option.text) for option in question.options]
    if question.kind is Kind.MULTICHOICE:
        return [_chosen(option, question.single) for option in question.options]
    return [_typed(option) for option in question.options]


def _chosen(option: Option, single: bool) -> str:
    if single and option.fraction == ALL:
        sign = "="
    else:
        sign = "~" if option.fraction == NOTHING else f"~%{written(option.fraction)}%"
    return sign + _said(option.text) + (f"#{_said(option.feedback)}" if option.feedback else "")


def _typed(option: Option) -> str:
    answer = _escaped(prose.plain(option.text))
    if option.tolerance is not None:
        answer += f":{written(option.tolerance)}"
    elif answer.startswith("["):
        answer = f"[plain]{answer}"
    return f"=%{written(option.fraction)}%{answer}#{_said(option.feedback)}"
