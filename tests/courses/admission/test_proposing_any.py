"""Of small questions every choice is tried: none is better than the one proposed.

A quick look in every run; `HYPOTHESIS_PROFILE=long` looks at many more.
"""

import os

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from courses.admission.proposal.proposing import propose
from courses.admission.proposal.reading import checked
from tests.courses.admission.proposed import best_worth, worth

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
VALUES = {
    "regency": ["Gresik", "Tuban", "Blitar"],
    "pesantren": ["A", "B", "C", None],
    "gender": ["female", "male"],
    "pillar": ["santripreneur", "sosiopreneur"],
    "first_time": [True, False],
}
SCORES = st.one_of(
    st.sampled_from([80, 80, 70, 0, -3, None]),
    st.integers(0, 100),
    st.integers(-(10**19), 10**19),
    st.sampled_from([10**18, 10**18 + 1, 10**9, 1]),
)


@st.composite
def quotas(draw):
    by = draw(st.sampled_from(sorted(VALUES)))
    value = draw(st.sampled_from(["*", *[one for one in VALUES[by] if one is not None], "Nowhere"]))
    least = draw(st.none() | st.integers(0, 4))
    most = draw(st.none() | st.integers(least or 0, 5))
    return {"by": by, "value": value, "least": least, "most": most}


@st.composite
def questions(draw):
    people = draw(st.lists(st.tuples(SCORES, *map(st.sampled_from, VALUES.values())), max_size=9))
    rules = draw(
        st.lists(quotas(), max_size=7, unique_by=lambda rule: (rule["by"], str(rule["value"])))
    )
    return {
        "seats": draw(st.integers(0, 10)),
        "quotas": rules,
        "applicants": [
            {"id": f"a{number}", "score": score, **dict(zip(VALUES, values, strict=True))}
            for number, (score, *values) in enumerate(people)
        ],
        "seed": draw(st.sampled_from(["", "x"])),
    }


@settings(
    max_examples=3000 if LONG else 120,
    deadline=None,
    derandomize=not LONG,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(question=questions(), shuffled=st.randoms(use_true_random=False))
def test_no_choice_is_better_than_the_one_proposed(question, shuffled):
    answer = propose(checked(question))
    assert worth(question, set(answer["accepted"])) == best_worth(question)

    met_not = {(one["by"], one["value"], one["quota"]): one["missing"] for one in answer["unmet"]}
    assert sum(met_not.values()) == -worth(question, set(answer["accepted"]))[1]
    assert_complete(question, answer)
    assert_explained(question, answer)
    for one in answer["unmet"]:
        assert_changed(question, one)

    shuffled.shuffle(question["applicants"])
    assert propose(checked(question)) == answer


def assert_complete(question, answer):
    """Everybody is accepted, waits, or can never be accepted; each with a reason."""
    people = {one["id"] for one in question["applicants"]}
    explained = {one["id"]: one for one in answer["explained"]}
    assert set(explained) == people
    for state, listed in (("accepted", answer["accepted"]), ("reserve", answer["reserve"])):
        assert [name for name, one in explained.items() if one["state"] == state] == listed
    for name in people - set(answer["accepted"]):
        alone = {**question, "seats": 1}
        assert (worth(alone, {name}) is not None) == (name in answer["reserve"])


def assert_explained(question, answer):
    """Each reason names what it speaks of, and a reserve fills the seats that it is said to."""
    chosen = set(answer["accepted"])
    people = {one["id"]: one for one in question["applicants"]}
    for one in answer["explained"]:
        for rule in one.get("quotas", ()):
            accepted, other = (
                (one["id"], one["instead_of"])
                if one["why"] == "least"
                else (one["accepted"], one["id"])
            )
            assert people[accepted][rule["by"]] == rule["value"]
            assert people[other][rule["by"]] != rule["value"]
        assert one.get("quotas") != []
        if one["state"] == "reserve":
            swapped = [chosen - {left} | {one["id"]} for left in chosen]
            fits = sum(worth(question, people) is not None for people in swapped)
            assert one["fills"]["seats"] == fits


def assert_changed(question, missed):
    """The change that is named makes that the least is reached."""
    if missed["change"]["field"] == "seats":
        again = propose(checked(question | {"seats": missed["change"]["to"]}))["unmet"]
    elif missed["quota"] == "*":
        return  # what is said of one value is no quota of each
    else:
        same = {"by": missed["by"], "value": missed["quota"]}
        rules = [
            rule | {"least": missed["change"]["to"]} if same.items() <= rule.items() else rule
            for rule in question["quotas"]
        ]
        again = propose(checked(question | {"quotas": rules}))["unmet"]
    assert (missed["by"], missed["value"], missed["quota"]) not in [
        (one["by"], one["value"], one["quota"]) for one in again
    ]
