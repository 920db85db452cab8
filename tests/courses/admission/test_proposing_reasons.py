"""A proposal says why: what is not reached, why this person, why not that one."""

import pytest

from tests.courses.admission.proposed import applicant, proposed, quota


def explained(answer):
    return {one.pop("id"): one for one in answer["explained"]}


def test_too_few_from_tuban_applied():
    people = [applicant("t1", 1, regency="Tuban"), applicant("g1"), applicant("g2")]
    answer = proposed(2, [quota("regency", "Tuban", least=3)], people)
    assert answer["unmet"] == [
        {
            "by": "regency",
            "value": "Tuban",
            "quota": "Tuban",
            "least": 3,
            "accepted": 1,
            "missing": 2,
            "applied": 1,
            "full": [],
            "why": "too_few_applicants",
            "change": {
                "quota": {"by": "regency", "value": "Tuban"},
                "field": "least",
                "to": 1,
            },
        }
    ]
    assert answer["unknown"] == []


def test_a_value_that_nobody_has_is_named_as_unknown_and_is_missed():
    rules = [quota("regency", "Tubann", least=1), quota("gender", "f", most=3)]
    answer = proposed(2, rules, [applicant("a")])
    assert answer["unknown"] == [
        {"by": "gender", "value": "f"},
        {"by": "regency", "value": "Tubann"},
    ]
    assert [(one["value"], one["why"]) for one in answer["unmet"]] == [
        ("Tubann", "too_few_applicants")
    ]


def test_too_few_seats_for_all_regencies():
    people = [applicant(f"a{number}", regency=f"R{number}") for number in range(5)]
    answer = proposed(2, [quota("regency", "*", least=1)], people)
    assert [one["why"] for one in answer["unmet"]] == ["seats"] * 3
    assert [one["change"] for one in answer["unmet"]] == [{"field": "seats", "to": 5}] * 3
    assert {one["quota"] for one in answer["unmet"]} == {"*"}
    assert proposed(5, [quota("regency", "*", least=1)], people)["unmet"] == []


def test_a_most_elsewhere_keeps_out_those_who_would_help():
    people = [
        applicant(f"t{number}", regency="Tuban", pesantren="A", gender="male")
        for number in range(3)
    ]
    rules = [quota("regency", "Tuban", least=3), quota("pesantren", "*", most=2)]
    answer = proposed(3, rules, [*people, applicant("g", 1, pesantren="B")])
    (missed,) = answer["unmet"]
    assert (missed["why"], missed["accepted"]) == ("most_elsewhere", 2)
    assert missed["full"] == [{"by": "pesantren", "value": "A"}]
    assert missed["change"]["to"] == 2


def test_filling_every_seat_may_cost_a_least_and_more_seats_are_not_promised():
    people = [
        applicant("tuban", regency="Tuban", gender="male", pillar="sosiopreneur"),
        applicant("man", gender="male", pillar="santripreneur"),
        applicant("woman", gender="female", pillar="sosiopreneur"),
    ]
    rules = [
        quota("regency", "Tuban", least=1),
        quota("gender", "male", most=1),
        quota("pillar", "sosiopreneur", most=1),
    ]
    (missed,) = proposed(2, rules, people)["unmet"]
    assert (missed["why"], missed["change"]["field"]) == ("most_elsewhere", "least")


def test_more_seats_than_people_are_missing_are_no_smallest_change():
    # One person serves two leasts and keeps out who serves the third; all three want three seats.
    people = [
        applicant("two", regency="Tuban", pillar="sosiopreneur", pesantren="A"),
        applicant("third", gender="male", pesantren="A"),
        applicant("tuban", regency="Tuban", pesantren="B"),
        applicant("sosio", pillar="sosiopreneur", pesantren="C"),
    ]
    rules = [
        quota("pesantren", "A", most=1),
        quota("regency", "Tuban", least=1),
        quota("pillar", "sosiopreneur", least=1),
        quota("gender", "male", least=1),
    ]
    (missed,) = proposed(1, rules, people)["unmet"]
    assert (missed["why"], missed["change"]["field"], missed["change"]["to"]) == (
        "seats",
        "least",
        0,
    )
    assert proposed(3, rules, people)["unmet"] == []


