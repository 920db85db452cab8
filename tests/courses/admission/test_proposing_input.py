"""What a proposal is asked that cannot be answered is refused in a sentence."""

import json

import pytest

from courses.admission.proposal.reading import Unreadable, checked, read
from tests.courses.admission.proposed import applicant, asked, quota


def without(thing, key):
    return {name: value for name, value in thing.items() if name != key}


def with_quota(rule):
    return asked(1, [rule], [applicant("a")])


def with_score(score):
    return asked(1, [], [applicant("a", score)])


SOUND = asked(1, [quota("gender", "*", 1, 2)], [applicant("a")])
FAULTS = [
    ([], "has to be an object"),
    (None, "has to be an object"),
    (without(SOUND, "seats"), "The input has no “seats”."),
    (without(SOUND, "quotas"), "The input has no “quotas”."),
    (without(SOUND, "applicants"), "The input has no “applicants”."),
    (SOUND | {"seats": -1}, "“seats” has to lie between 0 and 100000."),
    (SOUND | {"seats": 10**30}, "“seats” has to lie between 0 and 100000."),
    (SOUND | {"seats": "250"}, "“seats” has to be a whole number."),
    (SOUND | {"seats": 2.5}, "“seats” has to be a whole number."),
    (SOUND | {"seats": True}, "“seats” has to be a whole number."),
    (SOUND | {"seats": None}, "“seats” has to be a whole number."),
    (SOUND | {"seed": [1]}, "“seed” has to be a text or a whole number."),
    (SOUND | {"quotas": {}}, "“quotas” has to be a list."),
    (SOUND | {"applicants": "a"}, "“applicants” has to be a list."),
    (SOUND | {"quotas": [1]}, "Number 1 of “quotas” has to be an object."),
    (SOUND | {"applicants": [None]}, "Number 1 of “applicants” has to be an object."),
    (with_quota(quota("village", "*", 1)), "Quota 1 is by something unknown."),
    (with_quota(quota(["gender"], "*", 1)), "Quota 1 is by something unknown."),
    (with_quota(without(quota("gender", "*"), "by")), "Quota 1 has no “by”."),
    (with_quota(without(quota("gender", "*"), "value")), "Quota 1 has no “value”."),
    (with_quota(quota("gender", None, 1)), "Quota 1 has no value."),
    (with_quota(quota("gender", " ", 1)), "Quota 1 has no value."),
    (with_quota(quota("gender", {}, 1)), "“value” of Quota 1 has to be a text"),
    (with_quota({"by": "gender", "value": "*"}), "Quota 1 has no “least” and no “most”."),
    (with_quota(quota("gender", "*", 1) | {"moust": 2}), "Quota 1 has the unknown key “moust”."),
    (with_quota(quota("gender", "*", -1)), "“least” of Quota 1 has to lie between 0"),
    (with_quota(quota("gender", "*", None, -1)), "“most” of Quota 1 has to lie between 0"),
    (with_quota(quota("gender", "*", 1.5)), "“least” of Quota 1 has to be a whole number."),
    (with_quota(quota("gender", "*", "2")), "“least” of Quota 1 has to be a whole number."),
    (with_quota(quota("gender", "*", 3, 2)), "Quota 1 wants at least 3 and at most 2."),
    (
        SOUND | {"quotas": [quota("gender", "male", 1), quota("gender", "male", None, 3)]},
        "Two quotas are about the gender “male”.",
    ),
    (
        SOUND | {"quotas": [quota("first_time", True, 1), quota("first_time", "true", 1)]},
        "Two quotas are about the first_time “true”.",
    ),
    (SOUND | {"quotas": [quota("gender", "*", 1)] * 2}, "Two quotas are about the gender “*”."),
    (asked(1, [], [applicant("a"), applicant("a")]), "Two applicants have the id “a”."),
    (asked(1, [], [applicant("1"), applicant(1)]), "Two applicants have the id “1”."),
    *((asked(1, [], [without(applicant("a"), key)]), f"has no “{key}”.") for key in applicant("a")),
    *(
        (asked(1, [], [applicant(name)]), "“id” of Applicant 1 has to be a text")
        for name in (None, "", True, 1.5, ["a"])
    ),
    (asked(1, [], [applicant("a", regency=["x"])]), "“regency” of Applicant 1 (“a”) has to be"),
    (asked(1, [], [applicant("a", regency="*")]), "has “*” for a value"),
    (with_score("82,5"), "is “82,5”. Write a number with a point, like 82.5."),
    (with_score("١٢"), "Write a number with a point"),
    (with_score("1e5"), "Write a number with a point"),
    (with_score(""), "Write a number with a point"),
    (with_score("NaN"), "Write a number with a point"),
    (with_score(float("inf")), "is not a number that can be compared."),
    (with_score(float("nan")), "is not a number that can be compared."),
    (with_score(True), "has to be a number or null."),
    (with_score([80]), "has to be a number or null."),
    (with_score(10**40), "has too many digits."),
    (with_score(1e300), "has too many digits."),
    (with_score(1e-300), "has too many digits."),
    (
        asked(1, [], [applicant(f"a{number}") for number in range(20_001)]),
        "There are 20001 applicants.",
    ),
]


@pytest.mark.parametrize(("sent", "sentence"), FAULTS)
def test_what_is_not_sound_is_refused_with_what_is_wrong(sent, sentence):
    with pytest.raises(Unreadable) as refusal:
        checked(sent)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The input is not JSON"),
        ("seats: 3", "The input is not JSON"),
        ("[" * 100_000, "The input is not JSON"),
        ('{"seats": ' + "9" * 5000 + "}", "The input is not JSON"),
        ('{"seats": NaN}', "NaN is not a number"),
        ('{"seats": -Infinity}', "-Infinity is not a number"),
        (json.dumps(with_score(0)).replace(": 0,", ": 1e400,"), "has too many digits."),
        (json.dumps(with_score(0)).replace(": 0,", ": 1e-99999999,"), "has too many digits."),
        (json.dumps(with_score(0)).replace(": 0,", f": 1e{'9' * 30},"), "has too many digits."),
    ],
)
def test_a_text_that_is_not_json_or_holds_no_numbers_is_refused(text, sentence):
    with pytest.raises(Unreadable) as refusal:
        read(text)
    assert sentence in str(refusal.value)


def test_what_is_not_asked_for_is_left_alone():
    sent = SOUND | {"note": "two", "applicants": [applicant("a") | {"name": "Sulastri"}]}
    assert read(json.dumps(sent)) == checked(SOUND)


def test_a_nought_of_many_digits_is_read_at_once():
    text = json.dumps(with_score(0)).replace('"score": 0', '"score": 0e-99999999')
    assert read(text) == checked(with_score(0))
