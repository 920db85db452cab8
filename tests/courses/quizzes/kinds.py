"""A question of each kind, with what must not leak written all over it."""

import re

from cms.models import QuizQuestion
from tests.factories.cms import QuestionFactory
from tests.factories.files import photo

PLAIN = ("single", "multiple", "true_false", "short_text", "number", "match", "ordering")
ALL = (*PLAIN, "hotspot")
ACCEPTED = {"short_text": [("KUNCI-kata", True)], "number": [("73918462.5", True)]}
# What is said to an answer, as right as it was: each tells it.
SAID = ("KUNCI-benar", "KUNCI-sebagian", "KUNCI-salah", "KUNCI-pilihan")


def bank(tree, kinds):
    """Let the quiz ask one question of each of `kinds`, in their order; return them."""
    tree.quizzes[0].quiz_questions.all().delete()
    made = []
    for order, kind in enumerate(kinds):
        spots = {"picture": photo(width=600, height=400), "spots": "rectangle 500,0;100,100"}
        question = QuestionFactory(
            course=tree.course, kind=kind, slug=f"rahasia-{kind}", text=f"Soal {kind}?",
            feedback_right="KUNCI-benar", feedback_partly="KUNCI-sebagian",
            feedback_wrong="KUNCI-salah", options=ACCEPTED.get(kind),
            **(spots if kind == "hotspot" else {}),
        )  # fmt: skip
        question.options.update(feedback="KUNCI-pilihan")
        QuizQuestion.objects.create(page=tree.quizzes[0], question=question, sort_order=order)
        made.append(question)
    return made


def holds_a_key(text: str) -> bool:
    """Say whether `text` tells what was written into the `bank`."""
    return "KUNCI" in text or re.search(r"73[.,]?918[.,]?462", text) is not None


def right(key: dict) -> dict:
    """Return the right answer as a form sends it, for any kind of question."""
    if "places" in key:
        return {"places": key["places"]}
    if "answers" in key:
        text = next(one["text"] for one in key["answers"] if one["share"] == "1")
        return {_typed(key): text.replace(".", ",")}
    return {"options": [one for one, said in key["options"].items() if said["correct"]]}


def _typed(key: dict) -> str:
    return "number" if "tolerance" in key["answers"][0] else "text"


def wrong(key: dict) -> dict:
    """Return an answer that earns nothing."""
    if "places" in key:
        items, places = list(key["places"]), list(key["places"].values())
        return {"places": dict(zip(items, [*places[1:], *places[:1]], strict=True))}
    if "answers" in key:
        return {_typed(key): "12"}
    return {"options": [one for one, said in key["options"].items() if not said["correct"]][:1]}


def values(answer: dict) -> list[str]:
    """Return what the fields of a page hold for `answer`."""
    if "places" in answer:
        return [f"{item}:{place}" for item, place in answer["places"].items()]
    return answer.get("options") or [answer.get("text") or answer["number"]]
