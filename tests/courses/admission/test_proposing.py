"""Whom a proposal accepts: each rule by itself, and which goes before which."""

import random
from fractions import Fraction

import pytest

from tests.courses.admission.proposed import accepted, applicant, lots, proposed, quota

BEST, GOOD, WEAK = applicant("best", 90), applicant("good", 70), applicant("weak", 50)


def test_without_quotas_the_best_are_accepted_and_the_others_wait_by_merit():
    answer = proposed(1, [], [WEAK, BEST, GOOD])
    assert (answer["accepted"], answer["reserve"], answer["unmet"]) == (
        ["best"],
        ["good", "weak"],
        [],
    )


def test_more_seats_than_applicants_accept_everybody():
    assert accepted(9, [], [WEAK, BEST, GOOD]) == {"best", "good", "weak"}


@pytest.mark.parametrize(("seats", "applicants"), [(0, [BEST, GOOD]), (5, [])])
def test_without_seats_or_applicants_nobody_is_accepted(seats, applicants):
    answer = proposed(seats, [quota("gender", "*", 1, 2)], applicants)
    assert answer["accepted"] == []
    assert answer["reserve"] == [one["id"] for one in applicants]


def test_two_of_each_pesantren_at_most():
    people = [
        applicant("a1", 99, pesantren="A"),
        applicant("a2", 98, pesantren="A"),
        applicant("a3", 97, pesantren="A"),
        applicant("b1", 10, pesantren="B"),
    ]
    assert accepted(3, [quota("pesantren", "*", most=2)], people) == {"a1", "a2", "b1"}


def test_a_seat_stays_empty_rather_than_that_a_most_is_broken():
    people = [applicant("a1", 99), applicant("a2", 98), applicant("a3", 97)]
    assert accepted(3, [quota("pesantren", "*", most=2)], people) == {"a1", "a2"}


def test_a_filled_seat_goes_before_a_least():
    # Whoever takes the one from Tuban has no room for the two others.
    people = [
        applicant("tuban", regency="Tuban", gender="male", pillar="sosiopreneur"),
        applicant("man", gender="male", pillar="santripreneur"),
        applicant("woman", gender="female", pillar="sosiopreneur"),
    ]
    quotas = [
        quota("regency", "Tuban", least=1),
        quota("gender", "male", most=1),
        quota("pillar", "sosiopreneur", most=1),
    ]
    assert accepted(2, quotas, people) == {"man", "woman"}


def test_a_least_goes_before_any_score():
    people = [applicant("man", 100, gender="male"), applicant("woman", -5, gender="female")]
    assert accepted(1, [quota("gender", "female", least=1)], people) == {"woman"}


def test_the_sum_of_what_is_missing_counts_over_all_quotas_each_value_and_named():
    # From Tuban both quotas miss somebody, from Blitar one.
    people = [
        applicant("gresik", 100),
        applicant("tuban", 1, regency="Tuban"),
        applicant("blitar", 50, regency="Blitar"),
    ]
    quotas = [quota("regency", "*", least=1), quota("regency", "Tuban", least=1)]
    assert accepted(1, quotas, people) == {"tuban"}


def test_of_two_mosts_about_the_same_people_the_smaller_holds():
    people = [applicant(f"a{number}") for number in range(5)]
    quotas = [quota("regency", "*", most=3), quota("regency", "Gresik", most=2)]
    assert len(accepted(5, quotas, people)) == 2
    quotas = [quota("regency", "*", most=1), quota("regency", "Gresik", most=2)]
    assert len(accepted(5, quotas, people)) == 1


def test_one_after_the_other_would_miss_what_all_together_reach():
    # Who takes the best first has no way to the second seat with the larger sum.
    people = [
        applicant("both", 100, regency="Tuban", gender="male"),
        applicant("tuban", 90, regency="Tuban", gender="female"),
        applicant("man", 90, regency="Gresik", gender="male"),
    ]
    quotas = [quota("regency", "*", most=1), quota("gender", "*", most=1)]
    assert accepted(2, quotas, people) == {"tuban", "man"}


