"""Lists of people that were uploaded to a batch, read, and taken in."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from academy.people.models import Pesantren, User
from courses.intake.actions.confirming import confirm
from courses.intake.actions.drafts import upload
from courses.models import Batch, IntakeList, IntakeRow
from tests.courses.intake.listing import HEADS, person
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory
from tests.sheets.making import text

NAMES = ("Siti Aminah", "Ahmad Fauzi", "Nur Laila", "Bagus Santoso", "Dewi Lestari", "Umar Faruq")


def people(count: int) -> list[list]:
    """Rows of so many people who have nothing in common but their pesantren."""
    return [
        person(
            number=str(at + 1),
            full_name=f"{NAMES[at % len(NAMES)]} {chr(65 + at // len(NAMES) % 26) * 2}"
            + f"{chr(97 + at // 156)}{chr(97 + at // 156)}",
            phone=f"0812{at:08d}",
            email=f"orang{at}@contoh.id",
            birth=f"{at % 28 + 1:02d}/{at % 12 + 1:02d}/{2000 + at % 8}",
        )
        for at in range(count)
    ]


def a_batch(pesantren: Pesantren, *, seats: int = 30) -> tuple[Batch, User]:
    """A batch with so many seats, and who runs it."""
    coordinator = UserFactory(coordinator=True)
    return BatchFactory(coordinators=[coordinator], seats=seats), coordinator


def file_of(*rows, heads=HEADS, name: str = "peserta.csv") -> SimpleUploadedFile:
    """A list as it is chosen in a form."""
    return SimpleUploadedFile(name, text(heads, *rows))


def uploaded(batch: Batch, by: User, *rows, heads=HEADS) -> IntakeList:
    """A list in `batch`; its reading waits as a job."""
    return upload(batch=batch, file=file_of(*rows, heads=heads), by=by, client_id=uuid.uuid4())


def confirmed(listing: IntakeList, by: User, **asked) -> IntakeList:
    """Confirm a list as it stands."""
    listing.refresh_from_db()
    wanted = {"pillar": "santripreneur", "rest_to": "reserve"} | asked
    return confirm(listing=listing, by=by, shown=listing.revision, **wanted)


def lots(listing: IntakeList) -> list[str]:
    """What would become of each row, in their order."""
    return list(listing.rows.order_by("number").values_list("lot", flat=True))


def results(listing: IntakeList) -> list[str]:
    """What became of each row, in their order."""
    return list(listing.rows.order_by("number").values_list("result", flat=True))


def row(listing: IntakeList, number: int) -> IntakeRow:
    """A row by its number in the sheet."""
    return IntakeRow.objects.select_related("listing__batch").get(listing=listing, number=number)
