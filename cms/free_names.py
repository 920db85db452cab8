"""Names that nothing beside has: addresses of pages, key words of questions."""

from collections.abc import Callable


def free_name(stem: str, is_taken: Callable[[str], bool], *, most: int) -> str:
    """Return `stem`, or the first of stem-2, stem-3 … that is not taken; `most` signs at most."""
    found, number = stem[:most], 1
    while is_taken(found):
        number += 1
        ending = f"-{number}"
        found = stem[: most - len(ending)] + ending
    return found
