"""The 38 regencies of East Java and their districts, into the database."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from academy.people.registry.actions.places import load_places

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    help = "Loads regencies and districts; run again, it only updates names."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        regencies, districts = load_places(
            regencies=_rows("regencies.csv"), districts=_rows("districts.csv")
        )
        if verbosity:
            self.stdout.write(f"{regencies} regencies, {districts} districts.")


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
