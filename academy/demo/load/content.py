"""The two courses: pictures, questions, pages, from the files below `courses/`."""

import re
from collections.abc import Iterable
from decimal import Decimal

from academy.core.text.figures import with_comma
from academy.demo.load import sources
from academy.demo.load.base import stable_id
from academy.demo.load.blocks import blocks, plain
from academy.demo.load.images import Pictures
from academy.demo.load.rubrics import criteria
from academy.demo.load.sourced import digest_of, known, note, put_page
from academy.demo.load.sources import Source
from cms.actions.courses import open_course
from cms.models import (
    AcademyImage,
    AssignmentPage,
    CourseIndexPage,
    CoursePage,
    GlossaryTerm,
    LessonPage,
    ModulePage,
    Question,
    QuestionLanguage,
    QuestionOption,
    QuizDraw,
    QuizPage,
    QuizQuestion,
    RubricCriterion,
    RubricLevel,
)


def load_course(source: Source, catalogue: CourseIndexPage) -> CoursePage | None:
    """Bring a course up to its source files: pages, pictures and questions."""
    pictures = Pictures(source.path.parent / "images", None)
    data = source.data
    course = put_page(
        source.key,
        CoursePage(
            title=data["title"],
            slug=data["slug"],
            course_id=stable_id("course", data["slug"]),
            summary=" ".join(data["summary"].split()),
            outcomes=[
                {"type": "sentence", "value": plain(sentence), "id": str(stable_id(source.key, at))}
                for at, sentence in enumerate(data["outcomes"])
            ],
            audience=" ".join(data["audience"].split()),
            needs=" ".join(data["needs"].split()),
            hours=data["hours"],
            illustration=pictures.image(data["illustration"], data["illustration_alt"]),
            glossary=[
                GlossaryTerm(
                    term=row["term"], other_forms=row.get("other_forms", ""), meaning=row["meaning"]
                )
                for row in data["glossary"]
            ],
        ),
        parent=catalogue,
        digest=source.digest,
        children=("glossary",),
    )
    if course is None:
        return None
    if course.trainer_group is None:
        course = open_course(course=course, by=None)
        # Drawn before the course had a collection of its own.
        AcademyImage.objects.filter(pk=course.illustration_id).update(collection=course.collection)
    pictures.collection = course.collection
    for module_source in sources.modules(source):
        module = _module(module_source, course, pictures)
        if module is None:
            continue
        for activity in sources.activities(module_source):
            _activity(activity, module, course, pictures)
    return course


def _module(source: Source, course: CoursePage, pictures: Pictures) -> ModulePage | None:
    data = source.data
    return put_page(
        source.key,
        ModulePage(
            title=data["title"],
            slug=re.sub(r"^\d+-", "", source.path.parent.name),
            summary=" ".join(data["summary"].split()),
            illustration=pictures.image(data["illustration"], data["illustration_alt"]),
        ),
        parent=course,
        digest=source.digest,
    )


def _activity(source: Source, module: ModulePage, course: CoursePage, pictures: Pictures) -> None:
    if source.is_lesson:
        _lesson(source, module, pictures)
    elif source.is_assignment:
        _assignment(source, module, pictures)
    else:
        _quiz(source, module, course, pictures)


def _common(source: Source) -> dict[str, object]:
    return {
        "title": source.data["title"],
        "slug": source.slug,
        "activity_id": stable_id("activity", source.key),
        "summary": source.data["summary"],
        "minutes": source.data["minutes"],
    }


def _lesson(source: Source, module: ModulePage, pictures: Pictures) -> None:
    body = blocks(
        source.body, key=source.key, image_of=pictures.key_of, film_of=pictures.key_of_film
    )
    put_page(
        source.key, LessonPage(**_common(source), body=body), parent=module, digest=source.digest
    )


def _assignment(source: Source, module: ModulePage, pictures: Pictures) -> None:
    data = source.data
    page = AssignmentPage(
        **_common(source),
        brief=blocks(data["brief"], key=source.key, image_of=pictures.key_of),
        evidence=data["evidence"],
        max_files=data["max_files"],
        is_final=data["is_final"],
        statement=data.get("statement", ""),
        late_percent=data.get("late_percent", 0),
        late_floor=data.get("late_floor", 0),
        peer_count=data.get("peer_count", 0),
    )
    page.criteria = criteria(data["rubric"], pictures, RubricCriterion, RubricLevel)
    put_page(source.key, page, parent=module, digest=source.digest, children=("criteria",))


