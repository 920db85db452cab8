"""The invented people are credible, harmless, and the same at every load."""

from collections import Counter

import phonenumbers
from phonenumbers import carrier

from academy.demo.load.cast import cast, homes
from academy.demo.namebook import KNOWN_PEOPLE
from academy.demo.names import PEOPLE, people
from academy.demo.staff import WORKERS, companions
from academy.people.particulars.names import name_key


def test_the_same_people_are_invented_each_time():
    assert people.__wrapped__() == people()


def test_two_thousand_people_of_all_kinds_of_names():
    names = [person.full_name for person in people()]
    assert len(names) == PEOPLE == 2000
    assert sum(" " not in name for name in names) >= 60
    assert sum("'" in name for name in names) >= 200
    assert sum(len(name) >= 40 for name in names) >= 20
    assert sum(bool(person.arabic_name) for person in people()) >= 100
    assert {person.title for person in people()} >= {"Gus", "Ning", "KH.", "S.Pd.I."}


def test_nobody_bears_the_name_of_a_known_person():
    everybody = [p.full_name for p in people()] + [w.full_name for w in (*WORKERS, *companions())]
    assert not {name.casefold() for name in everybody} & KNOWN_PEOPLE


def test_no_phone_of_the_demo_was_ever_given_to_anybody():
    numbers = [phonenumbers.parse(p.phone) for p in people() if p.phone]
    assert all(phonenumbers.is_valid_number(number) for number in numbers)
    assert {carrier.name_for_number(number, "en") for number in numbers} == {""}


def test_no_letter_of_the_demo_reaches_anybody():
    domains = {p.email.partition("@")[2] for p in people() if p.email}
    assert all(domain == "example.org" or domain.endswith(".example") for domain in domains)


def test_some_have_neither_phone_nor_mail_and_some_share_a_phone():
    neither = sum(not p.phone and not p.email for p in people())
    sharing = Counter(Counter(p.phone for p in people() if p.phone).values())
    assert neither >= 200
    assert sharing[2] + sharing[3] + sharing[4] >= 100
    assert sum(bool(p.phone) for p in people()) in range(1400, 1600)
    assert sum(bool(p.email) for p in people()) in range(400, 600)


def test_who_shares_a_phone_lives_in_one_pesantren():
    houses = {}
    for person in people():
        if person.phone:
            houses.setdefault(person.phone, set()).add(homes()[person.number])
    assert {len(found) for found in houses.values()} == {1}


def test_probable_duplicates_have_the_same_key_birth_and_pesantren():
    second = [person for person in people() if person.same_as is not None]
    originals = [people()[person.same_as] for person in second]
    assert len(second) == 8
    assert [name_key(p.full_name) for p in second] == [name_key(p.full_name) for p in originals]
    assert [p.days_old for p in second] == [p.days_old for p in originals]
    assert [homes()[p.number] for p in second] == [homes()[p.number] for p in originals]


def test_each_person_holds_at_most_one_seat():
    seated = [number for seats in cast().seated.values() for number in seats]
    assert len(seated) == len(set(seated)) == 750
    assert not set(seated) & set(cast().applicants)
    assert len(cast().applicants) == 1250
