"""Lists of people that came as a spreadsheet, and their rows."""

import factory
from django.utils import timezone

from courses.models import IntakeList, IntakeRow
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory


class IntakeListFactory(factory.django.DjangoModelFactory):
    """A list of people that was read and waits for a word; it has no file."""

    class Meta:
        model = IntakeList

    batch = factory.SubFactory(BatchFactory)
    filename = "peserta.xlsx"
    state = "draft"
    sha256 = factory.Sequence(lambda n: f"{n:064d}")
    made_by = factory.SubFactory(UserFactory)
    made_at = factory.LazyFunction(timezone.now)
    touched_at = factory.LazyFunction(timezone.now)
    understood = factory.LazyFunction(
        lambda: {
            "sheet": "Peserta",
            "sheets": ["Peserta"],
            "heads": [["A", "Nama", "full_name"], ["B", "No HP", "phone"], ["C", "NSPP", "nspp"]],
            "since_1904": False,
            "has_nspp_column": True,
        }
    )


class IntakeRowFactory(factory.django.DjangoModelFactory):
    """A row of a list whose person would be taken."""

    class Meta:
        model = IntakeRow

    listing = factory.SubFactory(IntakeListFactory)
    number = factory.Sequence(lambda n: n + 2)
    full_name = "Wulandari"
    cells = factory.LazyAttribute(lambda row: {"full_name": row.full_name})
    alone = factory.LazyFunction(lambda: {"outcome": "accept", "reasons": [], "warnings": []})
    values = factory.LazyAttribute(lambda row: {"full_name": row.full_name, "role": "participant"})
    lot = "new"
