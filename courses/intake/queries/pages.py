"""Lists and their rows as pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.people.models import User
from academy.people.particulars.phones import national_phone
from courses.intake.queries.alike import pages_of
from courses.intake.reasons import SENTENCES, Caution, Reason
from courses.intake.rules.columns import Column
from courses.intake.rules.keeping import said
from courses.models import Batch, IntakeList, IntakeRow
from courses.models.seats.intake import TAKEN_LOTS, Decision, Lot, Result, Why

# Heads under which a list is read, for the file with the rows to correct.
HEADS = {
    Column.NAME: "Nama lengkap", Column.GENDER: "L/P", Column.BIRTH: "Tanggal lahir",
    Column.PHONE: "No HP", Column.EMAIL: "Email", Column.NSPP: "NSPP",
    Column.PESANTREN: "Nama pesantren", Column.REGENCY: "Kab/Kota", Column.ROLE: "Peran",
}  # fmt: skip
LABELS = {
    Column.NAME: _("Full name"), Column.GENDER: _("Gender"), Column.BIRTH: _("Date of birth"),
    Column.PHONE: _("Phone"), Column.EMAIL: _("E-mail"), Column.NSPP: _("NSPP"),
    Column.PESANTREN: _("Pesantren"), Column.REGENCY: _("Regency"), Column.ROLE: _("Role"),
}  # fmt: skip
# What the tabs above the rows show, before and after a list is taken.
SHOWN = {
    "taken": (_("Will be taken"), Q(lot__in=TAKEN_LOTS)),
    "fix": (_("To correct"), Q(lot=Lot.FIX)),
    "ask": (_("To decide"), Q(lot=Lot.ASK)),
    "known": (_("Known already"), Q(lot__in=[Lot.KNOWN, Lot.THERE, Lot.BARRED])),
    "warned": (_("With a warning"), Q(has_warnings=True, lot__in=TAKEN_LOTS)),
    "left": (_("Left out"), Q(lot=Lot.LEFT)),
    "skipped": (_("Passed over"), Q(lot=Lot.SKIP)),
}
RESULTS = {
    "seated": (_("Have a seat"), Q(result=Result.SEATED)),
    "reserve": (_("On the reserve list"), Q(result=Result.RESERVE)),
    "role": (_("Have a role"), Q(result=Result.ROLE)),
    "there": (_("Were there already"), Q(result=Result.THERE)),
    "refused": (_("Not taken"), Q(result=Result.REFUSED)),
    "back": (_("Taken back"), Q(result=Result.TAKEN_BACK)),
    "stays": (_("Could not be taken back"), ~Q(result=Result.TAKEN_BACK) & ~Q(told="")),
    "fix": (_("To correct"), Q(result="", lot__in=[Lot.FIX, Lot.ASK])),
}
_TONES = {
    Lot.NEW: "good", Lot.KNOWN: "good", Lot.FIX: "bad", Lot.ASK: "next", Lot.BARRED: "next",
    Result.SEATED: "good", Result.RESERVE: "next", Result.ROLE: "good", Result.REFUSED: "bad",
}  # fmt: skip


def lists_of(batch: Batch) -> QuerySet[IntakeList]:
    """Return the lists of a batch, the newest first, each with how many to take and correct."""
    return (
        IntakeList.objects.filter(batch=batch)
        .select_related("made_by", "confirmed_by")
        .annotate(
            take_count=Count("rows", Q(rows__lot__in=TAKEN_LOTS)),
            fix_count=Count("rows", Q(rows__lot__in=[Lot.FIX, Lot.ASK])),
        )
        .order_by("-made_at", "-pk")
    )


def same_file(listing: IntakeList) -> IntakeList | None:
    """Return the list that this very file has become before, where there is one."""
    earlier = IntakeList.objects.filter(batch=listing.batch_id, sha256=listing.sha256)
    return earlier.filter(pk__lt=listing.pk).select_related("made_by").first()


def counts(listing: IntakeList) -> dict[str, int]:
    """Return how many rows each tab shows, and `all`: everybody but what is passed over."""
    tabs = tabs_of(listing)
    found: dict[str, int] = listing.rows.aggregate(
        all=Count("pk", ~Q(lot=Lot.SKIP)),
        **{name: Count("pk", condition) for name, (_label, condition) in tabs.items()},
    )
    return found


def tabs_of(listing: IntakeList) -> Mapping[str, tuple[str | Promise, Q]]:
    """Return the tabs of a list by name: label and which rows."""
    return SHOWN if listing.is_untaken else RESULTS


def columns_of(listing: IntakeList) -> list[Column]:
    """Return which columns of a list are read, but for the running number."""
    read = {name for _letter, _head, name in listing.understood.get("heads", [])}
    return [column for column in HEADS if column in read]


def ignored(listing: IntakeList) -> list[str]:
    """Return the heads of columns that are not read; those without a head by their letters."""
    return [
        head or letter for letter, head, name in listing.understood.get("heads", []) if not name
    ]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row on the page."""

    number: int
    name: str
    facts: list[str]
    state: str
    tone: str
    faults: list[str]
    notes: list[str]
    person_url: str
    is_left_out: bool
    may_decide: bool
    may_mend: bool
    may_leave: bool
    decision: str


def shown_rows(listing: IntakeList, rows: Iterable[IntakeRow], *, reader: User) -> list[ShownRow]:
    """Return rows as they are shown to `reader`; of somebody known, no more than stands in the
    file, and a link for who sees that person anyway."""
    rows = list(rows)
    people = pages_of({row.person_id for row in rows if row.person_id}, reader=reader)
    return [_shown(listing, row, people.get(row.person_id or 0, "")) for row in rows]


def _shown(listing: IntakeList, row: IntakeRow, person_url: str) -> ShownRow:
    is_draft = listing.is_draft
    return ShownRow(
        number=row.number,
        name=row.full_name or said(row.cells, Column.NAME),
        facts=_facts(row),
        state=str(row.get_result_display() if row.result else row.get_lot_display()),
        tone=_TONES.get(Result(row.result) if row.result else Lot(row.lot), ""),
        faults=sentences(row),
        notes=[str(SENTENCES[Caution(each)]) for each in row.warnings],
        person_url=person_url,
        is_left_out=row.is_left_out,
        may_decide=is_draft and (row.lot == Lot.ASK or row.decision != ""),
        may_mend=is_draft and row.lot not in {Lot.SKIP, Lot.LEFT},
        may_leave=is_draft and row.lot != Lot.SKIP,
        decision=str(Decision(row.decision).label) if row.decision else "",
    )


def sentences(row: IntakeRow) -> list[str]:
    """Return why a row is not simply taken, or was not."""
    found = [str(SENTENCES[Reason(each)]) for each in row.reasons]
    if row.why and not row.result:
        found.append(str(Why(row.why).label))
    if row.told:
        found.append(row.told)
    return found


def _facts(row: IntakeRow) -> list[str]:
    """Return what a row says besides the name: what was understood, or what stands there."""
    values = row.values
    read = [
        national_phone(values.get("phone", "")),
        values.get("email", ""),
        "/".join(reversed(values.get("birth_date", "").split("-"))),
        row.pesantren.name if row.pesantren else values.get("nspp", ""),
    ]
    texts = [said(row.cells, column) for column in (Column.PHONE, Column.EMAIL, Column.BIRTH)]
    texts.append(said(row.cells, Column.NSPP) or said(row.cells, Column.PESANTREN))
    return [one or text[:60] for one, text in zip(read, texts, strict=True) if one or text]
