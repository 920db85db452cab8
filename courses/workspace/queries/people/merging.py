"""Who may be one person with two accounts, and what merging the accounts would bring."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from academy.core.text.typed import clean_typed
from academy.people.models import Consent, User
from academy.people.particulars.names import matching
from courses.models import (
    Application,
    ApplicationState,
    Attendance,
    Completion,
    Enrollment,
    PersonMerge,
    QuizAttempt,
    Submission,
)
from courses.models.seats.application import OPEN_STATES
from courses.models.seats.enrollment import SEAT_LEFT, TAKING_PART
from courses.workspace.queries.people.moving import held_back

# Whoever sees as many types another letter.
SHOWN = 25

# What somebody above, who knows what was issued, has issued to a person: its numbers.
type Issued = Callable[[User], list[str]]
_ISSUED: list[Issued] = []


def register(issued: Issued) -> None:
    """Let `issued` say what was issued to a person."""
    _ISSUED.append(issued)


def people_of(reader: User) -> QuerySet[User]:
    """Return those with a seat, or a sent application, in a batch that `reader` runs."""
    seats = Enrollment.objects.filter(user=OuterRef("pk"))
    asked = Application.objects.sent().filter(user=OuterRef("pk"))
    if not reader.is_program_manager:
        own = reader.coordinated_batches.all() if reader.is_coordinator else []
        seats, asked = seats.filter(batch__in=own), asked.filter(batch__in=own)
    found = User.objects.filter(Q(Exists(seats)) | Q(Exists(asked)), merged_into=None)
    return found.filter(erased_at=None).exclude(pk=reader.pk)


def candidates(person: User, reader: User, typed: str) -> list[User]:
    """Return the accounts that may be of `person` too, or those whom `typed` means."""
    others = people_of(reader).exclude(pk=person.pk)
    text = clean_typed(typed)
    if len(text) >= 2:
        others = others.filter(matching(text, by_contact=True))
    else:
        alike = Q(name_key=person.name_key)
        if person.phone:
            alike |= Q(phone=person.phone)
        others = others.filter(alike)
    return list(others.order_by("full_name", "pk")[:SHOWN])


def of_person(person: User) -> QuerySet[PersonMerge]:
    """Return the merges of `person`, the newest first."""
    return PersonMerge.objects.of(person)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two accounts, as they are compared."""

    person: User
    pesantren: list[str]
    seats: list[Enrollment]
    applications: list[Application]
    done_count: int
    submission_count: int
    attempt_count: int
    attendance_count: int
    certificates: list[str]

    @property
    def weight(self) -> tuple[int, int, int, bool]:
        """By what the one that stays is proposed."""
        work = self.done_count + self.submission_count + self.attempt_count
        seats = len(self.seats) + len(self.applications)
        return len(self.certificates), work, seats, self.person.last_login is not None


def side(person: User) -> Side:
    """Return what an account holds (in about 8 queries). Drafts are the applicant's own affair."""
    seats = Enrollment.objects.filter(user=person).select_related("batch__program", "pesantren")
    asked = Application.objects.sent().filter(user=person)
    asked = asked.select_related("batch__program", "pesantren")
    of_both = [*seats, *asked]
    return Side(
        person=person,
        pesantren=sorted({str(row.pesantren) for row in of_both if row.pesantren}),
        seats=[row for row in of_both if isinstance(row, Enrollment)],
        applications=[row for row in of_both if isinstance(row, Application)],
        done_count=Completion.objects.filter(enrollment__user=person).count(),
        submission_count=Submission.objects.handed_in().filter(enrollment__user=person).count(),
        attempt_count=QuizAttempt.objects.filter(enrollment__user=person).count(),
        attendance_count=Attendance.objects.filter(enrollment__user=person).count(),
        certificates=[number for issued in _ISSUED for number in issued(person)],
    )


def unlike(one: User, other: User) -> list[str]:
    """Return what is known of both and differs, in words: they may be two people after all."""
    names = [("name_key", "full_name"), ("birth_on", "birth_on"), ("gender", "gender")]
    return [
        str(User._meta.get_field(label).verbose_name)  # type: ignore[union-attr]  # a column
        for compared, label in names
        if (mine := getattr(one, compared))
        and (theirs := getattr(other, compared))
        and mine != theirs
    ]


