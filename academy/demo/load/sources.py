"""Course sources as files: front matter, Markdown with directives, YAML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
COURSES, SITE = ROOT / "courses", ROOT / "site"
ORDER = ("fotografi-produk", "pemasaran-digital")

IMAGE = re.compile(r'!\[(?P<alt>[^\]]*)\]\((?P<file>[^\s)]+)(?:\s+"(?P<caption>[^"]*)")?\)')
DIRECTIVE = re.compile(r"^\s*:::\s*(?P<kind>[a-z]+)\s*(?P<title>.*?)\s*$")
END = re.compile(r"^\s*:::\s*$")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a lesson: `kind` is text, heading, table, image, blockquote or a directive."""

    kind: str
    title: str = ""
    lines: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass(frozen=True)
class Source:
    """One file of a course; `key` is its stable name, `data` its YAML or front matter."""

    path: Path
    data: dict[str, Any] = field(default_factory=dict)
    body: str = ""

    @cached_property
    def key(self) -> str:
        return self.path.relative_to(ROOT).as_posix().removeprefix("courses/")

    @cached_property
    def slug(self) -> str:
        return re.sub(r"^\d+-", "", self.path.stem)

    @cached_property
    def digest(self) -> str:
        return sha256(self.path.read_bytes()).hexdigest()

    @property
    def is_lesson(self) -> bool:
        return self.path.suffix == ".md"

    @property
    def is_assignment(self) -> bool:
        return "rubric" in self.data


def read(path: Path) -> Source:
    """Read a lesson (`.md`) or a YAML file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".md":
        return Source(path, yaml.load(text, yaml.CSafeLoader))
    _, front, body = text.split("---\n", 2)
    return Source(path, yaml.load(front, yaml.CSafeLoader), body)


def courses() -> Iterator[Source]:
    for slug in ORDER:
        yield read(COURSES / slug / "course.yaml")


def modules(course: Source) -> Iterator[Source]:
    for name in course.data["modules"]:
        yield read(course.path.parent / name / "module.yaml")


def activities(module: Source) -> Iterator[Source]:
    """The files of a module in the order of their numbers."""
    for path in sorted(module.path.parent.iterdir()):
        if path.name != "module.yaml" and path.suffix in (".md", ".yaml"):
            yield read(path)


def parts(markdown: str) -> Iterator[Part]:
    """Split Markdown with directives into its parts, in order."""
    lines = markdown.splitlines()
    at = 0
    while at < len(lines):
        opening = DIRECTIVE.match(lines[at])
        if opening:
            end = next(i for i in range(at + 1, len(lines)) if END.match(lines[i]))
            yield Part(opening["kind"], opening["title"], tuple(lines[at + 1 : end]))
            at = end + 1
            continue
        kind = _kind_of(lines[at])
        end = at + 1
        # Headings and images are one line; text, tables and quotations go on.
        while (
            kind in ("text", "table", "blockquote")
            and end < len(lines)
            and _kind_of(lines[end]) == kind
        ):
            end += 1
        part = Part(kind, "", tuple(lines[at:end]))
        if part.text:
            yield part
        at = end


def _kind_of(line: str) -> str:
    if DIRECTIVE.match(line):
        return "directive"
    if line.startswith("#"):
        return "heading"
    if line.startswith("|"):
        return "table"
    if line.startswith(">"):
        return "blockquote"
    return "image" if IMAGE.fullmatch(line.strip()) else "text"
