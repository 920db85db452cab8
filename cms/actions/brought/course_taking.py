"""What a file brings, put into the academy: new pages as drafts, and nothing lost that is here.

A page or a question that is here already is left alone where it is the same, becomes a draft where
the file has a newer version of it, and is left alone too where it was changed here later.
"""

from collections import Counter, defaultdict
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page

from academy.core import audit
from academy.core.jobs import Progress
from academy.people.models import User
from academy.web.files.storages import private_storage
from cms.actions.bank import publish_questions as publish_all
from cms.actions.brought.taken_pages import (
    TYPES,
    ElsewhereHere,
    add_page,
    free_slug,
    keep_rubric,
    page_here,
    title_of,
    well_formed,
)
from cms.actions.courses import open_course
from cms.coursefile.archive import Archive
from cms.coursefile.refusals import CourseFileRefused, Unreadable
from cms.coursefile.shape import content_of, put_into
from cms.coursefile.values import uuid_or_refuse
from cms.models import (
    AcademyImage,
    AcademyMedia,
    ActivityPage,
    CourseIndexPage,
    CoursePage,
    Question,
    Rubric,
    TakenFile,
)
from cms.models.verbs import ContentVerb
from cms.queries.course_file import KINDS, Stored, changed_at, nodes
from cms.rules import courses_of, edits_all, may_publish_questions

NEW, SAME, NEWER, LEFT = "new", "same", "newer", "left"


class NotYours(CourseFileRefused):
    message = _(
        "You may not take this course in here: a new course is begun by who manages the program, "
        "and one that is here is changed by who writes it."
    )


