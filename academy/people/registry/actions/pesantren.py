"""The pesantren that the academy knows: one by one, and whole lists."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from academy.core import audit
from academy.people.errors import NsppTaken
from academy.people.models import District, Pesantren, PesantrenList, Regency, User
from academy.people.models.verbs import PeopleVerb
from academy.people.registry.rules import HEADS, NEEDED, Fault, Listed, Places, RowRefused, read_row
from academy.sheets.lists import Line, read_sheet

FIELDS = ("nspp", "name", "regency", "district", "kopontren_name", "product", "stage")


def save_pesantren(*, pesantren: Pesantren, by: User, **changes: Any) -> Pesantren:
    """Write a new pesantren, or what was changed of one (names of `FIELDS`).

    Raises NsppTaken, and ValueError for another name.
    """
    if unknown := set(changes) - set(FIELDS):
        raise ValueError(f"not to be set here: {sorted(unknown)}")
    with transaction.atomic():
        is_new = pesantren.pk is None
        if not is_new:
            pesantren = Pesantren.objects.select_for_update().get(pk=pesantren.pk)
        for name, value in changes.items():
            setattr(pesantren, name, value)
        try:
            with transaction.atomic():
                pesantren.save(update_fields=None if is_new else list(changes))
        except IntegrityError as error:
            # Somebody else has added it since the form looked.
            raise NsppTaken from error
        verb = PeopleVerb.CREATED if is_new else PeopleVerb.CHANGED
        audit.record(verb, pesantren, by=by, fields=sorted(changes))
    return pesantren


def read_list(*, content: bytes, filename: str, by: User) -> PesantrenList:
    """Read a list of pesantren and keep what it says until its reader has looked at it.

    Nothing is imported. Raises SheetRefused where the file holds no such list.
    """
    sheet = read_sheet(content, heads=HEADS, needed=NEEDED)
    rows, faults = judged(sheet.lines)
    with transaction.atomic():
        # A list that was looked at and left is read anew from its file.
        PesantrenList.objects.filter(created_by=by, imported_at=None).delete()
        return PesantrenList.objects.create(
            filename=filename[:255],
            rows=[asdict(row) for row in rows],
            faults=faults,
            passed_over=[head[:60] for head in (*sheet.passed_over, *sheet.nameless)],
            created_by=by,
        )


def judged(lines: Iterable[Line]) -> tuple[list[Listed], list[tuple[int, str, str]]]:
    """Return what is right of a list, and line, reason and found text of each row that is not."""
    places = Places(Regency.objects.all(), District.objects.all())
    rows: dict[str, Listed] = {}
    faults: list[tuple[int, str, str]] = []
    for line in lines:
        try:
            row = read_row(line.cells, places)
            if row.nspp in rows:
                raise RowRefused(Fault.DUPLICATE, row.nspp)
        except RowRefused as refusal:
            faults.append((line.number, refusal.fault.value, refusal.found[:150]))
        else:
            rows[row.nspp] = row
    return list(rows.values()), faults


@dataclass(frozen=True, slots=True)
class Comparison:
    """What importing a list would do."""

    new: list[Listed]
    changed: list[tuple[Pesantren, Listed]]
    same_count: int


def compare(found: PesantrenList) -> Comparison:
    """Hold a list against the pesantren that are known by now."""
    return _compared([Listed(**row) for row in found.rows])


def _compared(rows: list[Listed]) -> Comparison:
    known = Pesantren.objects.select_related("regency").in_bulk(
        [row.nspp for row in rows], field_name="nspp"
    )
    changed = [
        (known[row.nspp], row)
        for row in rows
        if row.nspp in known and row.differs_from(known[row.nspp])
    ]
    new = [row for row in rows if row.nspp not in known]
    return Comparison(new, changed, len(rows) - len(new) - len(changed))


def import_list(*, found: PesantrenList, by: User) -> PesantrenList:
    """Write the pesantren of a list: new ones by their NSPP, and what the list says otherwise
    of known ones. What an academy noted itself (cooperative, product, stage) stays.

    Imported twice it is imported once.
    """
    with transaction.atomic():
        found = PesantrenList.objects.select_for_update().get(pk=found.pk)
        if found.imported_at is not None:
            return found
        # Whoever adds one of them at this moment waits, or has come first and is only changed.
        difference = compare(found)
        _write(difference)
        found.imported_at = timezone.now()
        found.save(update_fields=["imported_at"])
        audit.record(
            PeopleVerb.IMPORTED,
            found,
            by=by,
            new=len(difference.new),
            changed=len(difference.changed),
            faults=len(found.faults),
        )
    return found


def import_rows(rows: list[Listed]) -> Comparison:
    """Write the pesantren of a list that an operator gives, as `import_list` does, and return what
    was new and what was changed."""
    with transaction.atomic():
        difference = _compared(rows)
        _write(difference)
        written = [row.nspp for row in difference.new]
        new = Pesantren.objects.filter(nspp__in=written).order_by("pk")
        changed = [pesantren for pesantren, _row in difference.changed]
        deeds: list[tuple[Pesantren, dict[str, Any]]] = [
            (pesantren, {}) for pesantren in (*new, *changed)
        ]
        audit.record_many(PeopleVerb.IMPORTED, deeds, by=None)
    return difference


def _write(difference: Comparison) -> None:
    for pesantren, row in difference.changed:
        # A district of another regency is none of its own any more.
        kept = pesantren.district_id if pesantren.regency_id == row.regency else None
        pesantren.name, pesantren.regency_id = row.name, row.regency
        pesantren.district_id = row.district or kept
    Pesantren.objects.bulk_create(
        [
            Pesantren(
                nspp=row.nspp,
                name=row.name,
                regency_id=row.regency,
                district_id=row.district,
            )
            for row in difference.new
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    Pesantren.objects.bulk_update(
        [pesantren for pesantren, _row in difference.changed],
        ["name", "regency", "district"],
        batch_size=500,
    )
