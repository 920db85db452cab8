"""One source of chance for the whole demo, so that every load draws the same."""

import random


def rng(*parts: object) -> random.Random:
    """A generator that depends on nothing but `parts`: same parts, same numbers, on any machine."""
    return random.Random(":".join(["opop", *map(str, parts)]))


def spread[T](values: list[tuple[T, int]]) -> list[T]:
    """Repeat each value as often as its weight says, for `Random.choice`."""
    return [value for value, weight in values for _ in range(weight)]
