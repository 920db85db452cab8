"""What was set right about a person, and what setting it right would bring with it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from academy.people.ages import ADULT_YEARS, age_on
from academy.people.models import Pesantren, User
from academy.people.particulars.names import name_key
from academy.people.particulars.phones import national_phone
from academy.web import formats
from courses.models import Application, CorrectedField, Enrollment, PersonCorrection

# By way of what somebody is set right: a seat, or an application of who has none.
type Way = Enrollment | Application
# What somebody above, who knows what was issued, says of a correction.
type Reader = Callable[[Way, Mapping[str, Any]], list[str]]
_READERS: list[Reader] = []


def register(read: Reader) -> None:
    """Let `read` say what the changes of a person bring with them elsewhere."""
    _READERS.append(read)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is, or was, set right."""

    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction as the page of the person tells it."""

    correction: PersonCorrection
    lines: list[Line]


def values_of(way: Way) -> dict[str, Any]:
    """Return what stands there now, by `CorrectedField`.

    The pesantren of an application is entered where it is decided about.
    """
    found: dict[str, Any] = {
        CorrectedField.NAME: way.user.full_name,
        CorrectedField.PHONE: way.user.phone,
        CorrectedField.BIRTH: way.user.birth_on,
    }
    if isinstance(way, Enrollment):
        found[CorrectedField.PESANTREN] = way.pesantren
    return found


def as_text(value: Any) -> str:
    """Return a value as it is kept: phones as E.164, days as ISO.

    A pesantren with its regency: many have the same name.
    """
    if isinstance(value, Pesantren):
        return f"{value.name}, {value.regency}"
    return value.isoformat() if isinstance(value, dt.date) else str(value or "")


def preview(way: Way, changes: Mapping[str, Any]) -> list[Line]:
    """Return what would stand there after `changes`, beside what stands there now."""
    now = values_of(way)
    pairs = {name: (as_text(now[name]), as_text(value)) for name, value in changes.items()}
    return list(_lines(pairs))


def told_by(way: Way, reader: User) -> list[Corrected]:
    """Return what was set right that the page of `way` tells `reader`, the newest first, in one
    query.

    Who asks for a seat may have had one elsewhere: the reasons of others stay with them.
    """
    found = PersonCorrection.objects.of(way.user)
    if not isinstance(way, Enrollment):
        found = found.filter(Q(corrected_by=reader) | Q(enrollment__batch=way.batch_id))
    return _told(found)


def of_person(person: User) -> list[Corrected]:
    """Return what was set right about `person`, the newest first, in one query."""
    return _told(PersonCorrection.objects.of(person))


def _told(found: Iterable[PersonCorrection]) -> list[Corrected]:
    return [Corrected(each, list(_lines(each.changes))) for each in found]


def _lines(pairs: Mapping[str, Any]) -> Iterator[Line]:
    for field in CorrectedField:
        if field in pairs:
            before, after = (_in_words(field, text) for text in pairs[field])
            yield Line(field.label, before, after)


def _in_words(field: CorrectedField, text: str) -> str:
    if text and field == CorrectedField.PHONE:
        text = national_phone(text)
    if text and field == CorrectedField.BIRTH:
        text = formats.date_short(dt.date.fromisoformat(text))
    return text or "–"


def effects(way: Way, changes: Mapping[str, Any]) -> list[str]:
    """Return what `changes` bring with them, each as a sentence; nothing is changed."""
    found = list(_of_the_account(way.user, changes))
    if isinstance(way, Enrollment) and CorrectedField.PESANTREN in changes:
        found += _of_the_pesantren(way, changes[CorrectedField.PESANTREN])
    for read in _READERS:
        found += read(way, changes)
    return found


def _of_the_account(person: User, changes: Mapping[str, Any]) -> Iterator[str]:
    if CorrectedField.NAME in changes and person.certificate_name:
        text = gettext(
            "Certificates still show the name that the participant has chosen: %(name)s."
        )
        yield text % {"name": person.certificate_name}
    if {CorrectedField.NAME, CorrectedField.BIRTH} & set(changes):
        yield from _double(person, changes)
    if CorrectedField.PHONE in changes:
        yield _sign_in(person, changes[CorrectedField.PHONE])
    if (birth_on := changes.get(CorrectedField.BIRTH)) and _is_young(birth_on):
        yield gettext(
            "With this birth date the person is under 18: a parent, a guardian or the "
            "pesantren must consent."
        )


def _is_young(birth_on: dt.date) -> bool:
    return age_on(birth_on, timezone.localdate()) < ADULT_YEARS


def _double(person: User, changes: Mapping[str, Any]) -> Iterator[str]:
    name = changes.get(CorrectedField.NAME, person.full_name)
    birth_on = changes.get(CorrectedField.BIRTH, person.birth_on)
    others = User.objects.filter(
        name_key=name_key(name), birth_on=birth_on, merged_into=None
    ).exclude(pk=person.pk)
    if birth_on and others.exists():
        # Which one it is, those may know who find it by searching: it may be of another batch.
        yield gettext(
            "Another account has this name and birth date. It may be the same person: search for "
            "the name, and merge the two where you find both."
        )


def _sign_in(person: User, phone: str) -> str:
    if not phone:
        return gettext("The person signs in by the user name only.")
    others = User.objects.filter(phone=phone).exclude(pk=person.pk).count()
    if others:
        return ngettext(
            "%(count)d other account has this number: it signs nobody in, the user name does.",
            "%(count)d other accounts have this number: it signs nobody in, the user name does.",
            others,
        ) % {"count": others}
    return gettext("From now on the person signs in by this number or the user name.")


def _of_the_pesantren(enrollment: Enrollment, pesantren: Pesantren) -> Iterator[str]:
    before = enrollment.pesantren
    if before is None:
        text = gettext("Companions of %(after)s see this person from now on.")
        yield text % {"after": pesantren}
    else:
        text = gettext(
            "Companions of %(after)s see this person from now on; those of %(before)s no more."
        )
        yield text % {"after": pesantren, "before": before}
    yield gettext("Figures count this seat for the new pesantren.")
