"""From the parts of a lesson to the blocks of a page, as Wagtail stores them."""

import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt

from academy.demo.load.base import stable_id, sure
from academy.demo.load.sources import IMAGE, Part, parts

type Block = dict[str, object]
type ImageOf = Callable[[str], int]  # file name → key of the image
type FilmOf = Callable[[str, str, str], int]  # name, title, transcript → key of the video

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": False}).enable("table")
_OPTION = re.compile(r"^\s*-\s*\[(?P<right>[ x])\]\s*(?P<text>.*?)\s*\|\s*(?P<feedback>.*)$")
_STEP = re.compile(r"^\s*\d+\.\s+")
_FIGURE = re.compile(
    r"^[~≈+\-−]?\s*(Rp\s?)?[\d.,]+\s*(%|gram|g|kg|ml|KB|MB|px|detik|menit|hari|orang)?$"
)
# Directives that ask, with the kinds of their blocks.
ASKED = {
    "guess": "prediction",
    "better": "better_picture",
    "order": "ordering",
    "fill": "fill_in",
    "reveal": "reveal",
}
_CHOICE = re.compile(r"^\s*-\s*\[(?P<right>[ x])\]\s*(?P<text>.*)$")
TRUE_TAGS = {"strong": "b", "em": "i", "code": "i"}


def html(markdown: str) -> str:
    """Rich text as Wagtail keeps it: b, i, lists, links; a table becomes a list."""
    text = _TABLE_LINES.sub(lambda found: _as_list(found[0]), markdown)
    rendered = _MARKDOWN.render(text)
    for tag, ours in TRUE_TAGS.items():
        rendered = re.sub(rf"<(/?){tag}>", rf"<\1{ours}>", rendered)
    return rendered.replace(">\n", ">").replace("\n", " ").strip()


def plain(markdown: str) -> str:
    """The words alone."""
    return re.sub(r"[*_`]{1,2}(\S(?:.*?\S)?)[*_`]{1,2}", r"\1", markdown).strip()


def blocks(
    markdown: str, *, key: str, image_of: ImageOf, film_of: FilmOf | None = None
) -> list[Block]:
    """The stream of a page. `key` makes the blocks' ids the same at every load."""
    found: list[Block] = []
    for part in parts(markdown):
        for kind, value in _block(part, image_of, film_of):
            place = f"{key}#{len(found)}"
            found.append(
                {"type": kind, "value": _with_ids(value, place), "id": str(stable_id(place))}
            )
    return found


def _with_ids(value: object, place: str) -> object:
    """Give the items of lists an id, as the editor would."""
    if isinstance(value, dict):
        return {name: _with_ids(inner, f"{place}.{name}") for name, inner in value.items()}
    if (
        isinstance(value, list)
        and value
        and isinstance(value[0], dict)
        and value[0].get("type") == "item"
    ):
        return [
            {
                **item,
                "value": _with_ids(item["value"], f"{place}.{at}"),
                "id": str(stable_id(place, at)),
            }
            for at, item in enumerate(value)
        ]
    return value


def _items(values: list) -> list[Block]:
    return [{"type": "item", "value": value} for value in values]


def _block(part: Part, image_of: ImageOf, film_of: FilmOf | None) -> Iterator[tuple[str, object]]:
    if part.kind == "video":
        yield _film(part, sure(film_of))
    elif part.kind in ("image", "compare", "gallery"):
        yield _pictures(part, image_of)
    elif part.kind == "steps":
        yield from _steps(part)
    elif part.kind in ASKED:
        yield ASKED[part.kind], _asked(part, image_of)
    else:
        yield _words(part)


def _words(part: Part) -> tuple[str, object]:
    text, title = part.text, plain(part.title)
    match part.kind:
        case "text":
            return "text", html(text)
        case "heading":
            is_deep = text.startswith("###")
            return "heading", {"text": plain(text.lstrip("# ")), "level": "h3" if is_deep else "h2"}
        case "table":
            return "table", _table(part)
        case "blockquote":
            words = "\n".join(plain(line.lstrip("> ")) for line in part.lines)
            return "quote", {"text": words, "source": ""}
        case "quote":
            return "quote", {"text": plain(text), "source": title}
        case "try" | "note" | "warning":
            return "callout", {"kind": part.kind, "title": title, "text": html(text)}
        case "check":
            return "quick_check", {"question": title, "options": _options(part)}
    raise ValueError(f"unknown directive {part.kind}")


