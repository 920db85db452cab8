"""What a Word file would become: shown before a page is made of it."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.permissions import policy_registry

from academy.people.models import User
from cms.blocks.pictures import PictureToCome, Source
from cms.models import LessonPage, ModulePage, WordFile, WordPicture


def places_of(user: User) -> QuerySet[Page]:
    """Return the modules and lessons that `user` finds in the admin."""
    found: Any = policy_registry.get_by_type(Page).explorable_instances(user)
    places: QuerySet[Page] = found.type(ModulePage, LessonPage)
    return places


def lesson_to_come(found: WordFile) -> LessonPage:
    """Return the lesson that `found` would become, with its pictures; nothing is stored."""
    pictures = {picture.number: _to_come(found, picture) for picture in found.pictures.all()}
    body = stream_of(found.blocks, dict.fromkeys(pictures))
    numbers = [raw["value"]["image"] for raw in found.blocks if raw["type"] == "image"]
    shown = [child for child in body if child.block_type == "image"]
    for child, number in zip(shown, numbers, strict=True):
        child.value["image"] = pictures.get(number)
    lesson = LessonPage(title=found.title, minutes=found.minutes)
    lesson.body = body
    return lesson


def stream_of(blocks: list[dict[str, Any]], images: dict[int, int | None]) -> StreamValue:
    """Return kept `blocks` as a page has them; `images` are the keys of the pictures."""
    raw = [
        {**block, "value": {**block["value"], "image": images.get(block["value"]["image"])}}
        if block["type"] == "image"
        else block
        for block in blocks
    ]
    value: StreamValue = LessonPage.body.field.stream_block.to_python(raw)
    return value


def _to_come(found: WordFile, picture: WordPicture) -> PictureToCome:
    largest = picture.renditions[-1]
    src = reverse("cms_word_picture", args=[found.public_id, picture.number])
    return PictureToCome(Source(src, "", largest["width"], largest["height"], largest["size"]))
