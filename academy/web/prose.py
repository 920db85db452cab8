"""Texts that people write in plain lines, shown with headings, points and paragraphs."""

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# No HTML of the writer's passes, and nothing is loaded from elsewhere.
_READER = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence"])


def prose(text: str, top: int = 2) -> SafeString:
    """Return `text` (CommonMark) as HTML whose highest heading is of level `top`.

    A writer's ## is the highest; # counts as the same.
    """
    tokens = _READER.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            level = max(int(token.tag[1:]) - 2, 0) + top
            token.tag = f"h{min(level, 6)}"
    drawn: str = _READER.renderer.render(tokens, _READER.options, {})
    return mark_safe(drawn)
