"""1,250 apply for 250 seats, from 38 regencies and hundreds of pesantren."""

import random
from collections import Counter

import pytest

from tests.courses.admission.proposed import accepted, lots, proposed, quota, worth

SEATS = 250
PILLARS = ["santripreneur", "pesantrenpreneur", "sosiopreneur"]


def applicants(score, *, alumni=False):
    """Return 1,250 people; alumni live anywhere, others where their pesantren is."""
    draw = random.Random(2026)
    home = {number: int(38 * draw.random() ** 1.5) for number in range(500)}
    people = []
    for number in range(1250):
        pesantren = int(500 * draw.random() ** 1.3)
        regency = int(38 * draw.random() ** 1.5) if alumni else home[pesantren]
        people.append(
            {
                "id": f"a{number}",
                "score": score(draw),
                "regency": f"R{regency}",
                "pesantren": f"P{pesantren}",
                "gender": "male" if draw.random() < 0.6 else "female",
                "pillar": PILLARS[int(3 * draw.random() ** 1.6)],
                "first_time": draw.random() < 0.7,
            }
        )
    return people


def hundredths(draw):
    return f"{int(10_001 * draw.random() ** 0.5) / 100:.2f}"


def whole(draw):
    return int(101 * draw.random() ** 0.5)


def equal(draw):
    draw.random()
    return 80


TWO_EACH = quota("pesantren", "*", most=2)
MOSTS_ONLY = [TWO_EACH, quota("regency", "*", most=9)]
TYPICAL = [
    TWO_EACH,
    quota("regency", "*", least=3, most=12),
    quota("gender", "female", least=125),
    quota("pillar", "*", least=40),
    quota("first_time", True, least=190),
]
TIGHT = [
    quota("pesantren", "*", most=1),
    quota("regency", "*", least=6, most=7),
    quota("gender", "*", least=110, most=125),
    quota("pillar", "*", least=60, most=84),
    quota("first_time", "*", least=120, most=125),
    quota("regency", "R7", least=9),
]


@pytest.mark.parametrize("score", [whole, equal])
def test_with_mosts_of_regencies_and_their_pesantren_who_goes_first_is_who_is_taken(score):
    # A pesantren lies in one regency: for such mosts, and no others, taking the next best who
    # fits is known to be the best choice, so that it can be compared with the solver's.
    people = applicants(score)
    rank = lots({"applicants": people})
    taken, counts = set(), Counter()
    for one in sorted(people, key=lambda one: (-one["score"], rank[one["id"]])):
        full = counts[one["pesantren"]] >= 2 or counts[one["regency"]] >= 9
        if len(taken) < SEATS and not full:
            taken.add(one["id"])
            counts.update([one["pesantren"], one["regency"]])
    assert accepted(SEATS, MOSTS_ONLY, people) == taken


# What another solver (OR-Tools' CP-SAT, which calculates in whole numbers) found for the same:
# people accepted, less what is missing, the scores in hundredths, less the lots.
OPTIMA = [
    (whole, False, TYPICAL, (250, 0, 2359200, -158803)),
    (whole, True, TIGHT, (250, -2, 2243100, -158192)),
    (hundredths, False, TIGHT, (250, -7, 2203362, -153640)),
    (hundredths, True, TIGHT, (250, -2, 2233365, -160849)),
    (equal, False, TIGHT, (250, -7, 2000000, -64026)),
]


@pytest.mark.parametrize(("score", "alumni", "rules", "best"), OPTIMA)
def test_a_whole_batch_gets_the_best_choice(score, alumni, rules, best):
    people = applicants(score, alumni=alumni)
    answer = proposed(SEATS, rules, people)
    in_hundredths = [one | {"score": round(float(one["score"]) * 100)} for one in people]
    question = {"seats": SEATS, "quotas": rules, "applicants": in_hundredths}
    assert worth(question, set(answer["accepted"])) == best
    assert len(answer["accepted"]) + len(answer["reserve"]) == 1250