def left_behind(*, kept: User, gone: User) -> list[Enrollment]:
    """Return the seats of `gone` in batches where `kept` has one: they were left, and stay."""
    own = Enrollment.objects.filter(user=kept).values("batch")
    return list(Enrollment.objects.filter(user=gone, batch__in=own).select_related("batch"))


def drafts_ending(*, kept: User, gone: User) -> list[Application]:
    """Return drafts that end, since the person asks or takes part in that program already."""
    sent = _programs(_sent_open([kept, gone])) | _programs(_taking_part([kept, gone]))
    drafts = Application.objects.filter(user__in=[kept, gone], state=ApplicationState.DRAFT)
    ending, begun = [], set(sent)
    for draft in sorted(drafts, key=lambda row: (row.user_id != kept.pk, row.pk)):
        if draft.program_id in begun:
            ending.append(draft)
        begun.add(draft.program_id)
    return ending


def clash(*, kept: User, gone: User) -> str:
    """Return why the two cannot be merged so, and what to do first; "" where nothing is."""
    return _seats_clash(kept, gone) or _program_clash(kept, gone) or _consents_clash(kept, gone)


def _seats_clash(kept: User, gone: User) -> str:
    own = {row.batch_id: row for row in Enrollment.objects.filter(user=kept)}
    for seat in left_behind(kept=kept, gone=gone):
        names = {"batch": seat.batch, "kept": kept.username, "gone": gone.username}
        if seat.state not in SEAT_LEFT and own[seat.batch_id].state in SEAT_LEFT:
            text = gettext(
                "In %(batch)s the seat of %(kept)s was left, and that of %(gone)s goes on. Let "
                "%(gone)s be the account that stays."
            )
            return text % names
        if seat.state not in SEAT_LEFT:
            text = gettext(
                "Both accounts have a seat in %(batch)s. Note first, on the page of the one with "
                "less work, that it has left."
            )
            return text % names
        if why := held_back(seat):
            return why
    return ""


def _program_clash(kept: User, gone: User) -> str:
    for row in _taking_part([gone]):
        twin = _taking_part([kept]).filter(program=row.program_id).first()
        if twin is not None:
            text = gettext(
                "The accounts have a seat in %(one)s and in %(other)s of one program, and nobody "
                "has two. Note first, on the page of one of them, that it has left."
            )
            return text % {"one": twin.batch, "other": row.batch}
    for one, other in ((kept, gone), (gone, kept)):
        busy = _programs(_taking_part([one])) | _programs(_sent_open([one]))
        for asked in _sent_open([other]):
            if asked.program_id in busy:
                text = gettext(
                    "%(username)s asks for a seat in %(batch)s, and the other account asks or "
                    "takes part in the same program. Decline this application first."
                )
                return text % {"username": other.username, "batch": asked.batch}
    return ""


def _consents_clash(kept: User, gone: User) -> str:
    """What somebody withdrew does not come into force by a consent given before."""
    found = Consent.objects.filter(user__in=[kept, gone])
    withdrawn = found.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at").first()
    if withdrawn is None:
        return ""
    older = found.filter(withdrawn_at=None, given_at__lt=withdrawn.withdrawn_at)
    if not older.exclude(user=withdrawn.user_id).exists():
        return ""
    return gettext(
        "The consent was withdrawn in one account, and stands in the other. Ask the person, and "
        "let them withdraw it there or give it anew."
    )


def _taking_part(people: Iterable[User]) -> QuerySet[Enrollment]:
    found = Enrollment.objects.filter(user__in=list(people), state__in=TAKING_PART)
    return found.select_related("batch")


def _sent_open(people: Iterable[User]) -> QuerySet[Application]:
    found = Application.objects.sent().filter(user__in=list(people), state__in=OPEN_STATES)
    return found.select_related("batch")


def _programs(rows: QuerySet[Enrollment] | QuerySet[Application]) -> set[int]:
    return set(rows.values_list("program_id", flat=True))
