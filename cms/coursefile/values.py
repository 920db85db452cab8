"""Values of pages, on their way into a file and out of it.

One walk over blocks for both ways: at each leaf that names a row or holds rich text, `change`
says what stands there instead. What the blocks of this academy do not know is refused.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Any
from uuid import UUID

import nh3
from wagtail import blocks
from wagtail.blocks.field_block import ChooserBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from cms.coursefile.refusals import Unreadable

type Change = Callable[[blocks.Block, Any], Any]

_TAGS = {"p", "b", "i", "strong", "em", "a", "ul", "ol", "li", "br", "h2", "h3", "h4"}
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')


def changed(block: blocks.Block, value: Any, change: Change) -> Any:
    """Return the raw `value` of `block` with each leaf as `change` wants it. Raises Unreadable."""
    if isinstance(block, blocks.StreamBlock):
        return [_child(block, child, change) for child in _list(value)]
    if isinstance(block, TypedTableBlock):
        return _table(block, _dict(value), change) if value else value
    if isinstance(block, blocks.StructBlock):
        given = _dict(value or {})
        return {
            name: changed(child, given.get(name), change)
            for name, child in block.child_blocks.items()
            if name in given
        }
    if isinstance(block, blocks.ListBlock):
        return [_item(block, item, change) for item in _list(value or [])]
    if isinstance(block, ChooserBlock | blocks.RichTextBlock):
        return change(block, value)
    if not isinstance(value, str | int | float | bool | None):
        raise Unreadable(str(block.label))
    if isinstance(block, blocks.URLBlock) and value and not _ADDRESS.match(str(value)):
        raise Unreadable(str(block.label))
    return value


def links(html: str, target: Callable[[str, str], str | None]) -> str:
    """Return rich text in which each link to a row is what `target` says of its kind and id.

    What `target` knows nothing of (None) leaves its words.
    """

    def link(found: re.Match[str]) -> str:
        given = dict(_ATTRIBUTE.findall(found[1]))
        if "linktype" not in given:
            return found[0]
        to = target(given["linktype"], given.get("id", ""))
        if to is None:
            return found[2]
        return f'<a linktype="{given["linktype"]}" id="{escape(to)}">{found[2]}</a>'

    return _LINK.sub(link, html)


def clean(html: Any) -> str:
    """Return rich text with nothing in it but what the editor writes."""
    if not isinstance(html, str):
        raise Unreadable("rich text")
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "linktype", "id"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def uuid_or_refuse(text: Any) -> str:
    """Return `text` as the text of a UUID. Raises Unreadable."""
    try:
        return str(UUID(str(text)))
    except ValueError as error:
        raise Unreadable(str(text)) from error


def _child(block: blocks.StreamBlock, child: Any, change: Change) -> dict[str, Any]:
    kind = _dict(child).get("type")
    if kind not in block.child_blocks:
        raise Unreadable(str(kind))
    value = changed(block.child_blocks[kind], child.get("value"), change)
    return {"type": kind, "value": value, "id": uuid_or_refuse(child.get("id"))}


def _item(block: blocks.ListBlock, item: Any, change: Change) -> dict[str, Any]:
    given = item if isinstance(item, dict) and item.get("type") == "item" else None
    value = changed(block.child_block, given.get("value") if given else item, change)
    made = {"type": "item", "value": value}
    return made | {"id": uuid_or_refuse(given["id"])} if given and given.get("id") else made


def _table(block: TypedTableBlock, value: dict[str, Any], change: Change) -> dict[str, Any]:
    columns = [_dict(column) for column in _list(value.get("columns"))]
    cells = [block.child_blocks.get(column.get("type")) for column in columns]
    if None in cells:
        raise Unreadable(str(block.label))
    rows = [_list(_dict(row).get("values")) for row in _list(value.get("rows"))]
    if any(len(row) != len(columns) for row in rows):
        raise Unreadable(str(block.label))
    return {
        "caption": str(value.get("caption") or ""),
        "columns": [
            {"type": column["type"], "heading": str(column.get("heading") or "")}
            for column in columns
        ],
        "rows": [
            {"values": [changed(cell, text, change) for cell, text in zip(cells, row, strict=True)]}
            for row in rows
        ],
    }


def _dict(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable("{}")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable("[]")
    return value
