"""A list of pesantren into the registry, for operators: the same reading as at the desk."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from academy.people.models import Regency
from academy.people.registry.actions.pesantren import import_rows, judged
from academy.people.registry.rules import HEADS, NEEDED, SENTENCES, Fault
from academy.sheets.lists import Sheet, read_sheet
from academy.sheets.opening import MAX_BYTES
from academy.sheets.refusals import SheetRefused


class Command(BaseCommand):
    help = (
        "Adds and corrects pesantren by their NSPP (columns nspp, nama, kode_kemendagri). Run "
        "again, it changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="xlsx, xls, ods or text")

    def handle(self, *, file: Path, **options: Any) -> None:
        sheet = _read(file)
        if not Regency.objects.exists():
            call_command("load_places", verbosity=0)
        rows, faults = judged(sheet.lines)
        done = import_rows(rows)
        for number, fault, found in faults:
            said = f" ({found})" if found else ""
            self.stdout.write(f"Row {number} {fault}: {SENTENCES[Fault(fault)]}{said}")
        for head in (*sheet.passed_over, *sheet.nameless):
            self.stdout.write(f"Not read: {head}")
        self.stdout.write(
            f"{len(done.new)} new, {len(done.changed)} changed, {done.same_count} unchanged, "
            f"{len(faults)} refused."
        )


def _read(file: Path) -> Sheet:
    """Return the rows of a list of pesantren. Raises CommandError."""
    try:
        with file.open("rb") as opened:
            return read_sheet(opened.read(MAX_BYTES + 1), heads=HEADS, needed=NEEDED)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except SheetRefused as refusal:
        raise CommandError(str(refusal.message)) from refusal
