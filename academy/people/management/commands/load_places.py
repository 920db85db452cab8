"""The 38 regencies of East Java and their districts, into the database."""

from typing import Any

from django.core.management.base import BaseCommand

from academy.people.particulars.regions import rows_of
from academy.people.registry.actions.places import load_places


class Command(BaseCommand):
    help = "Loads regencies and districts; run again, it only updates names."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        regencies, districts = load_places(
            regencies=rows_of("regencies.csv"), districts=rows_of("districts.csv")
        )
        if verbosity:
            self.stdout.write(f"{regencies} regencies, {districts} districts.")
