"""The questions of an attempt as they are shown: open, without keys; marked, with what is right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from academy.web import formats
from cms.blocks.pictures import LARGE, SMALL
from cms.models import AcademyImage, QuestionKind, QuizKind, QuizPage
from courses.learning.queries.steps import ModulePart, Place, Step
from courses.learning.rules.revealing import Revealed
from courses.models import AttemptAnswer, AttemptState, QuizAttempt
from courses.quizzes.queries.attempts import kept_pictures
from courses.quizzes.rules import marking
from courses.quizzes.rules.answers import (
    Answer,
    canonical,
    fitting,
    is_gap,
    is_unread,
    places_of,
)

Images = dict[int, AcademyImage]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a question; its words stay where its file is gone."""

    image: AcademyImage | None
    alt: str


@dataclass(frozen=True, slots=True)
class Option:
    """An option, or an item to be placed, as it is shown.

    `is_right`, `right_place` and `feedback` are empty before marking.
    """

    id: str
    text: str
    is_chosen: bool
    picture: Picture | None = None
    # Where it was put, and in words; where it belongs, in words.
    place: str = ""
    placed: str = ""
    is_right: bool = False
    right_place: str = ""
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is shown of a question whether it is marked or not."""

    position: int
    kind: str
    text: str
    unit: str
    units: list[str]
    points: int
    picture: Picture | None
    options: list[Option]
    # Where the options can be placed: id and words. Empty where they are chosen.
    places: dict[str, str]
    # Columns and rows of the grid over the picture.
    grid: tuple[int, int] | None
    given: str


@dataclass(frozen=True, slots=True)
class AskedQuestion(Asked):
    """A question of an open attempt: no key in it."""

    # The kept answer as one text: the page tells by it what was changed on it.
    kept: str
    # Whether a figure is asked for and the answer says none.
    is_unread: bool
    # Whether it will count as wrong whatever was meant.
    is_gap: bool


@dataclass(frozen=True, slots=True)
class MarkedQuestion(Asked):
    """A question of a marked attempt with what is right and what is said.

    While the quiz hides the key, only whether the answer was right; or not even that.
    """

    share: Decimal
    right_answer: str
    feedback: str
    explanation: str
    explanation_picture: Picture | None
    has_key: bool
    has_right: bool = True
    # Where to read it again, of what was not answered rightly.
    lesson: Step | None = None

    @property
    def is_right(self) -> bool:
        return self.share == 1

    @property
    def is_partly_right(self) -> bool:
        return self.has_key and 0 < self.share < 1


def asked(attempt: QuizAttempt) -> list[AskedQuestion]:
    """Return the questions of an open attempt with the answers given so far."""
    return asked_in(list(attempt.answers.defer("key")))


def asked_in(rows: Sequence[AttemptAnswer]) -> list[AskedQuestion]:
    """Return the questions of `rows` as they are asked; their keys are not read."""
    images = _images(row.question for row in rows)
    return [
        AskedQuestion(
            **_shown(row, images),
            options=[_option(row, option, images) for option in row.question["options"]],
            kept=canonical(row.answer),
            is_unread=is_unread(row.question, row.answer),
            is_gap=is_gap(row.question, row.answer),
        )
        for row in rows
    ]


def has_gaps(attempt: QuizAttempt, answers: Iterable[Answer]) -> bool:
    """Say whether a question is left blank or without its figure, also when `answers` are added."""
    added = {one.position: one.value for one in answers}
    return any(
        is_gap(
            row.question,
            fitting(row.question, added[row.position]) if row.position in added else row.answer,
        )
        for row in attempt.answers.only("position", "answer", "question")
    )


def marked(
    attempt: QuizAttempt, shows: Revealed, lessons: Iterable[Step] = ()
) -> list[MarkedQuestion]:
    """Return the questions of a marked attempt with what may be shown of them now.

    Of `lessons`, which the person can read now, each wrong answer has the one it stands in.

    Raises ValueError for an open one: its keys stay here.
    """
    if attempt.state != AttemptState.MARKED:
        raise ValueError("the keys of an open attempt are not shown")
    return marked_in(list(attempt.answers.all()), shows, lessons)


def marked_in(
    rows: Sequence[AttemptAnswer], shows: Revealed, lessons: Iterable[Step] = ()
) -> list[MarkedQuestion]:
    """Return the questions of marked `rows` with what may be shown of them; see `marked`."""
    shown: list[dict[str, Any]] = [row.question for row in rows]
    if shows.explanation:
        shown += [row.key["said"] for row in rows]
    images = _images(shown)
    found = [_marked(row, images, shows) for row in rows]
    steps = {step.activity.id: step for step in lessons}
    # Where right and wrong are hidden, every question has its lesson: that tells nothing.
    return [
        one if one.is_right else replace(one, lesson=steps.get(row.question.get("lesson")))
        for one, row in zip(found, rows, strict=True)
    ]


def modules_to_read(place: Place, quiz: QuizPage) -> list[ModulePart]:
    """Return the modules in whose lessons the answers to `quiz`, at `place`, stand.

    A test of the course asks about all of them, wherever it stands; so does a quiz in a module
    that has no lessons to read. None in which nothing can be read now.
    """
    own = place.module
    is_of_course = quiz.kind != QuizKind.QUIZ or not own.lessons
    return [one for one in (place.course.modules if is_of_course else (own,)) if one.lessons]


def _marked(row: AttemptAnswer, images: Images, shows: Revealed) -> MarkedQuestion:
    # What is not shown does not leave this function.
    share = (row.share or Decimal(0)) if shows.right else Decimal(0)
    said = row.key["said"] if shows.explanation else {}
    key = _seen_key(row, shows)
    return MarkedQuestion(
        **_shown(row, images),
        options=[_option(row, option, images, key) for option in row.question["options"]],
        share=share,
        right_answer=_right_answer(row) if shows.key else "",
        feedback=_feedback(row) if shows.explanation and shows.right else "",
        explanation=said.get("general", ""),
        explanation_picture=_picture(said.get("picture"), images),
        has_key=shows.key,
        has_right=shows.right,
    )


def _seen_key(row: AttemptAnswer, shows: Revealed) -> dict[str, Any]:
    """Return what may be seen of the key to the options: which are right, what is said to them.

    Without the key, what is said is said to the chosen ones alone; where not even right or
    wrong is shown, to none: it would tell.
    """
    options: dict[str, dict[str, Any]] = row.key.get("options", {})
    if shows.key:
        said = (
            options
            if shows.explanation
            else {pk: one | {"feedback": ""} for pk, one in options.items()}
        )
        return {"options": said, "places": row.key.get("places", {})}
    if shows.explanation and shows.right:
        chosen = row.answer.get("options", ())
        return {
            "options": {
                pk: {"feedback": one["feedback"]} for pk, one in options.items() if pk in chosen
            }
        }
    return {}


def _shown(row: AttemptAnswer, images: Images) -> dict[str, Any]:
    question = row.question
    grid = question.get("grid")
    return {
        "position": row.position,
        "kind": question["kind"],
        "text": question["text"],
        "unit": question["unit"],
        "units": question.get("units", []),
        "points": row.points,
        "picture": _picture(question.get("picture"), images),
        "places": places_of(question) if question["kind"] in marking.PLACED else {},
        "grid": (grid[0], grid[1]) if grid else None,
        "given": row.answer.get("text") or row.answer.get("number") or "",
    }


def _option(
    row: AttemptAnswer, option: dict[str, Any], images: Images, key: dict[str, Any] | None = None
) -> Option:
    said = (key or {}).get("options", {}).get(option["id"], {})
    place = row.answer.get("places", {}).get(option["id"], "")
    right_place = (key or {}).get("places", {}).get(option["id"], "")
    words = places_of(row.question) if place or right_place else {}
    return Option(
        id=option["id"],
        text=option["text"],
        is_chosen=option["id"] in row.answer.get("options", ()),
        picture=_picture(option.get("picture"), images),
        place=place,
        placed=words.get(place, ""),
        is_right=bool(said.get("correct")) or bool(right_place and place == right_place),
        right_place=words.get(right_place, ""),
        feedback=said.get("feedback", ""),
    )


def _feedback(row: AttemptAnswer) -> str:
    """Return what is said to the answer: to this one by itself, or to one as right as it."""
    if row.question["kind"] not in marking.CHOICES | marking.PLACED:
        own = marking.said_to(row.question["kind"], row.key, row.answer)
        if own and own["feedback"]:
            return str(own["feedback"])
    share = row.share or Decimal(0)
    name = "right" if share == 1 else "partly" if share > 0 else "wrong"
    said: str = row.key["said"][name]
    return said


def _right_answer(row: AttemptAnswer) -> str:
    right = next((one["text"] for one in row.key.get("answers", ()) if one["share"] == "1"), "")
    if row.question["kind"] == QuestionKind.NUMBER and right:
        return formats.number(right, 8)
    return str(right)


def _picture(kept: dict[str, Any] | None, images: Images) -> Picture | None:
    return Picture(images.get(kept["image"]), kept["alt"]) if kept else None


def _images(questions: Iterable[dict[str, Any]]) -> Images:
    """Return all pictures of `questions` by their keys, with the sizes in which they are shown."""
    kept = kept_pictures(questions)
    if not kept:
        return {}
    found = AcademyImage.objects.filter(pk__in=kept)
    return {image.pk: image for image in found.prefetch_renditions(SMALL, LARGE)}
