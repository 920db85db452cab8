"""One source of chance for the whole demo, so that every load draws the same."""

import random


def rng(*parts: object) -> random.Random:
    """A generator that depends on nothing but `parts`: same parts, same numbers, on any machine."""
    return random.Random(":".join(["opop", *map(str, parts)]))


def spread[T](values: list[tuple[T, int]]) -> list[T]:
    """Repeat each value as often as its weight says, for `Random.choice`."""
    return [value for value, weight in values for _ in range(weight)]


def cycle_without_neighbours[T](values: list[T], count: int, *, seed: str) -> list[T]:
    """`count` draws in which no value stands beside itself; every value is used before one repeats."""
    chance = rng(seed)
    drawn: list[T] = []
    while len(drawn) < count:
        round_ = values[:]
        chance.shuffle(round_)
        if drawn and len(round_) > 1 and round_[0] == drawn[-1]:
            round_.append(round_.pop(0))
        drawn.extend(round_)
    return drawn[:count]
