"""A session whose sheet was printed."""

from dataclasses import dataclass

from django.urls import reverse

from academy.people.models import User
from courses.models import Attendance, Batch, Enrollment, PaperPage, PaperRow, PaperSheet, Session
from courses.paper.actions.printing import print_sheet
from tests.courses.world import world
from tests.factories.courses import SessionFactory
from tests.factories.people import UserFactory


@dataclass
class Printed:
    batch: Batch
    session: Session
    seats: list[Enrollment]
    coordinator: User
    sheet: PaperSheet

    @property
    def page(self) -> PaperPage:
        return PaperPage.objects.select_related("sheet__session").get(sheet=self.sheet, number=1)

    @property
    def address(self) -> str:
        return reverse("courses:paper_page", args=[self.page.code])

    @property
    def desk(self) -> str:
        return reverse("courses:paper", args=[self.session.public_id])

    def row(self, seat: Enrollment) -> PaperRow:
        return PaperRow.objects.get(page__sheet=self.sheet, enrollment=seat)

    def noted(self) -> dict[int, tuple[str, str]]:
        rows = Attendance.objects.filter(session=self.session)
        return {row.enrollment_id: (row.status, row.source) for row in rows}


def printed(count: int = 1, *, trainer: bool = False, **session) -> Printed:
    """Return a session of yesterday with its sheet, on which `count` people stand."""
    here = world(count)
    led = {"trainer": UserFactory(trainer=True)} if trainer else {}
    made = SessionFactory(batch=here.batch, held=True, title="Cahaya pagi", **led, **session)
    sheet = print_sheet(session=made, by=here.coordinator)
    return Printed(here.batch, made, here.seats, here.coordinator, sheet)


def write(client, at: Printed, shown: str = "", **marked: str):
    """Post the page; `marked` by row, as r1="present"."""
    numbers = PaperRow.objects.filter(page=at.page).values_list("number", flat=True)
    data = {f"shown_{number}": shown for number in numbers}
    data |= {f"says_{row[1:]}": status for row, status in marked.items()}
    return client.post(at.address, data, follow=True)
