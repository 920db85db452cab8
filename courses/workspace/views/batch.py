"""A batch as its coordinator sees it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.people.guards import runner_required, worker_required
from academy.people.particulars.phones import national_phone
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.kept.drawn import drawn
from courses.completion.queries import rule_of
from courses.enrollment.queries.batches import count_per_batch
from courses.enrollment.queries.saved_filters import saved_filters
from courses.models import Batch, Enrollment, EnrollmentState
from courses.programs.queries.batches import dead_ends
from courses.workspace.forms import choosing
from courses.workspace.forms.overview import PeopleFilter
from courses.workspace.queries import overview
from courses.workspace.queries.funnel import kept_funnel
from courses.workspace.queries.sessions import held

COLUMNS = (
    lists.Column("name", _("Name"), lambda row: row.user.full_name, sort="user__full_name"),
    lists.Column("user_name", _("User name"), lambda row: row.user.username),
    lists.Column("phone", _("Phone"), lambda row: national_phone(row.user.phone)),
    lists.Column(
        "pesantren", _("Pesantren"), lambda row: str(row.pesantren or ""), sort="pesantren__name"
    ),
    lists.Column("nspp", _("NSPP"), lambda row: row.pesantren.nspp if row.pesantren else ""),
    lists.Column(
        "regency",
        _("Regency"),
        lambda row: str(row.pesantren.regency) if row.pesantren else "",
        sort="pesantren__regency__name",
    ),
    lists.Column("gender", _("Gender"), lambda row: row.user.get_gender_display()),
    lists.Column("pillar", _("Pillar"), lambda row: row.get_pillar_display(), sort="pillar"),
    lists.Column("state", _("State"), lambda row: row.get_state_display(), sort="state"),
    lists.Column(
        "progress", _("Progress, %"), lambda row: row.progress, sort="progress", css="num"
    ),
    lists.Column("mark", _("Mean mark"), lambda row: row.mean_mark, sort="mean_mark", css="num"),
    lists.Column(
        "attendance",
        _("Attendance, %"),
        lambda row: row.attendance_percent,
        sort="attendance_percent",
        css="num",
    ),
    lists.Column("seen", _("Last active"), lambda row: row.last_seen_at, sort="last_seen_at"),
)
SESSIONS = (
    lists.Column("session", _("Session"), lambda row: row.session.title),
    lists.Column("starts", _("Starts"), lambda row: row.session.starts_at),
    lists.Column("place", _("Place"), lambda row: row.session.place),
    lists.Column("trainer", _("Trainer"), lambda row: row.trainer),
    lists.Column(
        "led",
        _("Trainer’s attendance"),
        lambda row: row.led.get_status_display() if row.led else "",
    ),
    lists.Column(
        "source", _("Noted by way of"), lambda row: row.led.get_source_display() if row.led else ""
    ),
    lists.Column("by", _("Noted by"), lambda row: row.led.noted_by.full_name if row.led else ""),
    lists.Column("present", _("Present"), lambda row: row.session.present_count, css="num"),
    lists.Column("noted", _("Noted"), lambda row: row.session.noted_count, css="num"),
)
BEHIND = _("Behind, and why")


@runner_required
def batches(request: SignedInRequest) -> HttpResponse:
    """All batches that the reader runs, the newest first."""
    found = (
        Batch.objects.visible_to(request.user)
        .select_related("program")
        .annotate(
            seated_count=count_per_batch(Enrollment.objects.seated()),
            eligible_count=count_per_batch(Enrollment.objects.filter(is_eligible=True)),
        )
        .order_by("-starts_on", "-number")
    )
    return render(request, "courses/workspace/batches.html", {"batches": found})


@worker_required
def batch_overview(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Funnel, who is behind, and the grid of people and modules."""
    batch = get_object_or_404(
        Batch.objects.visible_to(request.user).select_related("program", "completion_rule"),
        public_id=batch_id,
    )
    columns = overview.grid_columns(batch)
    due = overview.due_activities(columns)
    everybody = overview.people(batch, due)
    found = lists.build(
        request,
        _sorted(request, batch, everybody, len(due)),
        filterset_class=PeopleFilter,
        columns=(*COLUMNS, lists.Column("behind", BEHIND, lambda row: "", sort="need")),
        default_sort="user__full_name",
        fields=overview.SHOWN,
        batch=batch,
        due_count=len(due),
    )
    if found.wants_export:
        return _sheet(request, batch, columns, found, len(due))
    funnel = kept_funnel(request.user, batch, everybody, len(due))
    return render(
        request,
        "courses/workspace/batch_overview.html",
        {
            "funnel": funnel,
            **_overview(batch, columns, len(due), found),
            **_filters(batch, found),
        },
    )


