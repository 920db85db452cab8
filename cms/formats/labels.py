"""Categories and tags as Moodle writes them, and what of ours travels in tags.

Difficulty and language have no field of their own elsewhere: they go as tags that say what they
are (`difficulty:hard`, `language:id`), which other systems keep and show as any other.
"""

import re
from collections.abc import Iterable
from itertools import dropwhile

from cms.formats.written import WrittenQuestion

_PLACE = re.compile(r"\$(?:system|cat\d*|course|module|[a-z]+)\d*\$/?")
_BETWEEN = re.compile(r"(?<!/)/(?!/)")  # a "/" of a name is "//"
_OURS = re.compile(r"(difficulty|language):\s*(\S.{0,40})", re.I)


def category_of(path: str) -> str:
    """Return the names of a category's path without the place in Moodle in which it hangs."""
    path = " ".join(path.split())
    path = _PLACE.sub("", path, count=1) if path.startswith("$") else path
    names = [name.strip() for name in _BETWEEN.split(path.strip("/ "))]
    # An old fault of Moodle put the uppermost of all categories within itself.
    return "/".join(dropwhile("top".__eq__, names))


def labelled(labels: Iterable[str]) -> tuple[tuple[str, ...], str, str]:
    """Return the tags among `labels`, each once, and the difficulty and language they name."""
    tags: dict[str, None] = {}
    ours: dict[str, str] = {}
    for label in labels:
        label = " ".join(label.split())
        found = _OURS.fullmatch(label)
        if found and found[1].lower() not in ours:
            ours[found[1].lower()] = found[2]
        elif label:
            tags[label] = None
    return tuple(tags), ours.get("difficulty", ""), ours.get("language", "")


def labels_of(question: WrittenQuestion) -> list[str]:
    """Return the tags of a question as files carry them: what `labelled()` reads."""
    ours = {"difficulty": question.difficulty, "language": question.language}
    return [*question.tags, *(f"{name}:{value}" for name, value in ours.items() if value)]


def path_of(category: str) -> str:
    """Return a category's path as Moodle hangs it into the course that reads the file."""
    return f"$course$/top/{category}".rstrip("/")