class Taking:
    """One archive on its way in."""

    def __init__(self, archive: Archive, by: User) -> None:
        self.archive, self.by = archive, by
        self.told = well_formed(archive.course)
        key = uuid_or_refuse(self.told["course"]["key"])
        found = CoursePage.objects.filter(course_id=key).first()
        self.course: CoursePage | None = found
        if not (courses_of(by).filter(pk=found.pk).exists() if found else edits_all(by)):
            raise NotYours
        self._was_here = found is not None
        self._stored = Stored(found) if found else None
        self._files: list[str] = []
        self._new_questions: list[Question] = []

    def plan(self) -> dict[str, Any]:
        """Return what the file would bring, and what of it is here; nothing is stored."""
        pages = [
            {"title": title_of(node), "type": node["type"], "what": self._page_state(node)[0]}
            for node in nodes(self.told)
        ]
        asked = Counter(self._question_state(node)[0] for node in self.told["questions"])
        rubrics = Counter(state for _node, _rubric, state in self._rubrics())
        files = Counter(about["kind"] for about in self.told["files"].values())
        size = sum(self.archive.size(about["file"]) for about in self.told["files"].values())
        return {
            "title": title_of(self.told["course"]),
            "is_here": self.course is not None,
            "pages": pages,
            "questions": dict(asked),
            "rubrics": dict(rubrics),
            "files": dict(files),
            "size": size,
        }

    def take(self, progress: Progress, *, publish_questions: bool) -> dict[str, Any]:
        """Take everything in; runs in the caller's transaction. Returns what became of it.

        With `publish_questions` those that are new are published, as far as they can be marked.
        """
        said = self.plan()
        course = self.course or self._new_course()
        self.course = course
        stored = self._stored = Stored(course)
        self._take_files(course, stored, progress)
        pages = self._made_pages(course)
        for node, page, _state in pages:
            stored.made[f"page:{node['page']}"] = page.pk
        for node in self.told["questions"]:
            self._take_question(course, node)
        if publish_questions and may_publish_questions(self.by):
            _count, left = publish_all(questions=self._new_questions, by=self.by)
            said["left_drafts"] = [Truncator(draft.text).chars(80) for draft, _fault in left]
        for node, page, state in pages:
            if state in {NEW, NEWER}:
                self._write(page, node)
        for node, rubric, state in self._rubrics():
            if state in {NEW, NEWER}:
                keep_rubric(rubric, node["content"], stored)
        audit.record(
            ContentVerb.COURSE_TAKEN_IN,
            course,
            by=self.by,
            pages=dict(Counter(state for _node, _page, state in pages)),
        )
        return said

    def forget_files(self) -> None:
        """Delete the files that were stored for what was not taken in after all."""
        for name in self._files:
            private_storage().delete(name)

    def _page_state(self, node: dict[str, Any]) -> tuple[str, Page | None]:
        page = page_here(node)
        if page is None:
            return NEW, None
        if self.course is None or not (
            page.pk == self.course.pk or page.is_descendant_of(self.course)
        ):
            raise ElsewhereHere
        return self._state(node, page), page

    def _question_state(self, node: dict[str, Any]) -> tuple[str, Question | None]:
        key = uuid_or_refuse(node["key"])
        question = Question.objects.filter(question_id=key).first()
        if question is None:
            return NEW, None
        if self.course is None or question.course_id != self.course.pk:
            raise ElsewhereHere
        return self._state(node, question), question

    def _rubrics(self) -> list[tuple[dict[str, Any], Rubric, str]]:
        """Return the kept rubrics of the file as they are here: the first of a name for the first
        of that name."""
        course = self.course
        here: dict[str, list[Rubric]] = defaultdict(list)
        for rubric in course.rubrics.order_by("pk") if course else ():
            here[rubric.name].append(rubric)
        found: list[tuple[dict[str, Any], Rubric, str]] = []
        for node in self.told.get("rubrics", []):
            rubric = next(iter(here[node["name"]]), None)
            if rubric is None:
                found.append((node, Rubric(course=course), NEW))
                continue
            here[node["name"]].remove(rubric)
            at = rubric.changed_at.isoformat()
            found.append((node, rubric, self._compared(node, rubric, at)))
        return found

    def _state(self, node: dict[str, Any], here: Any) -> str:
        return self._compared(node, here.get_latest_revision_as_object(), changed_at(here))

    def _compared(self, node: dict[str, Any], newest: Any, at: str) -> str:
        if content_of(newest, cast(Stored, self._stored)) == node["content"]:
            return SAME
        return NEWER if str(node["changed_at"]) > at else LEFT

    def _new_course(self) -> CoursePage:
        index = CourseIndexPage.objects.first()
        if index is None:
            raise NotYours
        node = self.told["course"]
        course = CoursePage(
            title=title_of(node), course_id=node["key"], live=False, owner=self.by, summary="-"
        )
        add_page(course, index, node)
        return open_course(course=course, by=self.by)

    def _made_pages(self, course: CoursePage) -> list[tuple[dict[str, Any], Page, str]]:
        """Return all pages of the file as they are here, those that are new made empty."""
        node = self.told["course"]
        state = self._page_state(node)[0] if self._was_here else NEW
        found: list[tuple[dict[str, Any], Page, str]] = [(node, course, state)]
        for module_node in self.told["modules"]:
            module = self._made(module_node, course, found)
            for node in module_node["activities"]:
                self._made(node, module, found)
        return found

    def _made(
        self, node: dict[str, Any], parent: Page, found: list[tuple[dict[str, Any], Page, str]]
    ) -> Page:
        state, page = self._page_state(node)
        if page is None:
            page = TYPES[node["type"]](title=title_of(node), live=False, owner=self.by)
            if isinstance(page, ActivityPage):
                page.activity_id = node["key"]
            add_page(page, parent, node)
        found.append((node, page, state))
        return page

    def _write(self, page: Page, node: dict[str, Any]) -> None:
        """Make what the file has of `page` its draft."""
        page = page.specific
        draft = page.get_latest_revision_as_object()
        put_into(draft, node["content"], cast(Stored, self._stored))
        draft.save_revision(user=self.by, log_action=True, clean=False)

    def _take_question(self, course: CoursePage, node: dict[str, Any]) -> None:
        stored = cast(Stored, self._stored)
        state, question = self._question_state(node)
        if question is None:
            question = Question(course=course, question_id=node["key"], live=False)
            put_into(question, node["content"], stored)
            question.slug = free_slug(course, str(node["content"].get("slug", "")))
            question.save()
            question.save_revision(user=self.by, log_action=True, clean=False)
            self._new_questions.append(question)
        elif state == NEWER:
            draft = question.get_latest_revision_as_object()
            put_into(draft, node["content"], stored)
            draft.slug = question.slug
            draft.save_revision(user=self.by, log_action=True, clean=False)
        stored.made[f"question:{node['key']}"] = question.pk

    def _take_files(self, course: CoursePage, stored: Stored, progress: Progress) -> None:
        files = self.told["files"]
        progress.total(len(files))
        for done, (name, about) in enumerate(sorted(files.items()), 1):
            stored.made[name] = self._here(course, name) or self._stored_new(course, name, about)
            progress.step(done)

    def _here(self, course: CoursePage, name: str) -> int | None:
        """Return the row that is this file already: taken before, or of the same bytes."""
        kind, _sign, sha = name.partition(":")
        model = KINDS[kind]
        taken = TakenFile.objects.filter(course=course, kind=kind, sha256=sha).first()
        if taken and model._default_manager.filter(pk=taken.object_id).exists():
            return taken.object_id
        stored = cast(Stored, self._stored)
        for pk in model._default_manager.filter(collection=course.collection).values_list(
            "pk", flat=True
        ):
            if stored.name(model, pk) == name:
                return int(pk)
        return None

    def _stored_new(self, course: CoursePage, name: str, about: dict[str, Any]) -> int:
        kind, _sign, sha = name.partition(":")
        row: Any = KINDS[kind](
            title=str(about.get("title") or "?")[:255],
            collection=cast(Collection, course.collection),
            uploaded_by_user=self.by,
        )
        filename = f"{slugify(str(about.get('title')))[:50] or 'berkas'}.{about['extension']}"
        try:
            with self.archive.open(about["file"]) as content:
                self._fill(row, kind, about, File(content, name=filename))
        except ValidationError as error:
            raise Unreadable(str(row.title)) from error
        parts = (str(getattr(row, part, "")) for part in ("file", "captions", "thumbnail"))
        self._files += [name for name in parts if name]
        TakenFile.objects.update_or_create(
            course=course, kind=kind, sha256=sha, defaults={"object_id": row.pk}
        )
        return int(row.pk)

    def _fill(self, row: Any, kind: str, about: dict[str, Any], file: "File[bytes]") -> None:
        if isinstance(row, AcademyMedia):
            row.type = "audio" if about.get("type") == "audio" else "video"
            row.transcript = str(about.get("transcript") or "")
            if about.get("captions"):
                with self.archive.open(about["captions"]) as captions:
                    row.captions = ContentFile(captions.read(), name="captions.vtt")
            if about.get("thumbnail"):
                with self.archive.open(about["thumbnail"]) as poster:
                    ending = about["thumbnail"].rpartition(".")[2]
                    row.thumbnail = ContentFile(poster.read(), name=f"poster.{ending}")
            row.file = file
        else:
            # Read whole: a picture is drawn anew, a document is small.
            row.file = ContentFile(file.read(), name=file.name)
        if isinstance(row, AcademyImage):
            row.caption = str(about.get("caption") or "")[:250]
        row.full_clean(exclude=["width", "height", "duration", "file_hash"])
        row.save()
        if isinstance(row, AcademyMedia):
            row.convert_anew(self.by)