def _filters(batch: Batch, found: lists.List) -> dict[str, Any]:
    """Return the saved filters with whether each means somebody, and what is filtered now."""
    form_class = found.filterset.get_form_class()
    saved = [
        (row, choosing.meaning(form_class, row.query).is_whole) for row in saved_filters(batch)
    ]
    now = choosing.kept_query(found.query)
    is_new = choosing.meaning(form_class, now).is_whole and all(
        row.query != now for row, _is_whole in saved
    )
    return {"filters": saved, "filter": now, "used_filter": now if is_new else ""}


def _sorted(
    request: SignedInRequest, batch: Batch, rows: QuerySet[Enrollment], due_count: int
) -> QuerySet[Enrollment]:
    # Only who sorts by it pays for it.
    if request.GET.get("sort", "").removeprefix("-") == "behind":
        rows = overview.by_need(rows, batch, due_count)
    return rows


def _sheet(
    request: SignedInRequest,
    batch: Batch,
    columns: list[overview.GridColumn],
    found: lists.List,
    due_count: int,
) -> HttpResponse:
    """Answer with all that the page can show of everybody in the list."""
    rows = list(found.rows)
    cells = overview.grid_cells(columns, rows)
    modules = (
        lists.Column(f"module{at}", _of(column), partial(_share, cells, at))
        for at, column in enumerate(columns)
    )
    why = lists.Column("behind", BEHIND, partial(_reasons, batch, due_count=due_count))
    name = f"angkatan-{batch.number}.xlsx"
    sessions = lists.Leaf(gettext("Sessions"), SESSIONS, held(batch))
    return lists.spreadsheet(
        request, (*COLUMNS, why, *modules), rows, filename=name, more=[sessions]
    )


def _of(column: overview.GridColumn) -> str:
    return f"{column.course}: {column.title}, %"


def _share(cells: dict[int, tuple[tuple[int, int], ...]], at: int, person: Any) -> int | None:
    """Return how much is done of what this person is asked for, in percent."""
    done, required = cells[person.pk][at]
    return 100 * done // required if required else None


def _reasons(batch: Batch, person: Any, due_count: int) -> str:
    return "; ".join(map(str, overview.why_behind(batch, person, due_count)))


def _overview(
    batch: Batch, columns: list[overview.GridColumn], due_count: int, found: lists.List
) -> dict[str, Any]:
    shown = list(found.page)
    cells = overview.grid_cells(columns, shown)
    return {
        "batch": batch,
        "list": found,
        # Before the first day sessions and activities are still to be planned.
        "dead_ends": dead_ends(batch, rule_of(batch)) if batch.has_started else [],
        "columns": columns,
        "bulk_actions": [
            {"value": "slips", "label": _("Sign-in slips with new PINs"), "css": ""},
            {"value": "messages", "label": _("WhatsApp messages"), "css": "button--quiet"},
            {"value": "move", "label": _("To another batch"), "css": "button--quiet"},
        ],
        # In one piece: what a loop of the template does for each row is dear.
        "rows": mark_safe("".join(_row(batch, row, cells[row.pk], due_count) for row in shown)),
    }


def _row(
    batch: Batch, person: Any, cells: tuple[tuple[int, int], ...], due_count: int
) -> SafeString:
    is_active = person.state == EnrollmentState.ACTIVE
    return drawn(
        "courses/workspace/_person_row.html",
        id=person.public_id,
        name=person.user__full_name,
        pesantren=person.pesantren__name or "",
        state="" if is_active else str(EnrollmentState(person.state).label),
        progress=person.progress,
        mark=person.mean_mark,
        attendance=person.attendance_percent,
        cells=cells,
        seen=person.last_seen_at and timezone.localdate(person.last_seen_at),
        reasons=_reasons(batch, person, due_count),
    )
