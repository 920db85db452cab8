"""Two thousand invented santri, alumni, kopontren managers and neighbours of East Java."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from academy.demo import namebook as book
from academy.demo.seeds import rng, spread

PEOPLE = 2000
DUPLICATES = 8  # people at the end of the list who apply a second time under another spelling

# Mobile prefixes that the numbering plan counts as valid and that no operator was given:
# nobody can be called or sent a WhatsApp message by mistake from the demo.
UNASSIGNED_PREFIXES = (
    "824",
    "825",
    "826",
    "834",
    "835",
    "836",
    "837",
    "839",
    "854",
    "860",
    "861",
    "862",
)
MAIL_DOMAINS = {  # reserved for examples: no letter from the demo reaches anybody
    "santri": ("santri.example", "example.org"),
    "alumni": ("alumni.example", "example.org"),
    "kopontren": ("kopontren.example",),
    "community": ("example.org",),
}

ROLES = spread([("santri", 76), ("alumni", 12), ("kopontren", 8), ("community", 4)])
PILLAR_OF_ROLE = {
    "santri": "santripreneur",
    "kopontren": "pesantrenpreneur",
    "alumni": "sosiopreneur",
    "community": "sosiopreneur",
}
AGE_IN_YEARS = {
    "santri": (15, 20),
    "alumni": (21, 38),
    "kopontren": (24, 55),
    "community": (20, 52),
}


@dataclass(frozen=True, slots=True)
class Person:
    number: int
    full_name: str
    title: str
    arabic_name: str
    gender: str  # male | female
    role: str  # santri | alumni | kopontren | community
    pillar: str
    days_old: int
    phone: str  # E.164, or empty
    email: str  # or empty
    same_as: int | None = None  # number of the person who is this one under another spelling

    def born_on(self, today: date) -> date:
        return today - timedelta(days=self.days_old)


@cache
def people() -> tuple[Person, ...]:
    """The same `PEOPLE` persons at every call, in the same order; phone and e-mail included."""
    chance = rng("people")
    persons: list[Person] = []
    seen: set[str] = set()
    for number in range(PEOPLE - DUPLICATES):
        role = chance.choice(ROLES)
        gender = chance.choice(("male", "female", "female", "male", "female"))
        name, arabic = _unused_name(chance, gender, seen)
        persons.append(
            Person(
                number=number,
                full_name=name,
                title=_title(chance, gender, role),
                arabic_name=arabic if chance.random() < 0.3 else "",
                gender=gender,
                role=role,
                pillar=PILLAR_OF_ROLE[role],
                days_old=_days_old(chance, role),
                phone="",
                email="",
            )
        )
    return tuple(_with_second_spellings(chance, _with_contacts(chance, persons)))


def _unused_name(chance: Random, gender: str, seen: set[str]) -> tuple[str, str]:
    # Real lists have namesakes; ours has a few, but not by the dozen.
    while True:
        name, arabic = _male(chance) if gender == "male" else _female(chance)
        key = name.casefold()
        if key in book.KNOWN_PEOPLE:
            continue
        if key in seen and (" " in name or chance.random() < 0.5):
            continue
        seen.add(key)
        return name, arabic


def _male(chance: Random) -> tuple[str, str]:
    shape = chance.random()
    if shape < 0.06:
        return chance.choice(book.ONE_WORD_MALE), ""
    if shape < 0.18:
        own = chance.choice(book.MALE_MADURESE)
        return _pair(own, chance.choice(book.MALE_MADURESE[10:]) if " " not in own else ""), ""
    if shape < 0.32:
        own, last = (
            chance.choice(book.MALE_JAVANESE_FIRST),
            chance.choice(book.MALE_JAVANESE_LAST),
        )
        middle = chance.choice([*book.MALE_GIVEN, "", ""])
        return " ".join(filter(None, (own, middle, last))), ""
    if shape < 0.36:
        return _long_male(chance)
    if shape < 0.5:
        quality = _pick(chance, book.ABDUL_NAMES)
        given = _pick(chance, book.MALE_GIVEN)
        prefix = chance.choice(("Abdul", "Abdul", "Abd."))
        return f"{prefix} {quality[0]} {given[0]}", _arabic(f"عبد ال{quality[1]}", given[1])
    first, one, two = (
        chance.choice(tuple(book.MALE_FIRST.items())),
        _pick(chance, book.MALE_GIVEN),
        _pick(chance, book.MALE_GIVEN),
    )
    if first[0].startswith("Abd") or one == two:
        return f"{one[0]} {chance.choice(book.MALE_JAVANESE_LAST)}", ""
    if shape < 0.66:
        return f"{first[0]} {one[0]}", _arabic(first[1], one[1])
    return f"{first[0]} {one[0]} {two[0]}", _arabic(first[1], one[1], two[1])


def _long_male(chance: Random) -> tuple[str, str]:
    quality, given = _pick(chance, book.ABDUL_NAMES), _pick(chance, book.MALE_GIVEN)
    middle, nisba = _pick(chance, book.JAELANI), _pick(chance, book.NISBAS)
    name = f"Muhammad Abdul {quality[0]} {given[0]} {middle[0]} {nisba[0]}"
    return name, _arabic("محمد", f"عبد ال{quality[1]}", given[1], middle[1], nisba[1])


def _female(chance: Random) -> tuple[str, str]:
    shape = chance.random()
    if shape < 0.08:
        return chance.choice(book.ONE_WORD_FEMALE), ""
    if shape < 0.2:
        own = chance.choice(book.FEMALE_MADURESE)
        return _pair(own, chance.choice(book.FEMALE_MADURESE[15:]) if " " not in own else ""), ""
    if shape < 0.36:
        own, last = (
            chance.choice(book.FEMALE_JAVANESE_FIRST),
            chance.choice(book.FEMALE_JAVANESE_LAST),
        )
        middle = chance.choice([*book.FEMALE_GIVEN, "", ""])
        return " ".join(filter(None, (own, middle, last))), ""
    first = chance.choice(tuple(book.FEMALE_FIRST.items()))
    one, two = _pick(chance, book.FEMALE_GIVEN), _pick(chance, book.FEMALE_GIVEN)
    if shape < 0.4:
        name = f"{first[0]} {one[0]} {two[0]} Binti {chance.choice(tuple(book.MALE_GIVEN))}"
        return name, ""
    if shape < 0.7 or one == two:
        third = chance.choice(
            ("Fitri", "Maulida", "Ramadhani", "Azzahra", "Fauziah", "Ulfa", "Rohmaniyah")
        )
        return f"{first[0]} {one[0]} {third}", ""
    return f"{first[0]} {one[0]} {two[0]}", _arabic(first[1], one[1], two[1])


def _pick(chance: Random, parts: dict[str, str]) -> tuple[str, str]:
    return chance.choice(tuple(parts.items()))


def _pair(first: str, second: str) -> str:
    return first if first == second else f"{first} {second}".strip()


def _arabic(*parts: str) -> str:
    """Joined script, or nothing if one part has no Arabic spelling."""
    return re.sub(r"ال (?=\S)", "ال", " ".join(parts)) if all(parts) else ""


def _title(chance: Random, gender: str, role: str) -> str:
    if role == "kopontren" and chance.random() < 0.3:
        return chance.choice(
            ("S.Pd.I.", "S.E.", "S.Ag.", "KH." if gender == "male" else "Nyai Hj.")
        )
    if chance.random() < 0.03:
        return "Gus" if gender == "male" else "Ning"
    if role == "alumni" and chance.random() < 0.12:
        return chance.choice(("S.Pd.I.", "S.H.I.", "S.Kom."))
    return ""


def _days_old(chance: Random, role: str) -> int:
    youngest, oldest = AGE_IN_YEARS[role]
    return chance.randrange(youngest * 366, (oldest + 1) * 365 - 5)


def _with_contacts(chance: Random, persons: list[Person]) -> list[Person]:
    """Give about 75 % a phone (some shared by two to four friends) and about 25 % an e-mail address."""
    done: list[Person] = []
    shared: dict[str, list[str]] = {"male": [], "female": []}  # numbers with a friend still to come
    for person in persons:
        phone = email = ""
        if chance.random() < 0.75:
            waiting = shared[person.gender] if person.role == "santri" else []
            if waiting:
                phone = waiting.pop()
            else:
                phone = f"+62{chance.choice(UNASSIGNED_PREFIXES)}{chance.randrange(10**7, 10**8)}"
                waiting.extend([phone] * chance.choice((0,) * 9 + (1, 1, 2, 3)))
        if chance.random() < (0.2 if person.role == "santri" else 0.45):
            email = f"{_mailbox(person.full_name)}.{person.number}@{chance.choice(MAIL_DOMAINS[person.role])}"
        done.append(replace(person, phone=phone, email=email))
    return done


def _mailbox(name: str) -> str:
    words = re.sub(r"[^a-z ]", "", name.casefold()).split()
    return ".".join(words[:2])


def _with_second_spellings(chance: Random, persons: list[Person]) -> list[Person]:
    """Add the people who are already in the list, spelled as they spelled themselves the second time."""
    candidates = [
        p for p in persons[800:] if p.full_name.startswith(("Muhammad ", "Abdul ", "Siti "))
    ]
    for number, original in enumerate(chance.sample(candidates, DUPLICATES), start=len(persons)):
        first, rest = original.full_name.split(" ", 1)
        first = {"Muhammad": "Moh.", "Abdul": "Abd.", "Siti": "SITI"}[first]
        spelled = f"{first} {rest.upper() if first == 'SITI' else rest}"
        persons.append(
            replace(
                original,
                number=number,
                full_name=spelled,
                email="",
                title="",
                same_as=original.number,
            )
        )
    return persons
