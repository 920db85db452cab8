"""Answers on their way from a form to the record."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from cms.models import QuestionKind
from courses.quizzes.rules.marking import CHOICES, PLACED, quantities

# Longer than any short answer; what is pasted beyond it is not looked at.
ANSWER_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to the question at `position`, and when on the device if known.

    `value` holds what the form sent under each name it could mean ("options", "places", "text",
    "number"); the frozen question decides which of them counts.
    """

    position: int
    value: dict[str, Any]
    happened_at: dt.datetime | None = None


def canonical(answer: dict[str, Any]) -> str:
    """Return a kept answer as one text: equal texts are equal answers."""
    if "options" in answer:
        return " ".join(sorted(answer["options"]))
    if "places" in answer:
        return " ".join(sorted(f"{item}:{place}" for item, place in answer["places"].items()))
    return answer.get("text") or answer.get("number") or ""


def fitting(question: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """Return of `value` what the question can be answered with; {} is "no answer"."""
    kind = question["kind"]
    known = [option["id"] for option in question["options"]]
    if kind in CHOICES:
        chosen = [option for option in value.get("options", []) if option in known]
        return {"options": chosen} if chosen else {}
    if kind in PLACED:
        given = value.get("places", {})
        there = set(places_of(question))
        places = {item: given[item] for item in known if given.get(item) in there}
        return {"places": places} if places else {}
    name = "text" if kind == QuestionKind.SHORT_TEXT else "number"
    text = str(value.get(name, "")).strip()[:ANSWER_LENGTH]
    return {name: text} if text else {}


def places_of(question: dict[str, Any]) -> dict[str, str]:
    """Return where an item can be placed: the answers of a matching, or the first, second, …"""
    if question["kind"] == QuestionKind.MATCH:
        return {answer["id"]: answer["text"] for answer in question["answers"]}
    return {str(at): str(at) for at in range(1, len(question["options"]) + 1)}


def is_unread(question: dict[str, Any], answer: dict[str, Any]) -> bool:
    """Say whether a question for a figure is answered with words."""
    if question["kind"] != QuestionKind.NUMBER:
        return False
    given = answer.get("number", "")
    return bool(given) and not quantities(given, units(question))


def units(question: dict[str, Any]) -> dict[str, str]:
    """Return the names of a question's units, for reading alone: what each is worth is the key."""
    return dict.fromkeys(question.get("units", ()), "1")


def is_gap(question: dict[str, Any], answer: dict[str, Any]) -> bool:
    """Say whether the answer counts as wrong whatever was meant: blank, unread, half placed."""
    if question["kind"] in PLACED:
        placed = answer.get("places", {})
        if question["kind"] == QuestionKind.ORDERING and len(set(placed.values())) < len(placed):
            return True
        return len(placed) < len(question["options"])
    return not canonical(answer) or is_unread(question, answer)
