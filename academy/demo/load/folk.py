"""Accounts, roles, memberships and consents of everybody in the demo."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import models

from academy.core.text.typed import clean_typed
from academy.demo.accounts import PARTICIPANT_PIN, PASSWORD
from academy.demo.load.base import Clock, create, set_times, stable_id, sure
from academy.demo.load.cast import GRADUATE, PARTICIPANT, accompanied, first_batch, homes
from academy.demo.load.dates import submitted_at
from academy.demo.names import Person, people
from academy.demo.seeds import rng
from academy.demo.staff import WORKERS, Worker, companions
from academy.demo.texts.privacy import PRIVACY_NOTICE
from academy.people.models import (
    Consent,
    ConsentGiver,
    Membership,
    MembershipRole,
    Pesantren,
    PrivacyNotice,
    RoleGrant,
    User,
)
from academy.people.particulars.names import name_key

PRINTED = {PARTICIPANT: "peserta", GRADUATE: "lulusan"}


@dataclass(frozen=True, slots=True)
class Folk:
    people: list[User]  # by the number of the person
    workers: dict[str, User]  # by user name, companions too

    def of_role(self, role: str) -> list[User]:
        return [self.workers[worker.username] for worker in WORKERS if worker.role == role]


def load_folk(clock: Clock, houses: list[Pesantren]) -> Folk:
    """Make all accounts; every secret is hashed once and shared (one hash costs 50 ms)."""
    secret, pin = make_password(PASSWORD), make_password(PARTICIPANT_PIN)
    staff = [*WORKERS, *companions()]
    workers = create(_worker(clock, worker, number, secret) for number, worker in enumerate(staff))
    by_name = {user.username: user for user in workers}
    taken: set[str] = set(by_name)
    persons = create(_person(clock, person, taken, secret, pin) for person in people())
    folk = Folk(persons, by_name)
    set_times(User, "joined_at", _joined(clock, folk))
    _roles(clock, folk)
    _memberships(clock, folk, houses)
    _consents(clock, folk, houses)
    return folk


def _worker(clock: Clock, worker: Worker, number: int, secret: str) -> User:
    return User(
        public_id=stable_id("worker", worker.username),
        username=worker.username,
        password=secret,
        full_name=worker.full_name,
        title=worker.title,
        name_key=name_key(worker.full_name),
        gender=worker.gender,
        email=worker.email or None,
        birth_on=clock.day(-365 * (28 + number % 24) - number * 11),
        is_staff=worker.role in ("trainer", "editor"),
        is_demo=True,
    )


def _person(clock: Clock, person: Person, taken: set[str], secret: str, pin: str) -> User:
    name = clean_typed(person.full_name)
    return User(
        public_id=stable_id("person", person.number),
        username=PRINTED.get(person.number) or _username(name, taken),
        password=secret if person.number in PRINTED else pin,
        full_name=name,
        title=person.title,
        arabic_name=person.arabic_name,
        certificate_name=f"{name}, {person.title}" if person.title.startswith("S.") else "",
        name_key=name_key(name),
        gender=person.gender,
        birth_on=person.born_on(clock.date),
        phone=person.phone,
        email=person.email or None,
        is_demo=True,
    )


def _username(name: str, taken: set[str]) -> str:
    """A readable user name that nobody has yet: first two words, then a figure."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    base = ".".join(re.sub(r"[^a-z ]", "", plain).split()[:2])[:30] or "peserta"
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}{number}"
    taken.add(candidate)
    return candidate


def _joined(clock: Clock, folk: Folk) -> list[tuple[datetime, int]]:
    times = [
        (clock.at(-300 + index % 30, 9, index % 60), user.pk)
        for index, user in enumerate(folk.workers.values())
    ]
    times += [(joined_at(clock, number), user.pk) for number, user in enumerate(folk.people)]
    return times


def joined_at(clock: Clock, number: int) -> datetime:
    """When the account was made: some hours before the first application was sent."""
    return submitted_at(clock, first_batch(number), number) - timedelta(hours=5 + number % 43)


def _roles(clock: Clock, folk: Folk) -> None:
    manager = folk.workers["pengelola"]
    grants = create(
        RoleGrant(user=folk.workers[worker.username], role=worker.role, granted_by=manager)
        for worker in WORKERS
    )
    RoleGrant.objects.filter(pk__in=[grant.pk for grant in grants]).update(
        granted_at=clock.at(-299, 10)
    )


def _memberships(clock: Clock, folk: Folk, houses: list[Pesantren]) -> None:
    rows = []
    for person, user in zip(people(), folk.people, strict=True):
        rows.append(
            Membership(
                user=user,
                pesantren=houses[homes()[person.number]],
                role=MembershipRole(person.role),
                started_on=clock.day(-300 - person.number % 900),
            )
        )
    for worker, number in zip(companions(), accompanied(), strict=False):
        rows.append(
            Membership(
                user=folk.workers[worker.username],
                pesantren=houses[number],
                role=MembershipRole.COMPANION,
                started_on=clock.day(-420),
            )
        )
    create(rows)


def _consents(clock: Clock, folk: Folk, houses: list[Pesantren]) -> None:
    notice, _ = PrivacyNotice.objects.get_or_create(
        version=1, defaults={"text": PRIVACY_NOTICE, "published_at": clock.at(-300, 8)}
    )
    newest = PrivacyNotice.objects.aggregate(newest=models.Max("version"))["newest"]
    notice = notice if newest == 1 else PrivacyNotice.objects.get(version=newest)
    chance = rng("consents")
    companion_of = dict(zip(accompanied(), companions(), strict=False))
    rows = [
        Consent(user=user, notice=notice, giver=ConsentGiver.SELF, given_at=clock.at(-298, 9))
        for user in folk.workers.values()
    ]
    for person, user in zip(people(), folk.people, strict=True):
        given_at = joined_at(clock, person.number) + timedelta(minutes=4)
        giver, giver_name, recorder = ConsentGiver.SELF, "", None
        if sure(user.birth_on) > (given_at - timedelta(days=18 * 365.25)).date():
            companion = companion_of.get(homes()[person.number])
            if companion and chance.random() < 0.7:
                giver = ConsentGiver.PESANTREN
                giver_name = f"{companion.title} {companion.full_name}"
                recorder = folk.workers[companion.username]
            else:
                giver = ConsentGiver.GUARDIAN
                giver_name = f"{chance.choice(('Bapak', 'Ibu'))} {chance.choice(GUARDIANS)}"
        rows.append(
            Consent(
                user=user,
                notice=notice,
                giver=giver,
                giver_name=giver_name,
                recorded_by=recorder,
                given_at=given_at,
            )
        )
    create(rows)


GUARDIANS = (
    "Suyitno", "Mat Hasan", "Sumarti", "Karsono", "Mistiyah", "Nur Hayati", "Abd. Rasyid",
    "Kusnadi", "Siti Maimunah",
    "Wagiran", "Sulaiman", "Musripah", "Parmin", "Hosnol", "Rukiyah", "Sutikno", "Tohiroh",
    "Imam Ghozali",
)  # fmt: skip
