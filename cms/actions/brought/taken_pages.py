"""Pages, questions and rubrics of a course's file: is it well formed, are they here, where do
they go."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.coursefile.archive import BESIDE, sha_of
from cms.coursefile.refusals import CourseFileRefused, Unreadable
from cms.coursefile.shape import put_into
from cms.coursefile.values import uuid_or_refuse
from cms.formats.banked.shape import SLUG_LENGTH
from cms.free_names import free_name
from cms.models import (
    ActivityPage,
    AssignmentPage,
    CoursePage,
    LessonPage,
    ModulePage,
    QuizPage,
    Rubric,
)
from cms.models.pages.page_form import free_address
from cms.queries.course_file import KINDS, Stored, nodes

TYPES: dict[str, type[Any]] = {
    model._meta.model_name or "": model
    for model in (CoursePage, ModulePage, LessonPage, QuizPage, AssignmentPage)
}


class ElsewhereHere(CourseFileRefused):
    message = _(
        "A page or a question of this file belongs to another course here. Nothing was taken in."
    )


def well_formed(told: dict[str, Any]) -> dict[str, Any]:
    """Return what stands in the file where it has the shape of a course. Raises Unreadable."""
    try:
        for node in nodes(told):
            uuid_or_refuse(node["key"])
            uuid_or_refuse(node["page"])
            is_known = isinstance(node["type"], str) and node["type"] in TYPES
            if not is_known or not isinstance(node["content"], dict):
                raise Unreadable(str(node["type"]))
        is_course = told["course"]["type"] == "coursepage"
        are_modules = all(node["type"] == "modulepage" for node in told["modules"])
        for node in told["questions"]:
            uuid_or_refuse(node["key"])
            dict(node["content"])
        _look_at_rubrics(told.get("rubrics", []))
        _look_at_files(told["files"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Unreadable("course.json") from error
    if not (is_course and are_modules):
        raise Unreadable("course.json")
    return told


def _look_at_rubrics(rubrics: list[Any]) -> None:
    for node in rubrics:
        is_dated = isinstance(node["changed_at"], str)
        if not (is_dated and isinstance(node["name"], str) and isinstance(node["content"], dict)):
            raise Unreadable("rubrics")


def _look_at_files(files: dict[str, Any]) -> None:
    for name, about in files.items():
        kind, _sign, sha = name.partition(":")
        if kind not in KINDS or about["kind"] != kind or sha_of(about["file"]) != sha:
            raise Unreadable(name)
        about["extension"] = str(about["extension"])[:8]
        for part in BESIDE:
            if about.get(part):
                sha_of(about[part])


def page_here(node: dict[str, Any]) -> Page | None:
    key = uuid_or_refuse(node["key"])
    model = TYPES[node["type"]]
    if model is CoursePage:
        return cast(Page | None, CoursePage.objects.filter(course_id=key).first())
    if model is ModulePage:
        return cast(Page | None, ModulePage.objects.filter(translation_key=key).first())
    found = ActivityPage.objects.filter(activity_id=key).first()
    if found is not None and found.specific_class is not model:
        raise ElsewhereHere
    return found.specific if found else None


def add_page(page: Page, parent: Page, node: dict[str, Any]) -> None:
    """Make a page below `parent` that is known by the names of the file."""
    page.translation_key = uuid_or_refuse(node["page"])
    if Page.objects.filter(translation_key=page.translation_key).exists():
        raise ElsewhereHere
    page.slug = free_address(slugify(str(node.get("slug") or ""), allow_unicode=True), parent)
    parent.add_child(instance=page)


def free_slug(course: CoursePage, wanted: str) -> str:
    taken = set(course.questions.values_list("slug", flat=True))
    return free_name(slugify(wanted) or "soal", taken.__contains__, most=SLUG_LENGTH)


def keep_rubric(rubric: Rubric, content: dict[str, Any], stored: Stored) -> None:
    """Write what stands in a file into a kept rubric, and save it. Raises Unreadable."""
    put_into(rubric, content, stored)
    try:
        rubric.clean_fields()
        for criterion in rubric.criteria.all():
            criterion.clean_fields(exclude=["rubric"])
            for level in criterion.levels.all():
                level.clean_fields(exclude=["criterion"])
            if criterion.fault_of_levels():
                raise Unreadable(str(rubric.name))
    except ValidationError as error:
        raise Unreadable(str(rubric.name)) from error
    rubric.save()


def title_of(node: dict[str, Any]) -> str:
    title = node["content"].get("title")
    if not isinstance(title, str) or not title.strip():
        raise Unreadable("title")
    return title[:255]
