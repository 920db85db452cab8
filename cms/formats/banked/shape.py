"""A question as the bank holds it; pure, so that formats need no database."""

import re
from dataclasses import dataclass
from decimal import Decimal

from cms.formats.written import Kind, Picture

SLUG_LENGTH, ALT_LENGTH = 60, 400
ANY_OTHER = "*"
FIFTH = Decimal("0.00001")
KINDS = {
    Kind.TRUEFALSE: "true_false",
    Kind.SHORTANSWER: "short_text",
    Kind.NUMERICAL: "number",
    Kind.MATCH: "match",
    Kind.ORDERING: "ordering",
    Kind.HOTSPOT: "hotspot",
}
IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)">')


@dataclass(frozen=True, slots=True)
class BankOption:
    """An option as the bank holds it; the fields are those of `cms.models.QuestionOption`."""

    text: str = ""
    answer: str = ""
    picture: Picture | None = None
    picture_alt: str = ""
    is_correct: bool = False
    fraction: Decimal | None = None
    tolerance: Decimal | None = None
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A question as the bank holds it; the fields are those of `cms.models.Question`."""

    kind: str
    text: str
    slug: str = ""
    picture: Picture | None = None
    picture_alt: str = ""
    points: int = 1
    unit: str = ""
    other_units: str = ""
    spots: str = ""
    feedback: str = ""
    feedback_picture: Picture | None = None
    feedback_picture_alt: str = ""
    feedback_right: str = ""
    feedback_partly: str = ""
    feedback_wrong: str = ""
    category: str = ""
    difficulty: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    options: tuple[BankOption, ...] = ()


# What is the same in the bank's rows; pictures, options and tags are rows of their own there.
PLAIN = (
    "kind", "text", "slug", "picture_alt", "points", "unit", "other_units", "spots", "feedback",
    "feedback_picture_alt", "feedback_right", "feedback_partly", "feedback_wrong", "category",
    "difficulty", "language",
)  # fmt: skip
PLAIN_OF_OPTION = (
    "text", "answer", "picture_alt", "is_correct", "fraction", "tolerance", "feedback",
)  # fmt: skip
