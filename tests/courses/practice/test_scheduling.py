"""The days on which questions come back: simulated learners remember more by them.

Their memory is not FSRS's: each question has its own strength, and is forgotten by an
exponential; a right answer strengthens it, the more the later it came, a wrong one weakens it
down to what it was when it was new.
"""

import datetime as dt
import math
import random
import uuid
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.practice import rules

START = dt.date(2026, 1, 5)
DAYS = 60
LEARNERS = range(12)


class Item:
    """A question in a simulated head."""

    def __init__(self, chance: random.Random, typical_days: float):
        self.strength = self.new = chance.lognormvariate(math.log(typical_days), 0.9)
        self.boost = chance.uniform(1.6, 2.8)
        self.last = 0

    def share(self, day: int) -> float:
        return math.exp(-(day - self.last) / self.strength)

    def answer(self, day: int, chance: random.Random) -> bool:
        share = self.share(day)
        is_right = chance.random() < share
        if is_right:
            self.strength *= 1 + (self.boost - 1) * min(1.0, 0.25 + 2 * (1 - share))
        else:
            self.strength = max(self.new, self.strength / 2)
        self.last = day
        return is_right


def head(seed: int, count: int) -> tuple[random.Random, dict[uuid.UUID, Item]]:
    chance = random.Random(seed)
    return chance, {uuid.UUID(int=number): Item(chance, 3.0) for number in range(count)}


def scheduled(seed: int, count: int) -> tuple[list[int], float]:
    """Practise by the rules; return the answers of each day, and what is known in the end."""
    chance, items = head(seed, count)
    memories: dict[uuid.UUID, rules.Memory] = {}
    answers = []
    for day in range(1, DAYS + 1):
        on = START + dt.timedelta(days=day)
        chosen = rules.chosen(memories, items, on=on, count=rules.A_DAY)
        answers.append(len(chosen))
        for one in chosen:
            is_right = items[one].answer(day, chance)
            memories[one] = rules.after(memories.get(one), on=on, is_right=is_right)
    return answers, mean(item.share(DAYS + 1) for item in items.values())


def in_turn(seed: int, count: int, answers: list[int]) -> float:
    """Repeat one after the other, with the same number of answers on each day."""
    chance, items = head(seed, count)
    order, at = list(items), 0
    for day, number in enumerate(answers, start=1):
        for _answer in range(number):
            items[order[at % count]].answer(day, chance)
            at += 1
    return mean(item.share(DAYS + 1) for item in items.values())


@pytest.mark.parametrize(("count", "gain"), [(20, 0.10), (40, 0.10), (60, 0.05)])
def test_sixty_days_of_practice_leave_more_than_plain_repetition(count, gain):
    by_rules, plain = [], []
    for seed in LEARNERS:
        answers, known = scheduled(seed, count)
        by_rules.append(known)
        plain.append(in_turn(seed, count, answers))
    better = sum(ours > theirs for ours, theirs in zip(by_rules, plain, strict=True))
    print(
        f"{count} questions: {mean(by_rules):.1%} remembered, in turn {mean(plain):.1%}, "
        f"better for {better} of {len(LEARNERS)} learners"
    )
    assert mean(by_rules) > mean(plain) + gain
    assert better >= len(LEARNERS) - 2


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=30))
def test_a_question_always_comes_back_on_a_later_day(answers):
    memory, on = None, START
    for days, is_right in answers:
        on += dt.timedelta(days=days)
        memory = rules.after(memory, on=on, is_right=is_right)
        assert memory.due_on > memory.on == on
        assert 0 < rules.remembered(memory, on=memory.due_on) <= 1


def test_right_answers_push_a_question_further_and_further_away():
    memory, gaps = None, []
    for _answer in range(5):
        memory = rules.after(memory, on=memory.due_on if memory else START, is_right=True)
        gaps.append((memory.due_on - memory.on).days)
    assert gaps == sorted(gaps)
    wrong = rules.after(memory, on=memory.due_on, is_right=False)
    assert (wrong.due_on - wrong.on).days < gaps[-1] / 4


def test_a_late_answer_of_an_earlier_day_does_not_turn_time_back():
    memory = rules.after(None, on=START, is_right=True)
    late = rules.after(memory, on=START - dt.timedelta(days=3), is_right=True)
    assert late.on == START


def test_a_new_question_comes_even_where_more_is_due_than_a_day_holds():
    ids = [uuid.UUID(int=number) for number in range(10)]
    memories = {one: rules.after(None, on=START, is_right=False) for one in ids[:9]}
    on = START + dt.timedelta(days=2)
    assert ids[9] in rules.chosen(memories, ids, on=on, count=5)
    assert rules.chosen(memories, ids, on=on, count=1) == [ids[9]]