def test_one_person_serves_several_leasts():
    people = [
        applicant("best", 100),
        applicant("tuban", 30, regency="Tuban"),
        applicant("newcomer", 30, first_time=False),
        applicant("both", 10, regency="Tuban", first_time=False),
    ]
    quotas = [quota("regency", "Tuban", least=1), quota("first_time", False, least=1)]
    assert accepted(2, quotas, people) == {"best", "both"}


@pytest.mark.parametrize("written", [True, "true", "True"])
def test_first_timers_are_found_however_true_is_written(written):
    people = [applicant("new", 1, first_time=True), applicant("again", 9, first_time=False)]
    assert accepted(1, [quota("first_time", written, least=1)], people) == {"new"}


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_who_has_no_pesantren_shares_none(nothing):
    people = [applicant(f"a{number}", pesantren=nothing) for number in range(3)]
    assert len(accepted(3, [quota("pesantren", "*", most=1)], people)) == 3


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (82.51, 82.5),
        ("82.51", "82.5"),
        ("0.30000000000000000000000000000000001", 0.3),
        (0.1 + 0.2, 0.3),
        (10**25 + 1, 10**25),
        (0, -0.5),
        (None, -1),
        (1e-12, None),
    ],
)
def test_scores_are_compared_exactly(better, worse):
    people = [applicant("worse", worse), applicant("better", better)]
    assert accepted(1, [], people) == {"better"}
    assert accepted(1, [], people[::-1]) == {"better"}


def test_a_sum_of_many_digits_is_exact():
    # The two pairs differ by one in twenty digits; doubles would call them equal.
    people = [
        applicant("a", 10**20 + 1, regency="Tuban", gender="male"),
        applicant("b", 3 * 10**20, regency="Gresik", gender="female"),
        applicant("c", 2 * 10**20 + 1, regency="Tuban", gender="female"),
        applicant("d", 2 * 10**20 + 1, regency="Gresik", gender="male"),
    ]
    quotas = [quota("regency", "*", most=1), quota("gender", "*", most=1)]
    answer = proposed(2, quotas, people)
    assert set(answer["accepted"]) == {"c", "d"}
    assert answer["totals"]["score"] == str(4 * 10**20 + 2)


def test_the_sum_is_written_with_all_its_decimals():
    people = [applicant("a", "-0.10"), applicant("b", -0.05), applicant("c", 7)]
    assert proposed(2, [], people)["totals"]["score"] == "6.95"
    assert (
        proposed(3, [quota("regency", "Gresik", most=2)], people[:2])["totals"]["score"] == "-0.15"
    )


def test_equal_scores_are_settled_by_the_published_lot():
    people = [applicant(f"a{number}") for number in range(20)]
    for seed in ("", "2026", 7):
        rank = lots({"seed": seed, "applicants": people})
        answer = proposed(5, [], people, seed=seed)
        assert answer["accepted"] + answer["reserve"] == sorted(rank, key=rank.get)
        assert answer["seed"] == str(seed)


def test_the_order_of_the_input_changes_nothing():
    draw = random.Random(7)
    people = [
        applicant(
            f"a{number}",
            draw.choice([70, 80]),
            regency=draw.choice("ABC"),
            pesantren=draw.choice("KLMNO"),
            gender=draw.choice(["female", "male"]),
        )
        for number in range(40)
    ]
    quotas = [
        quota("pesantren", "*", most=4),
        quota("regency", "*", least=5),
        quota("gender", "female", least=8, most=9),
    ]
    first = proposed(16, quotas, people)
    for _ in range(4):
        draw.shuffle(people)
        draw.shuffle(quotas)
        again = proposed(16, quotas, people)
        assert again == first


def test_the_score_of_the_proposal_is_the_sum_of_its_people():
    people = [applicant(f"a{number}", f"{number}.{number}5") for number in range(9)]
    answer = proposed(4, [quota("regency", "Gresik", least=2)], people)
    scores = {one["id"]: Fraction(one["score"]) for one in people}
    assert Fraction(answer["totals"]["score"]) == sum(scores[name] for name in answer["accepted"])
