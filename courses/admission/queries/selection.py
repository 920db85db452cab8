"""The applications of a batch as those see them who choose among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.ages import age_on
from academy.people.models import User
from academy.people.particulars.phones import national_phone
from academy.web import lists
from courses.admission.queries.applications import twin_key, twin_keys
from courses.models import (
    Application,
    ApplicationDocument,
    ApplicationState,
    Batch,
    Enrollment,
)
from courses.models.seats.application import NOT_ASKING

TONES = {
    ApplicationState.SUBMITTED: "next",
    ApplicationState.VERIFIED: "info",
    ApplicationState.ACCEPTED: "good",
    ApplicationState.RESERVE: "",
    ApplicationState.DECLINED: "bad",
    ApplicationState.WITHDRAWN: "",
}
# What a page of the list reads of each; a spreadsheet reads all.
SHOWN = (
    "public_id", "state", "user", "pesantren", "pesantren_note", "pillar", "score",
    "reserve_position", "submitted_at", "user__full_name", "user__birth_on", "user__name_key",
    "pesantren__name", "pesantren__regency", "pesantren__regency__name",
)  # fmt: skip
# From which states a decision is possible; the others are left as they are.
DECIDABLE = {
    "verify": {ApplicationState.SUBMITTED},
    "accept": {ApplicationState.VERIFIED, ApplicationState.RESERVE},
    "reserve": {ApplicationState.VERIFIED},
    "decline": {
        ApplicationState.SUBMITTED,
        ApplicationState.VERIFIED,
        ApplicationState.RESERVE,
    },
}
UNDOABLE = {
    ApplicationState.VERIFIED,
    ApplicationState.ACCEPTED,
    ApplicationState.RESERVE,
    ApplicationState.DECLINED,
}
TABS: list[tuple[str, str | Promise]] = [
    (ApplicationState.SUBMITTED, pgettext_lazy("applications", "To verify")),
    (ApplicationState.VERIFIED, pgettext_lazy("applications", "To decide")),
    (ApplicationState.ACCEPTED, pgettext_lazy("applications", "Accepted")),
    (ApplicationState.RESERVE, pgettext_lazy("applications", "Reserve list")),
    (ApplicationState.DECLINED, pgettext_lazy("applications", "Declined")),
    (ApplicationState.WITHDRAWN, pgettext_lazy("applications", "Withdrawn")),
    ("", pgettext_lazy("applications", "All")),
]


def age(application: Application) -> int | None:
    """Age of the applicant today, in whole years."""
    born = application.user.birth_on
    return age_on(born, timezone.localdate()) if born else None


def of_batch(batch: Batch, user: User) -> QuerySet[Application]:
    """Return the sent applications to `batch` with all that the list shows of each."""
    papers = (
        ApplicationDocument.objects.filter(application=OuterRef("pk"))
        .order_by()
        .values("application")
        .annotate(n=Count("pk"))
    )
    return (
        Application.objects.visible_to(user)
        .sent()
        .filter(batch=batch)
        .select_related("user", "pesantren__regency")
        .annotate(
            paper_count=Coalesce(Subquery(papers.values("n")), 0),
            score_order=Coalesce("score", -1),
        )
    )


def marked(rows: Iterable[Application], batch: Batch) -> Iterator[Application]:
    """Yield `rows` of `batch`, each with `has_duplicate` set; one query for all of them."""
    shown = list(rows)
    # Of a whole list the names would be longer than the answer.
    keys = twin_keys(batch.program_id, shown if len(shown) <= lists.PER_PAGE else None)
    row: Any
    for row in shown:
        row.has_duplicate = row.state not in NOT_ASKING and twin_key(row) in keys
        yield row


COLUMNS = (
    lists.Column("name", _("Name"), lambda row: row.user.full_name, sort="user__full_name"),
    lists.Column("age", _("Age"), age, css="num"),
    lists.Column("born", _("Born on"), lambda row: row.user.birth_on),
    lists.Column("gender", _("Gender"), lambda row: row.user.get_gender_display()),
    lists.Column("phone", _("Phone"), lambda row: national_phone(row.user.phone)),
    lists.Column("email", _("E-mail"), lambda row: row.user.email or ""),
    lists.Column(
        "pesantren",
        _("Pesantren"),
        lambda row: row.pesantren.name if row.pesantren else row.pesantren_note,
        sort="pesantren__name",
    ),
    lists.Column("nspp", _("NSPP"), lambda row: (row.pesantren and row.pesantren.nspp) or ""),
    lists.Column(
        "regency",
        _("Regency"),
        lambda row: row.pesantren.regency.name if row.pesantren else "",
        sort="pesantren__regency__kemendagri_code",
    ),
    lists.Column("role", _("Role there"), lambda row: row.get_membership_role_display()),
    lists.Column("pillar", _("Pillar"), lambda row: row.get_pillar_display(), sort="pillar"),
    lists.Column("papers", _("Papers"), lambda row: row.paper_count, css="num"),
    lists.Column("score", _("Score"), lambda row: row.score, sort="score_order", css="num"),
    lists.Column("sent", _("Sent on"), lambda row: row.submitted_at, sort="submitted_at"),
    lists.Column("state", _("State"), lambda row: row.get_state_display(), sort="state"),
    lists.Column(
        "place", _("Place in reserve"), lambda row: row.reserve_position, sort="reserve_position"
    ),
    lists.Column(
        "twin", _("Probable duplicate"), lambda row: _("yes") if row.has_duplicate else ""
    ),
    lists.Column("motivation", _("Motivation"), lambda row: row.motivation),
    lists.Column("experience", _("Experience"), lambda row: row.experience),
    lists.Column("reason", _("Reason"), lambda row: row.reason),
)


@dataclass(frozen=True, slots=True)
class Seats:
    """How full a batch is."""

    total: int
    taken: int

    @property
    def left(self) -> int:
        """Seats that nobody has yet, never below 0."""
        return max(0, self.total - self.taken)


def seats(batch: Batch) -> Seats:
    """Return the seats of `batch` as they are now."""
    taken = Enrollment.objects.filter(batch=batch).seated().count()
    return Seats(total=batch.seats, taken=taken)


def counts(batch: Batch) -> dict[str, int]:
    """Return how many applications are in each state, and under "" all that were sent."""
    found = dict(
        batch.applications.sent()
        .order_by()
        .values_list("state")
        .annotate(n=Count("pk"))
        .values_list("state", "n")
    )
    return found | {"": sum(found.values())}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What comes before and after an application in the list it was opened from."""

    previous: UUID | None
    following: UUID | None
    position: int
    total: int


def neighbours(rows: QuerySet[Application], application: Application) -> Neighbours | None:
    """Return the neighbours in `rows`, or None where the filter does not hold it (any more)."""
    ids = list(rows.values_list("public_id", flat=True))
    if application.public_id not in ids:
        return None
    at = ids.index(application.public_id)
    return Neighbours(
        previous=ids[at - 1] if at else None,
        following=ids[at + 1] if at + 1 < len(ids) else None,
        position=at + 1,
        total=len(ids),
    )


def accepted_of_pesantren(application: Application) -> int:
    """Return how many of the same pesantren have a seat in the batch already."""
    if application.pesantren_id is None:
        return 0
    return (
        Enrollment.objects.filter(batch=application.batch_id, pesantren=application.pesantren_id)
        .seated()
        .count()
    )