def _quiz(source: Source, module: ModulePage, course: CoursePage, pictures: Pictures) -> None:
    data = source.data
    questions = [_question(row, course, module, pictures) for row in data["questions"]]
    page = QuizPage(
        **_common(source),
        kind=data["kind"],
        pass_mark=Decimal(data["pass_mark"]),
        max_attempts=data["attempts"],
        time_limit=data.get("time_limit", 0),
        shuffles_questions=data.get("shuffle", False),
    )
    # What is drawn stands in the bank alone.
    draw = data.get("draw")
    page.quiz_questions = [
        QuizQuestion(sort_order=at, question=question)
        for at, question in enumerate([] if draw else questions)
        if question
    ]
    page.draws = [QuizDraw(tag=draw["tag"], count=draw["count"])] if draw else []
    children = ("quiz_questions", "draws")
    put_page(source.key, page, parent=module, digest=source.digest, children=children)


def _question(
    row: dict, course: CoursePage, module: ModulePage, pictures: Pictures
) -> Question | None:
    key = f"{course.slug}/questions/{row['key']}"
    digest = digest_of(repr(row))
    noted, there = known(key, Question)
    if noted and there is None:
        return None
    if noted and there and (noted.digest == digest or there.latest_revision_id != noted.revision):
        return there
    question = there or Question(course=course, question_id=stable_id("question", key))
    question.slug = row["key"]
    question.kind = row["kind"]
    question.text = plain(row["text"])
    question.points = row.get("points", 1)
    question.unit = row.get("unit", "")
    question.other_units = "\n".join(row.get("other_units", ()))
    question.spots = "\n".join(row.get("spots", ()))
    question.feedback = row.get("feedback", "")
    question.feedback_right = row.get("feedback_correct", "")
    question.feedback_partly = row.get("feedback_partly", "")
    question.feedback_wrong = row.get("feedback_wrong", "")
    if "lesson" in row:
        # An editor may have taken it away.
        question.lesson = LessonPage.objects.child_of(module).filter(slug=row["lesson"]).first()
    question.difficulty = row.get("difficulty", "")
    question.language = QuestionLanguage.INDONESIAN
    if "picture" in row:
        question.picture = pictures.image(row["picture"], row["picture_alt"])
        question.picture_alt = row["picture_alt"]
    question.options = _options(row, key)
    # Before its number a key says what the question is about: fp-cahaya-01.
    question.tags.set([row["key"].split("-")[-2]])
    question.save()
    revision = question.save_revision(clean=False)
    Question.objects.filter(pk=question.pk).update(
        live_revision=revision, has_unpublished_changes=False
    )
    note(key, question, digest, revision.pk)
    return question


def _options(row: dict, key: str) -> list[QuestionOption]:
    return [
        QuestionOption(
            sort_order=at,
            option_id=stable_id("option", key, at),
            text=plain(str(option["text"])),
            answer=option.get("answer", ""),
            is_correct=bool(option.get("correct")),
            tolerance=option.get("tolerance"),
            feedback=option.get("feedback", ""),
        )
        for at, option in enumerate(_given(row))
    ]


def _given(row: dict) -> Iterable[dict]:
    """What a source gives as options, in the words of its kind."""
    if row["kind"] == "true_false":
        return (
            {"text": "Benar", "correct": row["answer"], "feedback": row["feedback_true"]},
            {"text": "Salah", "correct": not row["answer"], "feedback": row["feedback_false"]},
        )
    if row["kind"] == "number":
        right = with_comma(Decimal(str(row["answer"])))
        tolerance = Decimal(str(row.get("tolerance", 0)))
        return ({"text": right, "tolerance": tolerance, "correct": True},)
    if row["kind"] == "short_text":
        return ({"text": text, "correct": True} for text in row["accepted"])
    if row["kind"] == "match":
        return ({"text": left, "answer": right} for left, right in row["pairs"].items())
    if row["kind"] == "ordering":
        return ({"text": step} for step in row["steps"])
    given: list[dict] = row.get("options", [])
    return given
