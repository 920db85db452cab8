"""Where a page of a course goes: as a button, a list or a hand that drops it says."""

from dataclasses import dataclass

from cms.actions.arranging import below, key_of
from cms.models import CoursePage
from cms.outline import STEP_LENGTH

UP, DOWN = "up", "down"


@dataclass(frozen=True, slots=True)
class Place:
    """The page `key` below `parent`, before its page `before` ("": as the last)."""

    key: str
    parent: str
    before: str

    @property
    def text(self) -> str:
        """The place as a form sends it."""
        return f"{self.key}:{self.parent}:{self.before}"


def place_of(course: CoursePage, text: str) -> Place | None:
    """Read "key:up", "key:down" or "key:parent:before"; None where there is no such place."""
    parts = text.split(":")
    if len(parts) == 3:
        return Place(*parts)
    if len(parts) != 2 or parts[1] not in {UP, DOWN}:
        return None
    return _beside(course, parts[0], is_up=parts[1] == UP)


def _beside(course: CoursePage, key: str, *, is_up: bool) -> Place | None:
    """Return the place one further; over the end of a module it is in the next one."""
    pages = below(course)
    page = next((one for one in pages if key_of(one) == key), None)
    if page is None:
        return None
    parent_path = page.path[:-STEP_LENGTH]
    beside = [one for one in pages if one.path[:-STEP_LENGTH] == parent_path]
    at = beside.index(page)
    parents = [course, *(one for one in pages if one.depth == course.depth + 1)]
    parent = next(one for one in parents if one.path == parent_path)
    if is_up and at > 0:
        return Place(key, key_of(parent), key_of(beside[at - 1]))
    if not is_up and at + 1 < len(beside):
        after = beside[at + 2 : at + 3]
        return Place(key, key_of(parent), key_of(after[0]) if after else "")
    if parent is course:
        return None
    modules = parents[1:]
    other = modules.index(parent) + (-1 if is_up else 1)
    if not 0 <= other < len(modules):
        return None
    module = modules[other]
    within = [one for one in pages if one.path[:-STEP_LENGTH] == module.path]
    first = key_of(within[0]) if within and not is_up else ""
    return Place(key, key_of(module), first)
