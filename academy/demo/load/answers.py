"""Answers to frozen questions, right or as people get them wrong."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from uuid import UUID

from academy.core.text.alike import plain
from academy.demo.seeds import rng
from cms.models import QuestionKind, QuizPage
from courses.quizzes.queries.attempts import FrozenQuestion, freeze, kept_pictures
from courses.quizzes.rules.answers import places_of
from courses.quizzes.rules.marking import CHOICES, PLACED

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
    bank_id: UUID
    right: tuple[dict, ...]
    wrong: tuple[dict, ...]

    @property
    def follows(self) -> bool:
        """Whether it is answered as well as the rest of its quiz."""
        kind, units = self.question["kind"], self.question["units"]
        return kind in PLACED or kind == QuestionKind.HOTSPOT or len(units) > 1

    @property
    def pictures(self) -> set[int]:
        """The pictures that it shows."""
        return kept_pictures([self.question])


def asked_in(quiz: QuizPage) -> list[Asked]:
    """The questions of `quiz` in their order, frozen once for all attempts of the demo."""
    return [_asked(frozen) for frozen in freeze(quiz, chance=rng("drawn", quiz.slug))]


def _asked(frozen: FrozenQuestion) -> Asked:
    question, key = frozen.question, frozen.key
    # The order of what is chosen from is chance; here it is the same at every load.
    options = question["options"]
    if question["kind"] not in (QuestionKind.TRUE_FALSE, QuestionKind.HOTSPOT):
        options = sorted(options, key=lambda option: option["id"])
        rng("options", question["slug"]).shuffle(options)
        question = {**question, "options": options}
    if "answers" in question:
        answers = sorted(question["answers"], key=lambda answer: answer["id"])
        rng("answers", question["slug"]).shuffle(answers)
        question = {**question, "answers": answers}
    for name in {"options", "places"} & key.keys():
        key = {**key, name: {one["id"]: key[name][one["id"]] for one in options}}
    right, wrong = _ways(question, key)
    return Asked(question, key, frozen.points, frozen.bank_id, right, wrong)


def _ways(question: dict, key: dict) -> tuple[tuple[dict, ...], tuple[dict, ...]]:
    """Answers that are wholly right, and answers that earn nothing."""
    kind = question["kind"]
    if kind in CHOICES:
        right = [option for option, said in key["options"].items() if said["correct"]]
        others = [option for option, said in key["options"].items() if not said["correct"]]
        if kind == QuestionKind.HOTSPOT:
            return tuple({"options": [one]} for one in right), tuple(
                {"options": [one]} for one in others
            )
        # With several right options: one of them and a wrong one, which takes it back.
        wrong = [
            [*right[:1], other] if kind == QuestionKind.MULTIPLE else [other] for other in others
        ]
        return ({"options": right},), tuple({"options": chosen} for chosen in wrong)
    if kind in PLACED:
        return ({"places": key["places"]},), ({"places": _shifted(question, key)},)
    if kind == QuestionKind.SHORT_TEXT:
        texts = [one["text"] for one in key["answers"]]
        accepted = {plain(text) for text in texts}
        wrong_texts = [text for text in WRONG_TEXTS if plain(text) not in accepted]
        return tuple({"text": text} for text in texts), tuple(
            {"text": text} for text in wrong_texts
        )
    answer = key["answers"][0]
    number, off = Decimal(answer["text"]), Decimal(answer["tolerance"]) + 1
    wrong_numbers = (number + off * 2, number + off * 5, number * 10 + off)
    return (_number(number),), tuple(_number(one) for one in wrong_numbers)


def _shifted(question: dict, key: dict) -> dict:
    """Every item at the place of the next one."""
    places = sorted(places_of(question), key=int)
    return {
        item: places[(places.index(place) + 1) % len(places)]
        for item, place in key["places"].items()
    }


def _number(value: Decimal) -> dict:
    return {"number": f"{value:f}".replace(".", ",")}


def answer(chance: Random, asked: Asked, *, right: bool) -> dict:
    """What the person put in."""
    return chance.choice(asked.right if right else asked.wrong)


def rights(chance: Random, asked: list[Asked], share: float, enough: Decimal) -> list[bool]:
    """Which questions are answered right, when each is with the probability `share`.

    Where one places, points or converts one does as well as in the rest, `enough` being the
    mark that passes: whoever passes by the others passes with these.
    """
    drawn = [None if one.follows else chance.random() < share for one in asked]
    others = [one for one in asked if not one.follows]
    passes = mark_of(others, [bool(is_right) for is_right in drawn if is_right is not None])
    return [passes >= enough if is_right is None else is_right for is_right in drawn]


def mark_of(asked: list[Asked], right: list[bool]) -> Decimal:
    """The mark, 0 to 100 with two places, of an attempt with these answers right."""
    total = sum(one.points for one in asked)
    got = sum(one.points for one, is_right in zip(asked, right, strict=True) if is_right)
    return (Decimal(100 * got) / total).quantize(Decimal("0.01"), ROUND_HALF_UP)
