"""A course as it stands in a file, and what a file would bring to this academy."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.db import models
from wagtail.models import Page

from academy.core.text.typed import whole_of
from academy.web.files.storages import private_storage
from cms.coursefile.archive import checksum
from cms.coursefile.shape import FILES, content_of
from cms.models import (
    AcademyDocument,
    AcademyImage,
    AcademyMedia,
    ActivityPage,
    CoursePage,
    LessonPage,
    ModulePage,
    Question,
    Rubric,
    TakenFile,
)

KINDS: dict[str, type[models.Model]] = {
    "image": AcademyImage,
    "document": AcademyDocument,
    "media": AcademyMedia,
}
KIND_OF = {model: kind for kind, model in KINDS.items()}


@dataclass
class Stored:
    """The rows of one course by their names in files.

    `files` are those that were named, each with the name of its bytes in the storage.
    """

    course: CoursePage
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    # Names given by hand: of rows that are being made.
    made: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        taken = TakenFile.objects.filter(course=self.course.pk)
        self._sums = {(row.kind, row.object_id): row.sha256 for row in taken}

    def name(self, model: type[models.Model], pk: Any) -> str | None:
        """Return what a row is called in a file; None for one that is gone or not of a course."""
        if model is Question:
            found = Question.objects.filter(pk=pk).values_list("question_id", flat=True).first()
            return str(found) if found else None
        if model is LessonPage:
            return self.link("page", str(pk))
        if model not in FILES:
            return None
        row: Any = model._default_manager.filter(pk=pk).first()
        return None if row is None else self._file(row)

    def row(self, model: type[models.Model], name: str) -> int | None:
        if model is Question:
            return self.made.get(f"question:{name}")
        if model is LessonPage:
            made = self.made.get(f"page:{name}")
            # A file may call any page a lesson.
            return made if LessonPage.objects.filter(pk=made).exists() else None
        return self.made.get(name)

    def link(self, kind: str, pk: str) -> str | None:
        key = whole_of(pk)
        if kind == "document":
            return self.name(AcademyDocument, key)
        page = Page.objects.descendant_of(self.course, inclusive=True).filter(pk=key).first()
        return str(page.translation_key) if kind == "page" and page else None

    def linked(self, kind: str, name: str) -> str | None:
        found = self.made.get(f"page:{name}" if kind == "page" else name)
        return str(found) if found else None

    def _file(self, row: Any) -> str | None:
        kind, stored = KIND_OF[type(row)], str(row.file)
        sha = self._sums.get((kind, row.pk)) or self._checksum(stored)
        if sha is None:
            return None
        self._sums[(kind, row.pk)] = sha
        name = f"{kind}:{sha}"
        ending = PurePosixPath(stored).suffix.lower().removeprefix(".") or "bin"
        about = {"kind": kind, "title": row.title, "extension": ending, "stored": stored}
        if isinstance(row, AcademyImage):
            about["caption"] = row.caption
        if isinstance(row, AcademyMedia):
            about |= {"type": row.type, "transcript": row.transcript}
            # A poster out of the video is taken anew where it is brought.
            thumbnail = "" if row.poster_is_from_video else str(row.thumbnail)
            beside = {"captions": str(row.captions), "thumbnail": thumbnail}
            about |= {part: name for part, name in beside.items() if self._is_there(name)}
        self.files[name] = about
        return name

    def _is_there(self, stored: str) -> bool:
        return bool(stored) and private_storage().exists(stored)

    def _checksum(self, stored: str) -> str | None:
        try:
            with private_storage().open(stored) as content:
                return checksum(content)
        except FileNotFoundError:
            return None


def course_told(stored: Stored) -> dict[str, Any]:
    """Return everything that stands in the file of a course, without the bytes of its files."""
    course = stored.course
    modules = []
    for module in ModulePage.objects.child_of(course).order_by("path"):
        activities = ActivityPage.objects.child_of(module).order_by("path").specific()
        modules.append(
            node_of(module, stored)
            | {"activities": [node_of(activity, stored) for activity in activities]}
        )
    return {
        "course": node_of(course, stored),
        "modules": modules,
        "questions": [question_node(one, stored) for one in course.questions.order_by("slug")],
        "rubrics": [rubric_node(one, stored) for one in course.rubrics.order_by("name", "pk")],
    }


def node_of(page: Page, stored: Stored) -> dict[str, Any]:
    """Return a page as a file has it: its newest version."""
    draft = page.get_latest_revision_as_object()
    return {
        "type": page._meta.model_name,
        "key": key_of(page),
        "page": str(page.translation_key),
        "slug": page.slug,
        "changed_at": changed_at(page),
        "content": content_of(draft, stored),
    }


def question_node(question: Question, stored: Stored) -> dict[str, Any]:
    """Return a question as a file has it: its newest version."""
    draft = question.get_latest_revision_as_object()
    return {
        "key": str(question.question_id),
        "slug": question.slug,
        "changed_at": changed_at(question),
        "content": content_of(draft, stored),
    }


def rubric_node(rubric: Rubric, stored: Stored) -> dict[str, Any]:
    """Return a kept rubric of the course as a file has it; it is known by its name."""
    return {
        "name": rubric.name,
        "changed_at": rubric.changed_at.isoformat(),
        "content": content_of(rubric, stored),
    }


def key_of(page: Any) -> str:
    """Return the name that a page has in every academy."""
    named: UUID | None = getattr(page, "activity_id", None) or getattr(page, "course_id", None)
    return str(named or page.translation_key)


def changed_at(obj: Any) -> str:
    """Return when the newest version of `obj` was written, as text that can be compared."""
    at = obj.latest_revision.created_at if obj.latest_revision else None
    return at.isoformat() if at else ""


def nodes(told: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Return the pages of a file in their order, the course first."""
    yield told["course"]
    for module in told["modules"]:
        yield module
        yield from module["activities"]