def _pictures(part: Part, image_of: ImageOf) -> tuple[str, object]:
    if part.kind == "compare":
        return "comparison", _comparison(part, image_of)
    if part.kind == "gallery":
        listed = [_listed(line, image_of) for line in part.lines if line.strip()]
        return "gallery", {"pictures": _items(listed)}
    found = sure(IMAGE.fullmatch(part.text))
    return "image", _picture(found["file"], found["alt"], found["caption"] or "", image_of)


def _film(part: Part, film_of: FilmOf) -> tuple[str, object]:
    """`::: video name title`; the lines are its transcript."""
    name, _, title = part.title.partition(" ")
    return "video", {"video": film_of(name, title, plain(part.text)), "caption": title}


def _picture(file: str, alt: str, caption: str, image_of: ImageOf) -> dict[str, object]:
    return {"image": image_of(file), "alt": alt.strip(), "caption": plain(caption)}


def _listed(line: str, image_of: ImageOf) -> dict[str, object]:
    file, alt, caption = (piece.strip() for piece in line.strip().lstrip("- ").split("|"))
    return _picture(file, alt, caption, image_of)


def _comparison(part: Part, image_of: ImageOf) -> dict[str, object]:
    files = dict(zip(("before", "after"), part.title.split(), strict=True))
    words = dict(line.split(":", 1) for line in part.lines if line.strip())
    found: dict[str, object] = {}
    for side, file in files.items():
        alt, _, caption = words[side].partition("|")
        found[side] = _picture(file, alt, caption, image_of)
    return found


def _steps(part: Part) -> Iterator[tuple[str, object]]:
    """Numbered lines are steps, lines below one belong to it; words around them are text."""
    steps: list[list[str]] = []
    before: list[str] = []
    after: list[str] = []
    for line in part.lines:
        if _STEP.match(line):
            steps.append([_STEP.sub("", line)])
        elif not line.strip():
            continue
        elif not steps:
            before.append(line)
        elif line.startswith((" ", "\t")):
            steps[-1].append(line.strip())
        else:
            after.append(line)
    if before:
        yield "text", html("\n".join(before))
    yield (
        "steps",
        {"title": plain(part.title), "steps": _items([html("\n".join(step)) for step in steps])},
    )
    if after:
        yield "text", html("\n".join(after))


def _asked(part: Part, image_of: ImageOf) -> dict[str, object]:
    """A question; what it asks stands above the first empty line, what opens then below."""
    above, _, below = "\n".join(part.lines).partition("\n\n")
    lines, title, opens = above.splitlines(), plain(part.title), {"explanation": html(below)}
    match part.kind:
        case "reveal":
            return {"question": title, "text": html(part.text)}
        case "fill":
            return {"question": title, "text": above.strip(), **opens}
        case "order":
            steps = _items([plain(_STEP.sub("", line)) for line in lines])
            return {"question": title, "steps": steps, **opens}
        case "guess":
            found = [sure(_CHOICE.match(line)) for line in lines]
            options = [{"text": plain(m["text"]), "is_right": m["right"] == "x"} for m in found]
            return {"question": title, "options": _items(options), **opens}
    # `::: better FILE FILE* question`: the better one has the star.
    one, other, question = title.split(" ", 2)
    pictures = {
        name: _picture(file.rstrip("*"), line, "", image_of)
        for name, file, line in zip(("first", "second"), (one, other), lines, strict=True)
    }
    better = "first" if one.endswith("*") else "second"
    return {"question": question, **pictures, "better": better, **opens}


def _options(part: Part) -> list[Block]:
    found = [_OPTION.match(line) for line in part.lines if line.strip()]
    return _items(
        [
            {
                "text": plain(m["text"]),
                "is_right": m["right"] == "x",
                "feedback": plain(m["feedback"]),
            }
            for m in found
            if m
        ]
    )


_TABLE_LINES = re.compile(r"(?:^\s*\|.*\|\s*$\n?)+", re.MULTILINE)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _as_list(table: str) -> str:
    rows = [_cells(line) for line in table.strip().splitlines()][2:]
    return "\n" + "\n".join(f"- **{plain(row[0])}**: {'; '.join(row[1:])}" for row in rows) + "\n"


def _table(part: Part) -> dict[str, object]:
    head, _, *rows = [_cells(line) for line in part.lines]
    columns = []
    for at, heading in enumerate(head):
        is_figure = all(_FIGURE.match(plain(row[at])) for row in rows if row[at])
        columns.append({"type": "figure" if is_figure else "text", "heading": plain(heading)})
    return {
        "caption": "",
        "columns": columns,
        "rows": [
            {
                "values": [
                    plain(cell) if column["type"] == "figure" else html(cell)
                    for cell, column in zip(row, columns, strict=True)
                ]
            }
            for row in rows
        ],
    }
