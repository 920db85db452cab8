"""The parts of a block that a small form can change: its words and its pictures.

Everything is done on a block as pages keep it (raw JSON), so that what the form does not show
stays as it is: choices, ticks, videos, tables.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.lessons.markup import Typed, rich, typed

WHOLE = "value"
BETWEEN = "__"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a block: `name` is the way to it, `stored` what a form shows of it."""

    name: str
    label: str
    block: blocks.Block
    stored: Any
    links: tuple[str, ...] = ()

    @property
    def is_picture(self) -> bool:
        return isinstance(self.block, ImageChooserBlock)

    @property
    def is_marked_up(self) -> bool:
        return isinstance(self.block, blocks.RichTextBlock)

    def field(self) -> forms.Field:
        """Return a form's field for the words of this part."""
        if self.is_marked_up:
            return forms.CharField(
                label=self.label,
                required=bool(self.block.required),
                widget=forms.Textarea({"rows": min(14, 3 + len(self.stored) // 60)}),
            )
        copied: forms.Field = deepcopy(self.block.field)
        copied.label, copied.required = self.label, bool(self.block.required)
        return copied

    def kept(self, value: str) -> str:
        """Return what was typed as pages keep it."""
        return rich(value, self.links) if self.is_marked_up else value


@dataclass(frozen=True, slots=True)
class Parts:
    """What can be changed of a block, and whether there is more in it."""

    parts: tuple[Part, ...]
    is_all: bool


def parts_of(block: blocks.Block, value: Any) -> Parts:
    """Return the parts of a block with the raw `value`."""
    found = list(_walk(block, value, (), ()))
    parts = tuple(part for part in found if part is not None)
    return Parts(parts, is_all=len(parts) == len(found))


def changed(value: Any, changes: Mapping[str, Any]) -> Any:
    """Return the raw `value` of a block with the parts of these names changed."""
    value = deepcopy(value)
    for name, new in changes.items():
        if name == WHOLE:
            return new
        *way, last = name.split(BETWEEN)
        place = value
        for step in way:
            place = _item(place, step)
        if isinstance(place, list):
            at = int(last)
            if isinstance(place[at], dict) and place[at].get("type") == "item":
                place[at]["value"] = new
            else:
                place[at] = new
        else:
            place[last] = new
    return value


def _item(place: Any, step: str) -> Any:
    if not isinstance(place, list):
        return place[step]
    item = place[int(step)]
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def _walk(
    block: blocks.Block, value: Any, way: tuple[str, ...], labels: tuple[str | Promise, ...]
) -> Iterator[Part | None]:
    """Return the parts of a block, with None for each that a small form cannot change."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _walk(child, (value or {}).get(name), (*way, name), (*labels, child.label))
    elif isinstance(block, blocks.ListBlock):
        for at in range(len(value or [])):
            label = f"{block.child_block.label} {at + 1}"
            step = str(at)
            yield from _walk(
                block.child_block, _item(value, step), (*way, step), (*labels[:-1], label)
            )
    elif isinstance(block, blocks.BooleanBlock | blocks.ChoiceBlock):
        return
    else:
        yield _part(block, value, way, labels)


def _part(
    block: blocks.Block, value: Any, way: tuple[str, ...], labels: tuple[str | Promise, ...]
) -> Part | None:
    name = BETWEEN.join(way) or WHOLE
    label = ": ".join(str(one) for one in labels) or str(block.label)
    if isinstance(block, blocks.RichTextBlock):
        text: Typed | None = typed(str(value or ""))
        return Part(name, label, block, text.text, text.links) if text else None
    if isinstance(block, ImageChooserBlock):
        return Part(name, label, block, value)
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.URLBlock):
        return Part(name, label or _("Text"), block, value or "")
    return None
