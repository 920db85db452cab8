"""Answers to frozen questions, right or as people get them wrong."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from academy.demo.seeds import rng
from cms.models import QuestionKind, QuizPage
from courses.quizzes.queries import FrozenQuestion, freeze
from courses.quizzes.rules.marking import CHOICES, plain

WRONG_TEXTS = (
    "tidak tahu",
    "lampu",
    "foto",
    "warna",
    "harga",
    "kemasan",
    "pembeli",
    "gambar",
    "promosi",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a quiz as an attempt freezes it, with ways to answer it."""

    question: dict
    key: dict
    points: int
    right: tuple[dict, ...]
    wrong: tuple[dict, ...]


def asked_in(quiz: QuizPage) -> list[Asked]:
    """The questions of `quiz` in their order, frozen once for all attempts of the demo."""
    return [_asked(frozen) for frozen in freeze(quiz)]


def _asked(frozen: FrozenQuestion) -> Asked:
    question, key = frozen.question, frozen.key
    # The order of options is chance; here it is the same at every load.
    options = sorted(question["options"], key=lambda option: option["id"])
    if question["kind"] == QuestionKind.TRUE_FALSE:
        options = question["options"]
    else:
        rng("options", question["slug"]).shuffle(options)
    if options:
        question = {**question, "options": options}
        key = {**key, "options": {one["id"]: key["options"][one["id"]] for one in options}}
    right, wrong = _ways(question["kind"], key)
    return Asked(question, key, frozen.points, right, wrong)


def _ways(kind: str, key: dict) -> tuple[tuple[dict, ...], tuple[dict, ...]]:
    """Answers that are wholly right, and answers that earn nothing."""
    if kind in CHOICES:
        right = [option for option, said in key["options"].items() if said["correct"]]
        others = [option for option, said in key["options"].items() if not said["correct"]]
        # With several right options: one of them and a wrong one, which takes it back.
        wrong = [
            [*right[:1], other] if kind == QuestionKind.MULTIPLE else [other] for other in others
        ]
        return ({"options": right},), tuple({"options": chosen} for chosen in wrong)
    if kind == QuestionKind.SHORT_TEXT:
        accepted = {plain(text) for text in key["accepted"]}
        wrong_texts = [text for text in WRONG_TEXTS if plain(text) not in accepted]
        return tuple({"text": text} for text in key["accepted"]), tuple(
            {"text": text} for text in wrong_texts
        )
    number, off = Decimal(key["number"]), Decimal(key["tolerance"]) + 1
    wrong_numbers = (number + off * 2, number + off * 5, number * 10 + off)
    return (_number(number),), tuple(_number(one) for one in wrong_numbers)


def _number(value: Decimal) -> dict:
    return {"number": f"{value:f}".replace(".", ",")}


def answer(chance: Random, asked: Asked, *, right: bool) -> dict:
    """What the person put in."""
    return chance.choice(asked.right if right else asked.wrong)


def rights(chance: Random, asked: list[Asked], share: float) -> list[bool]:
    """Which questions are answered right, when each is with the probability `share`."""
    return [chance.random() < share for _ in asked]


def mark_of(asked: list[Asked], right: list[bool]) -> Decimal:
    """The mark, 0 to 100 with two places, of an attempt with these answers right."""
    total = sum(one.points for one in asked)
    got = sum(one.points for one, is_right in zip(asked, right, strict=True) if is_right)
    return (Decimal(100 * got) / total).quantize(Decimal("0.01"), ROUND_HALF_UP)
