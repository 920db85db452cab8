"""What the pages of a course still lack, told for all of them in a fixed number of queries.

Publishing asks each page itself (`BasePage.lacking`). An outline says of many pages at once what
can be seen in what is written: fields left empty, files that are gone, questions that are drafts.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.field_block import ChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from cms.models import AssignmentPage, LessonPage, Question, QuizDraw, QuizPage, QuizQuestion
from cms.models.pages.quiz import drafts_told

WRITTEN = {LessonPage: "body", AssignmentPage: "brief"}
type Drafts = dict[int, dict[str, Any]]
type Files = dict[type[Model], set[object]]


def lacking(pages: Iterable[Page]) -> dict[int, list[str]]:
    """Return what the drafts of activities lack, a sentence each, by their keys."""
    pages = list(pages)
    drafts = _drafts(pages)
    streams = _streams(pages, drafts)
    named: Files = {}
    for field, raw in streams.values():
        for model, key in _files(field.stream_block, raw):
            named.setdefault(model, set()).add(key)
    there: Files = {
        model: set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
        for model, keys in named.items()
    }
    found: dict[int, list[str]] = {
        pk: list(_lacking_in(field, raw, there)) for pk, (field, raw) in streams.items()
    }
    found |= _lacking_in_quizzes(pages, drafts)
    return {pk: sentences for pk, sentences in found.items() if sentences}


def _drafts(pages: list[Page]) -> Drafts:
    """Return the contents of the drafts of those of `pages` that have one."""
    drafted = [page.latest_revision_id for page in pages if page.has_unpublished_changes]
    return {
        int(revision.object_id): revision.content
        for revision in Revision.objects.filter(pk__in=[pk for pk in drafted if pk])
    }


def _streams(pages: list[Page], drafts: Drafts) -> dict[int, tuple[StreamField, list[Any]]]:
    """Return the raw blocks of the lessons and briefs among `pages`, as they are drafted."""
    found = {}
    for model, name in WRITTEN.items():
        field = model._meta.get_field(name)
        rows = model.objects.filter(pk__in=[page.pk for page in pages]).only(name)
        for page in rows:
            raw = list(getattr(page, name).raw_data)
            if page.pk in drafts and name in drafts[page.pk]:
                raw = field.to_python(drafts[page.pk][name]).raw_data
            found[page.pk] = field, list(raw)
    return found


def _lacking_in(field: StreamField, raw: list[Any], there: Files) -> Iterator[str]:
    if not raw:
        yield _("Nothing is written yet.")
    for number, child in enumerate(raw, 1):
        block = field.stream_block.child_blocks.get(child["type"])
        if block is not None and not _is_whole(block, child["value"], there):
            yield _("Block %(number)d (%(kind)s) is not complete.") % {
                "number": number,
                "kind": block.label,
            }


def _is_whole(block: blocks.Block, value: Any, there: Files) -> bool:
    """Say whether nothing that is demanded is empty in the raw `value`."""
    if isinstance(block, blocks.StructBlock):
        parts = value or {}
        return all(
            _is_whole(child, parts.get(name), there) for name, child in block.child_blocks.items()
        )
    if isinstance(block, blocks.ListBlock):
        items = [_item(item) for item in value or []]
        least = block.meta.min_num or 0
        return len(items) >= least and all(
            _is_whole(block.child_block, item, there) for item in items
        )
    if isinstance(block, ChooserBlock):
        return value in there.get(block.model_class, ()) if value else not block.required
    if isinstance(block, blocks.BooleanBlock) or not isinstance(block, blocks.FieldBlock):
        return True
    return bool(str(value or "").strip()) or not block.required


def _files(block: blocks.Block, value: Any) -> Iterator[tuple[type[Model], object]]:
    """Return the rows that the raw `value` points at."""
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            if child["type"] in block.child_blocks:
                yield from _files(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _files(child, (value or {}).get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value or []:
            yield from _files(block.child_block, _item(item))
    elif isinstance(block, ChooserBlock) and value:
        yield block.model_class, value


def _item(item: Any) -> Any:
    # Lists were written without ids once.
    is_named = isinstance(item, dict) and item.get("type") == "item"
    return item["value"] if is_named else item


def _lacking_in_quizzes(pages: list[Page], drafts: Drafts) -> dict[int, list[str]]:
    """Return what the quizzes among `pages` lack, as they are drafted."""
    quizzes = {page.pk for page in pages if page.specific_class is QuizPage}
    chosen: dict[int, list[int]] = {pk: [] for pk in quizzes}
    draws = dict.fromkeys(quizzes, 0)
    for pk, question in QuizQuestion.objects.filter(page__in=quizzes).values_list(
        "page", "question"
    ):
        chosen[pk].append(question)
    for pk in QuizDraw.objects.filter(page__in=quizzes).values_list("page", flat=True):
        draws[pk] += 1
    for pk in quizzes & drafts.keys():
        rows = drafts[pk].get("quiz_questions", ())
        chosen[pk] = [row["question"] for row in rows]
        draws[pk] = len(drafts[pk].get("draws", ()))
    asked = {question for questions in chosen.values() for question in questions}
    live = set(Question.objects.filter(pk__in=asked, live=True).values_list("pk", flat=True))
    found = {}
    for pk in quizzes:
        count = sum(question not in live for question in chosen[pk])
        if not chosen[pk] and not draws[pk]:
            found[pk] = [_("The quiz asks nothing.")]
        elif count:
            found[pk] = [drafts_told(count, len(chosen[pk]))]
    return found
