"""What the paper says beside what stands in the ledger."""

from dataclasses import dataclass

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from academy.people.models import User
from courses.models import (
    Attendance,
    AttendanceSource,
    AttendanceStatus,
    PaperPage,
    PaperPhoto,
    PaperRow,
    PaperSheet,
    PhotoState,
    Session,
    TrainerAttendance,
)
from courses.models.seats.enrollment import SEAT_LEFT
from courses.paper.queries.people import with_people
from courses.paper.rules.proposed import Doubt

type Noted = Attendance | TrainerAttendance


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a page on the screen: what the paper says, what stands, what a photo proposes.

    `proposed` and `doubt` are of a photo, "" where there is none or it says nothing; `batch_id`
    is of the session, in whose batch the person has a seat or had one.
    """

    row: PaperRow
    noted: Noted | None
    batch_id: int
    proposed: str = ""
    doubt: str = ""
    confidence: int | None = None

    @property
    def person(self) -> User | None:
        return self.row.enrollment.user if self.row.enrollment else self.row.trainer

    @property
    def name(self) -> str:
        return self.person.full_name if self.person else ""

    @property
    def has_left(self) -> bool:
        """Whether the person has no seat in this batch any more: nothing is noted of them."""
        seat = self.row.enrollment
        return seat is not None and (seat.state in SEAT_LEFT or seat.batch_id != self.batch_id)

    @property
    def marked(self) -> str:
        """What is marked when the page opens."""
        return self.row.says or self.proposed

    @property
    def stands(self) -> str:
        return self.noted.status if self.noted else ""

    @property
    def is_contested(self) -> bool:
        """Whether paper and ledger differ, and nobody has decided between them."""
        row = self.row
        differs = bool(row.says and self.stands) and row.says != self.stands
        return differs and row.settled_as != self.stands and not self.has_left

    @property
    def stands_as(self) -> str:
        return str(AttendanceStatus(self.stands).label) if self.stands else ""

    @property
    def says_as(self) -> str:
        return str(AttendanceStatus(self.row.says).label) if self.row.says else ""

    @property
    def source(self) -> str:
        return str(AttendanceSource(self.noted.source).label) if self.noted else ""

    @property
    def why(self) -> str:
        return str(Doubt(self.doubt).label) if self.doubt else ""


def lines_of(page: PaperPage, photo: PaperPhoto | None) -> list[Line]:
    """Return the rows of `page`, with what `photo` proposes where nobody has written yet."""
    found: dict[str, dict[str, object]] = photo.reading if photo else {}
    return [
        line if line.row.says else _proposed(line, found.get(str(line.row.number), {}))
        for line in _with_noted(with_people(page.rows.all()), page.sheet.session)
    ]


def _proposed(line: Line, found: dict[str, object]) -> Line:
    sure = found.get("confidence")
    return Line(
        line.row,
        line.noted,
        line.batch_id,
        proposed=str(found.get("status", "")),
        doubt=str(found.get("doubt", "")),
        confidence=round(100 * float(str(sure))) if found.get("status") else None,
    )


def contested(session: Session) -> list[Line]:
    """Return where the paper says something else than the ledger, and nobody has decided."""
    stands = Case(
        When(enrollment__isnull=False, then=_status(Attendance, "enrollment")),
        default=_status(TrainerAttendance, "trainer"),
    )
    rows = PaperRow.objects.filter(page__sheet__session=session).exclude(says="")
    rows = rows.annotate(stands=stands).filter(stands__isnull=False)
    rows = rows.exclude(Q(stands=F("says")) | Q(stands=F("settled_as")))
    lines = _with_noted(with_people(rows).select_related(
        "page__sheet", "enrollment__user", "enrollment__pesantren", "trainer"
    ), session)  # fmt: skip
    return [line for line in lines if line.is_contested]


def _status(model: type[Noted], of: str) -> Subquery:
    same = model.objects.filter(session=OuterRef("page__sheet__session"), **{of: OuterRef(of)})
    return Subquery(same.values("status")[:1])


def _with_noted(rows: QuerySet[PaperRow], session: Session) -> list[Line]:
    found = list(rows)
    if not found:
        return []
    seats = [row.enrollment_id for row in found if row.enrollment_id is not None]
    trainers = [row.trainer_id for row in found if row.trainer_id is not None]
    came: dict[int, Noted] = {
        noted.enrollment_id: noted
        for noted in session.attendance.filter(enrollment__in=seats).select_related("noted_by")
    }
    led: dict[int, Noted] = {}
    if trainers:
        rows_of = session.trainer_attendance.filter(trainer__in=trainers)
        led = {noted.trainer_id: noted for noted in rows_of.select_related("noted_by")}
    return [
        Line(
            row,
            came.get(row.enrollment_id or 0) or led.get(row.trainer_id or 0),
            session.batch_id,
        )
        for row in found
    ]


def newest_photo(page: PaperPage) -> PaperPhoto | None:
    """Return the last photo of `page` that was read."""
    return page.photos.filter(state=PhotoState.READ).first()


@dataclass(frozen=True, slots=True)
class PageState:
    """How far a page of a sheet has come."""

    page: PaperPage
    first: int
    last: int
    said_count: int
    photo_count: int

    @property
    def row_count(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class SheetState:
    sheet: PaperSheet
    pages: list[PageState]


def sheets_of(session: Session) -> list[SheetState]:
    """Return the sheets of `session`, the newest first, with how far their pages have come."""
    sheets = list(session.paper_sheets.select_related("printed_by").prefetch_related("pages"))
    rows: dict[int, list[tuple[int, str]]] = {}
    found = PaperRow.objects.filter(page__sheet__session=session).order_by("number")
    for page, number, says in found.values_list("page", "number", "says"):
        rows.setdefault(page, []).append((number, says))
    photos: dict[int, int] = {}
    for seen in session.paper_photos.exclude(page=None).values_list("page", flat=True):
        photos[seen] = photos.get(seen, 0) + 1
    return [
        SheetState(one, [_state(page, rows, photos) for page in one.pages.all()]) for one in sheets
    ]


def _state(
    page: PaperPage, rows: dict[int, list[tuple[int, str]]], photos: dict[int, int]
) -> PageState:
    mine = rows[page.pk]
    said = sum(bool(says) for _number, says in mine)
    return PageState(page, mine[0][0], mine[-1][0], said, photos.get(page.pk, 0))


def photos_of(session: Session) -> QuerySet[PaperPhoto]:
    """Return the photos of `session`, the newest first."""
    return session.paper_photos.select_related("page__sheet", "sent_by")
