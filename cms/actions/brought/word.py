"""A lesson from a Word file: read and kept, looked at, then made, or forgotten after a day."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from functools import partial
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.images import get_image_dimensions
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import Filter
from wagtail.models import Collection, Page

from academy.core.errors import Refused
from academy.people.models import User
from academy.web.files.storages import private_storage
from academy.web.files.uploads import Upload
from cms.blocks.pictures import LARGE, SMALL, SMALL_WIDTH
from cms.docx.reading import read_document
from cms.docx.stream import lesson_blocks, minutes_of
from cms.models import (
    AcademyImage,
    AcademyRendition,
    CoursePage,
    LessonPage,
    WordFile,
    WordPicture,
)
from cms.models.pages.page_form import free_address
from cms.queries.word import stream_of

KEPT_FOR = dt.timedelta(days=1)
TITLE_LENGTH = 255


class ChangedMeanwhile(Refused):
    message = _(
        "The lesson was changed after you had opened this page. Look at it, then decide again; "
        "nothing was replaced."
    )


class Locked(Refused):
    message = _("Somebody has locked this lesson. Ask for it to be unlocked; nothing was replaced.")


def read_word_file(*, file: IO[bytes], filename: str, page: Page, by: User) -> WordFile:
    """Read a Word file for `page` and keep what it says until its reader has looked at it.

    Raises DocumentRefused; nothing is kept then. What was read for the same page before, and
    left, is forgotten.
    """
    reading = read_document(file)
    stored: list[str] = []
    try:
        pictures = [
            _stored(upload, number, stored) for number, upload in enumerate(reading.pictures)
        ]
        with transaction.atomic():
            for old in WordFile.objects.filter(created_by=by, page=page, lesson=None):
                _forget(old)
            found = WordFile.objects.create(
                page=page,
                filename=filename[:TITLE_LENGTH],
                title=(reading.title or PurePath(filename).stem)[:TITLE_LENGTH],
                minutes=minutes_of(reading),
                blocks=[{"id": str(uuid4()), **raw} for raw in lesson_blocks(reading)],
                said=list(reading.said),
                created_by=by,
            )
            for picture in pictures:
                picture.word_file = found
            WordPicture.objects.bulk_create(pictures)
    except BaseException:
        _delete(stored)
        raise
    return found


def make_lesson(*, found: WordFile, title: str, by: User) -> LessonPage:
    """Make a draft in the module of `found`; asked twice it is one lesson."""
    with transaction.atomic():
        found = WordFile.objects.select_for_update(no_key=True).get(pk=found.pk)
        if found.lesson is not None:
            return found.lesson
        module = Page.objects.select_for_update(no_key=True).get(pk=found.page_id).specific
        lesson = LessonPage(title=title, minutes=found.minutes, owner=by, live=False)
        lesson.slug = free_address(slugify(title, allow_unicode=True), module)
        lesson.body = stream_of(found.blocks, _pictures_made(found, title, by))
        module.add_child(instance=lesson)
        lesson.save_revision(user=by, log_action=True, clean=False)
        return _made(found, lesson)


def replace_content(*, found: WordFile, seen: int | None, by: User) -> LessonPage:
    """Make what was read the draft of the lesson of `found`; its versions keep what it had.

    `seen` is the key of the version on which that was decided (None: it had none). What is
    published stays as it is until the draft is. Raises ChangedMeanwhile or Locked.
    """
    with transaction.atomic():
        found = WordFile.objects.select_for_update(no_key=True).get(pk=found.pk)
        if found.lesson is not None:
            return found.lesson
        lesson = LessonPage.objects.select_for_update(of=("self",), no_key=True).get(
            pk=found.page_id
        )
        if lesson.latest_revision_id != seen:
            raise ChangedMeanwhile
        if lesson.permissions_for_user(by).page_locked():
            raise Locked
        if lesson.latest_revision_id is None:
            lesson.save_revision(clean=False)
        draft = lesson.get_latest_revision_as_object()
        draft.body = stream_of(found.blocks, _pictures_made(found, lesson.title, by))
        draft.save_revision(user=by, log_action=True, clean=False)
        return _made(found, lesson)


def forget_old() -> int:
    """Forget what was read more than a day ago; return how many files."""
    old = WordFile.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    count = 0
    for found in old:
        with transaction.atomic():
            locked = WordFile.objects.select_for_update(no_key=True).filter(pk=found.pk).first()
            if locked is not None:
                _forget(locked)
                count += 1
    return count


def _stored(upload: Upload, number: int, stored: list[str]) -> WordPicture:
    """Store a picture in all sizes that a page shows; the names are added to `stored`."""
    stem = PurePath(upload.filename).stem
    original = _store(f"original_images/{stem}{upload.extension}", upload.content, stored)
    picture = WordPicture(
        number=number,
        file=original,
        width=upload.width or 0,
        height=upload.height or 0,
        size=upload.size,
        sha1=hashlib.sha1(upload.content, usedforsecurity=False).hexdigest(),
        renditions=[],
    )
    image = AcademyImage(file=original, width=upload.width, height=upload.height)
    wanted = [SMALL, LARGE] if (upload.width or 0) > SMALL_WIDTH else [SMALL]
    for spec in wanted:
        drawn = Filter(spec=spec).run(image, BytesIO(), source=ContentFile(upload.content))
        content = drawn.f.getvalue()
        width, height = get_image_dimensions(BytesIO(content))
        name = _store(f"images/{stem}.{uuid4().hex[:8]}.webp", content, stored)
        picture.renditions.append(
            {"spec": spec, "width": width, "height": height, "size": len(content)}
        )
        setattr(picture, "small" if spec == SMALL else "large", name)
    return picture


def _store(name: str, content: bytes, stored: list[str]) -> str:
    stored.append(private_storage().save(name, ContentFile(content)))
    return stored[-1]


def _pictures_made(found: WordFile, title: str, by: User) -> dict[int, int | None]:
    """Give the pictures of `found` to the course; return their keys by number."""
    made: dict[int, int | None] = {}
    collection = _collection_of(found.page)
    for picture in found.pictures.order_by("number"):
        image = AcademyImage(
            title=_("%(title)s, picture %(number)d")
            % {"title": title[:200], "number": picture.number + 1},
            file=str(picture.file),
            width=picture.width,
            height=picture.height,
            file_size=picture.size,
            file_hash=picture.sha1,
            collection=collection,
            uploaded_by_user=by,
        )
        image.save()
        AcademyRendition.objects.bulk_create(
            AcademyRendition(
                image=image,
                filter_spec=rendition["spec"],
                focal_point_key="",
                file=str(picture.small if rendition["spec"] == SMALL else picture.large),
                width=rendition["width"],
                height=rendition["height"],
            )
            for rendition in picture.renditions
        )
        made[picture.number] = image.pk
    return made


def _made(found: WordFile, lesson: LessonPage) -> LessonPage:
    # Their files are the lesson's now.
    found.pictures.all().delete()
    found.lesson = lesson
    found.save(update_fields=["lesson"])
    return lesson


def _collection_of(page: Page) -> Collection:
    course = CoursePage.objects.ancestor_of(page, inclusive=True).first()
    return (course and course.collection) or Collection.get_first_root_node()


def _forget(found: WordFile) -> None:
    """Delete what was read; the files of its pictures go after the commit."""
    names = [name for picture in found.pictures.all() for name in picture.names]
    found.delete()
    transaction.on_commit(partial(_delete, names))


def _delete(names: Iterable[str]) -> None:
    storage: Any = private_storage()
    for name in names:
        storage.delete(name)
