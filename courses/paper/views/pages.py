"""A page of a sheet is written down: by keyboard, by thumb, or from what its photo proposes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.core.text.typed import whole_of
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from courses.attendance.actions.ledger import refusal_of
from courses.models import AttendanceStatus, PaperPage
from courses.paper.actions.settling import settle
from courses.paper.actions.transcribing import Transcribed, transcribe
from courses.paper.queries import standing
from courses.paper.queries.standing import Line
from courses.paper.rules import layout

# What is pressed for each status: the first letter of its Indonesian word.
KEYS = {
    AttendanceStatus.PRESENT: "h",
    AttendanceStatus.EXCUSED: "i",
    AttendanceStatus.ILL: "s",
    AttendanceStatus.ABSENT: "a",
}
# What is shown of a row in a photo, in dots of the page laid flat: its boxes and its signature.
CROP_FROM, CROP_TO, DOTS = 97, 203, 6


@worker_required
def paper_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Write down what the rows of a page say."""
    page = _page(request, code)
    photo = standing.newest_photo(page)
    lines = standing.lines_of(page, photo)
    if request.method == "POST":
        _write(request, page, lines)
        return redirect("courses:paper_page", code)
    session = page.sheet.session
    refusal = refusal_of(session)
    context = {
        "page": page,
        "session": session,
        "batch": session.batch,
        "photo": photo,
        "lines": [(line, _crop(place)) for place, line in enumerate(lines)],
        "doubtful": [line for line in lines if line.doubt],
        "contested": [line for line in lines if line.is_contested],
        "statuses": _statuses(),
        "why_not": refusal.message if refusal else "",
        "around": _around(page),
        "flat_size": (int(layout.WIDTH * DOTS), int(layout.HEIGHT * DOTS)),
    }
    return render(request, "courses/paper/page.html", context)


@worker_required
@require_POST
def paper_settle(request: SignedInRequest, code: str) -> HttpResponse:
    """Decide, with a reason, what counts where paper and ledger differ."""
    page = _page(request, code)
    try:
        settle(
            page=page,
            number=whole_of(request.POST.get("row", "")) or 0,
            shown=request.POST.get("stands", ""),
            takes_paper=request.POST.get("decision") == "paper",
            reason=request.POST.get("reason", ""),
            by=request.user,
        )
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, gettext("Decided, and the reason is kept."))
    if request.POST.get("back") == "session":
        return redirect("courses:paper", page.sheet.session.public_id)
    return redirect("courses:paper_page", code)


def _page(request: SignedInRequest, code: str) -> PaperPage:
    return get_object_or_404(
        PaperPage.objects.visible_to(request.user).select_related("sheet__session__batch"),
        code=code,
    )


def _statuses() -> list[tuple[str, str, str]]:
    return [(status.value, str(status.label), key) for status, key in KEYS.items()]


def _crop(place: int) -> str:
    """Return what an SVG shows of the page laid flat: the row at `place`."""
    top, width = layout.row_top(place) * DOTS, (CROP_TO - CROP_FROM) * DOTS
    return f"{CROP_FROM * DOTS} {top:.0f} {width} {layout.ROW * DOTS:.0f}"


def _around(page: PaperPage) -> dict[str, PaperPage | None]:
    """Return the pages before and after, for who goes through a stack of paper."""
    pages = {one.number: one for one in page.sheet.pages.all()}
    return {"before": pages.get(page.number - 1), "after": pages.get(page.number + 1)}


def _write(request: SignedInRequest, page: PaperPage, lines: list[Line]) -> None:
    says, shown = _sent(request, lines)
    try:
        done = transcribe(page=page, says=says, shown=shown, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return
    text = ngettext("%(count)s row is written.", "%(count)s rows are written.", done.count)
    messages.success(request, text % {"count": done.count})
    _tell(request, done)


def _sent(request: SignedInRequest, lines: list[Line]) -> tuple[dict[int, str], dict[int, str]]:
    """Return what the rows say and what was shown, by their numbers.

    “All others” is of rows that nobody has marked and of which a photo has no doubt.
    """
    says: dict[int, str] = {}
    shown: dict[int, str] = {}
    rest = request.POST.get("rest", "")
    for line in lines:
        number = line.row.number
        if (was := request.POST.get(f"shown_{number}")) is None:
            continue
        shown[number] = was
        marked = request.POST.get(f"says_{number}", "")
        if not marked and rest and not line.doubt:
            marked = rest
        if marked:
            says[number] = "" if marked == "none" else marked
    return says, shown


def _tell(request: SignedInRequest, done: Transcribed) -> None:
    about: list[tuple[Any, str]] = [
        (
            [f"{line.row.number}. {line.name}" for line in done.clashes],
            gettext(
                "Somebody else has written these rows otherwise meanwhile, and that stands: "
                "%(names)s. Look at the paper; what you mark now counts."
            ),
        ),
        (
            [f"{line.row.number}. {line.name}" for line in done.contested],
            gettext("The ledger says something else of these people: %(names)s. Decide below."),
        ),
        (
            [seat.user.full_name for seat in done.fallen],
            gettext(
                "These people had met the rule and no longer do, so they have not passed any more: "
                "%(names)s. If that was a slip, note it as it was: the day they passed comes back."
            ),
        ),
    ]
    for names, text in about:
        if names:
            messages.warning(request, text % {"names": ", ".join(names)})
