"""The course sources keep the promises of the courses."""

import re

import pytest
import yaml

from academy.demo.load import sources
from academy.demo.load.blocks import blocks
from academy.demo.load.sources import COURSES
from cms.models import QuestionKind

COURSE_LIST = list(sources.courses())
ALL = [
    activity
    for course in COURSE_LIST
    for module in sources.modules(course)
    for activity in sources.activities(module)
]
LESSONS = [source for source in ALL if source.is_lesson]
ASSIGNMENTS = [source for source in ALL if source.is_assignment]
QUIZZES = [source for source in ALL if not source.is_lesson and not source.is_assignment]
PICTURES = {"image", "comparison", "gallery", "better_picture"}


def stream(source):
    text = source.body if source.is_lesson else source.data["brief"]
    return blocks(text, key=source.key, image_of=lambda name: 1, film_of=lambda *said: 1)


def words(source) -> int:
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", " ", source.body)
    return len(re.findall(r"[^\W_]+(?:[-'’.,][^\W_]+)*", text))


def keys(items):
    return [source.key for source in items]


@pytest.mark.parametrize("course", COURSE_LIST, ids=lambda source: source.data["slug"])
def test_a_course_has_six_modules_24_lessons_two_assignments_and_two_tests(course):
    own = [source for source in ALL if source.key.startswith(course.data["slug"])]
    assert len(course.data["modules"]) == 6
    assert sum(source.is_lesson for source in own) >= 24
    made = [source for source in own if source.is_assignment]
    assert sum(source.data["evidence"] != "pairs" for source in made) == 2
    assert sorted(s.data["kind"] for s in own if s in QUIZZES) == [
        "post_test",
        "pre_test",
        *["quiz"] * 6,
    ]


@pytest.mark.parametrize("lesson", LESSONS, ids=keys(LESSONS))
def test_a_lesson_has_500_to_1200_words_something_to_see_and_something_to_do(lesson):
    found = stream(lesson)
    assert 500 <= words(lesson) <= 1200
    assert {block["type"] for block in found} & PICTURES
    assert [b for b in found if b["type"] == "callout" and b["value"]["kind"] == "try"]


@pytest.mark.parametrize("source", LESSONS + ASSIGNMENTS, ids=keys(LESSONS + ASSIGNMENTS))
def test_no_markup_is_left_over_in_the_blocks(source):
    text = str(stream(source))
    assert not re.search(r"\*\*|:::|!\[|\]\(|\| ?---", text)


@pytest.mark.parametrize("source", LESSONS + ASSIGNMENTS, ids=keys(LESSONS + ASSIGNMENTS))
def test_every_picture_and_video_exists(source):
    wanted, videos = [], []
    text = source.body if source.is_lesson else source.data["brief"]
    blocks(
        text,
        key=source.key,
        image_of=lambda name: wanted.append(name) or 1,
        film_of=lambda name, *words: videos.append(f"{name}-240p.mp4") or 1,
    )
    course = COURSES / source.key.split("/")[0]
    assert [name for name in wanted if not (course / "images" / name).is_file()] == []
    assert [name for name in videos if not (course / "media" / name).is_file()] == []


@pytest.mark.parametrize("quiz", QUIZZES, ids=keys(QUIZZES))
def test_a_quiz_has_eight_questions_and_words_for_every_answer(quiz):
    questions = quiz.data["questions"]
    assert len(questions) >= 8
    for question in questions:
        if question["kind"] in ("single", "multiple"):
            right = [option for option in question["options"] if option.get("correct")]
            assert all(option["feedback"] for option in question["options"])
            assert len(right) == 1 if question["kind"] == "single" else len(right) >= 1
        elif question["kind"] == "true_false":
            assert question["feedback_true"]
            assert question["feedback_false"]
        else:
            assert question["feedback_correct"]
            assert question["feedback_wrong"]


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=keys(ASSIGNMENTS))
def test_a_rubric_gives_100_points(assignment):
    assert sum(row["points"] for row in assignment.data["rubric"]) == 100


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=keys(ASSIGNMENTS))
def test_the_best_level_of_a_criterion_gives_its_points(assignment):
    for row in assignment.data["rubric"]:
        levels = row.get("levels", [])
        assert not levels or max(level["points"] for level in levels) == row["points"]


def test_question_keys_are_unique_in_a_course():
    for course in COURSE_LIST:
        own = [s for s in QUIZZES if s.key.startswith(course.data["slug"])]
        found = [question["key"] for quiz in own for question in quiz.data["questions"]]
        assert len(found) == len(set(found))


def test_there_are_forty_illustrations_of_our_own_without_scripts():
    drawings = sorted(COURSES.glob("*/images/*.svg"))
    assert len(drawings) >= 40
    for drawing in drawings:
        text = drawing.read_text(encoding="utf-8")
        assert "<title>" in text
        assert not re.search(r"<script|<style|<image|https?://(?!www\.w3\.org)", text)


def test_a_table_and_a_quotation_become_blocks():
    text = "Kata.\n\n| Bahan | Harga |\n|---|---|\n| Cabai | 6.500 |\n\n> Jujur itu **laku**."
    found = blocks(text, key="test", image_of=lambda name: 1)
    assert [block["type"] for block in found] == ["text", "table", "quote"]
    assert found[1]["value"]["columns"] == [
        {"type": "text", "heading": "Bahan"},
        {"type": "figure", "heading": "Harga"},
    ]
    assert found[2]["value"]["text"] == "Jujur itu laku."


def test_yaml_files_parse():
    assert all(yaml.safe_load(path.read_text()) for path in COURSES.rglob("*.yaml"))


def test_every_kind_of_question_is_asked_somewhere():
    asked = {question["kind"] for quiz in QUIZZES for question in quiz.data["questions"]}
    assert asked == set(QuestionKind.values)
