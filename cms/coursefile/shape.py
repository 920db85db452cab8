"""What of a page or a question stands in a file: every field of its own, and its rows.

Fields are found by their kinds, so that one that comes later goes along by itself. Rows of other
tables stand by names that hold everywhere: files by their checksum, pages and questions by ids.
"""

from collections.abc import Callable, Iterator
from typing import Any, Protocol, cast

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models
from modelcluster.models import get_all_child_relations
from taggit.models import ItemBase
from wagtail import blocks
from wagtail.blocks.field_block import ChooserBlock
from wagtail.fields import StreamField

from cms.coursefile import values
from cms.coursefile.refusals import CourseFileRefused, Unreadable
from cms.models import AcademyDocument, AcademyImage, AcademyMedia, LessonPage, Question

OWN = "cms"
FILES = (AcademyImage, AcademyDocument, AcademyMedia)
# The order of rows is their place in the list.
NOT_TOLD = {"sort_order", "title"}


class Names(Protocol):
    """What rows are called in a file, and which row a name is here."""

    def name(self, model: type[models.Model], pk: Any) -> str | None: ...

    def row(self, model: type[models.Model], name: str) -> int | None: ...

    def link(self, kind: str, pk: str) -> str | None: ...

    def linked(self, kind: str, name: str) -> str | None: ...


def content_of(obj: models.Model, names: Names) -> dict[str, Any]:
    """Return what stands in a file of `obj`."""
    content: dict[str, Any] = {field.name: _told(field, obj, names) for field in _fields(type(obj))}
    if hasattr(obj, "title"):
        content["title"] = obj.title
    for name, _model in _relations(type(obj)):
        content[name] = [content_of(row, names) for row in getattr(obj, name).all()]
    if isinstance(obj, Question):
        content["tags"] = sorted(obj.tags.names())
    return content


def put_into(obj: Any, content: dict[str, Any], names: Names) -> None:
    """Write what stands in a file into `obj`, which is not saved by it. Raises Unreadable."""
    for field in _fields(type(obj)):
        if field.name in content:
            _put(field, obj, content[field.name], names)
    if "title" in content and hasattr(obj, "title"):
        obj.title = _text(content["title"])[:255]
    for name, model in _relations(type(obj)):
        if name in content:
            _put_rows(obj, name, model, content[name], names)
    if isinstance(obj, Question):
        obj.tags.set([_text(tag)[:100] for tag in content.get("tags", [])])


def _fields(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """Return the fields of `model` that say what is taught."""
    for field in model._meta.concrete_fields:
        is_own = field.model._meta.app_label == OWN and field.name not in NOT_TOLD
        is_content = field.editable or (isinstance(field, models.UUIDField) and not field.unique)
        is_told = not isinstance(field, models.ForeignKey) or field.related_model in (
            *FILES,
            LessonPage,
            Question,
        )
        if is_own and is_content and is_told and not field.primary_key:
            yield field


def _relations(model: type[models.Model]) -> Iterator[tuple[str, type[models.Model]]]:
    for relation in get_all_child_relations(model):
        found = relation.related_model
        if found._meta.app_label == OWN and not issubclass(found, ItemBase):
            yield relation.get_accessor_name(), found


def _told(field: models.Field[Any, Any], obj: models.Model, names: Names) -> Any:
    if isinstance(field, StreamField):
        raw = getattr(obj, field.name).get_prep_value()
        return values.changed(field.stream_block, raw, _out(names))
    if isinstance(field, models.ForeignKey):
        pk = getattr(obj, field.attname)
        return None if pk is None else names.name(_target(field), pk)
    value = getattr(obj, field.name)
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.DecimalField):
        return f"{field.to_python(value).normalize():f}"
    return field.value_to_string(obj)


def _put(field: models.Field[Any, Any], obj: models.Model, value: Any, names: Names) -> None:
    try:
        if isinstance(field, StreamField):
            raw = values.changed(field.stream_block, value, _in(names))
            setattr(obj, field.name, field.to_python(raw))
        elif isinstance(field, models.ForeignKey):
            pk = None if value is None else names.row(_target(field), _text(value))
            setattr(obj, field.attname, pk)
        elif value is None or isinstance(field, models.JSONField):
            setattr(obj, field.name, value)
        else:
            setattr(obj, field.name, field.clean(field.to_python(_text(value)), obj))
    except (CourseFileRefused, DatabaseError):
        raise
    except ValidationError as error:
        # What is demanded for publishing may be missing in a draft.
        if _text(value):
            raise Unreadable(str(field.verbose_name)) from error
    # Whatever a field or a block makes of a value that it did not write is a fault of the file.
    except Exception as error:
        raise Unreadable(str(field.verbose_name)) from error


def _put_rows(
    obj: models.Model, name: str, model: type[models.Model], given: Any, names: Names
) -> None:
    if not isinstance(given, list):
        raise Unreadable(name)
    there = list(getattr(obj, name).all())
    rows = []
    for at, content in enumerate(given):
        if not isinstance(content, dict):
            raise Unreadable(name)
        row = there[at] if at < len(there) else model()
        if hasattr(row, "sort_order"):
            row.sort_order = at
        put_into(row, content, names)
        rows.append(row)
    setattr(obj, name, rows)


def _out(names: Names) -> Callable[[blocks.Block, Any], Any]:
    def change(block: blocks.Block, value: Any) -> Any:
        if isinstance(block, ChooserBlock):
            return names.name(block.model_class, value) if value else None
        return values.clean(values.links(str(value or ""), names.link))

    return change


def _in(names: Names) -> Callable[[blocks.Block, Any], Any]:
    def change(block: blocks.Block, value: Any) -> Any:
        if isinstance(block, ChooserBlock):
            return names.row(block.model_class, _text(value)) if value else None
        return values.links(values.clean(value or ""), names.linked)

    return change


def _target(field: models.Field[Any, Any]) -> type[models.Model]:
    return cast("type[models.Model]", field.related_model)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable(str(value))
    return value