@pytest.mark.parametrize("seats", [1, 2, 3, 4])
def test_each_change_that_is_named_does_what_it_says(seats):
    people = [
        applicant(f"a{number}", 60 + number, regency=f"R{number % 4}", pesantren=f"P{number % 3}")
        for number in range(9)
    ]
    rules = [
        *(quota("regency", f"R{number}", least=number) for number in range(1, 4)),
        quota("pesantren", "*", most=1),
    ]
    for missed in proposed(seats, rules, people)["unmet"]:
        change = missed["change"]
        more = change["to"] if change["field"] == "seats" else seats
        changed = [
            rule | {"least": change["to"]}
            if change.get("quota", {}).get("value") == rule["value"]
            else rule
            for rule in rules
        ]
        again = proposed(more, changed, people)["unmet"]
        assert missed["value"] not in [one["value"] for one in again]


def test_why_each_is_accepted_or_not():
    people = [
        applicant("first", 99, pesantren="A", gender="male"),
        applicant("second", 98, pesantren="A", gender="male"),
        applicant("passed", 90, pesantren="B", gender="male"),
        applicant("woman", 60, pesantren="C", gender="female"),
        applicant("last", 50, pesantren="D", gender="male"),
    ]
    rules = [quota("pesantren", "*", most=1), quota("gender", "female", least=1)]
    answer = proposed(2, rules, people)
    full = [{"by": "pesantren", "value": "A", "most": 1}]
    female = [{"by": "gender", "value": "female"}]
    assert answer["accepted"] == ["first", "woman"]
    assert answer["reserve"] == ["second", "passed", "last"]
    assert explained(answer) == {
        "first": {"state": "accepted", "why": "merit"},
        "woman": {
            "state": "accepted",
            "why": "least",
            "quotas": female,
            "instead_of": "passed",
        },
        "second": {
            "state": "reserve",
            "why": "most_full",
            "full": full,
            "fills": {"of": full, "seats": 1},
        },
        "passed": {
            "state": "reserve",
            "why": "passed_over",
            "quotas": female,
            "accepted": "woman",
            "fills": {"of": [], "seats": 2},
        },
        "last": {
            "state": "reserve",
            "why": "below_last",
            "last": "woman",
            "fills": {"of": [], "seats": 2},
        },
    }


def test_who_moves_up_because_better_ones_are_stopped():
    people = [applicant("a", 9, pesantren="A"), applicant("b", 8, pesantren="A")]
    people += [applicant("c", 7, pesantren="C"), applicant("d", 6, pesantren="D")]
    answer = explained(proposed(2, [quota("pesantren", "*", most=1)], people))
    assert answer["c"] == {"state": "accepted", "why": "moved_up"}


def test_a_most_of_nobody_excludes_for_ever():
    people = [applicant("old", 99, first_time=False), applicant("new", 1)]
    answer = proposed(1, [quota("first_time", False, most=0)], people)
    assert (answer["accepted"], answer["reserve"]) == (["new"], [])
    assert explained(answer)["old"] == {
        "state": "excluded",
        "why": "most_of_none",
        "full": [{"by": "first_time", "value": False, "most": 0}],
    }


def test_a_reserve_with_two_full_values_fills_the_seat_of_somebody_with_both():
    people = [
        applicant("both", 9, regency="Tuban", gender="male"),
        applicant("waits", 5, regency="Tuban", gender="male"),
        applicant("other", 8, regency="Gresik", gender="female"),
    ]
    rules = [quota("regency", "*", most=1), quota("gender", "male", most=1)]
    waits = explained(proposed(3, rules, people))["waits"]
    assert waits["fills"] == {
        "of": [
            {"by": "regency", "value": "Tuban", "most": 1},
            {"by": "gender", "value": "male", "most": 1},
        ],
        "seats": 1,
    }


def test_a_reserve_whom_no_single_seat_lets_in_fills_none():
    people = [
        applicant("tuban", 9, regency="Tuban", gender="female"),
        applicant("man", 8, regency="Gresik", gender="male"),
        applicant("waits", 1, regency="Tuban", gender="male"),
    ]
    rules = [quota("regency", "*", most=1), quota("gender", "male", most=1)]
    assert explained(proposed(3, rules, people))["waits"]["fills"]["seats"] == 0


def test_without_seats_everybody_waits_and_reads_why():
    answer = explained(proposed(0, [], [applicant("a")]))
    assert answer["a"] == {
        "state": "reserve",
        "why": "no_seats",
        "fills": {"of": [], "seats": 0},
    }
