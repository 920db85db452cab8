"""Marks out as a spreadsheet, and in again: seen first, then taken with a reason."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.core.errors import Refused
from academy.core.text.typed import uuid_of
from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web import lists
from academy.web.forms.once import make_once
from courses.acts.client import client_of
from courses.acts.kinds import ActKind
from courses.gradebook.access import Desk, desk
from courses.gradebook.actions import files, sheets
from courses.gradebook.forms import SheetForm, TakeForm
from courses.gradebook.queries import sheet as queries
from courses.gradebook.queries.columns import graded
from courses.models import MarkSheet

SALT = "courses.gradebook.sheet"
RECENT = 10


def marks_file(request: SignedInRequest, found: Desk, listed: lists.List) -> HttpResponse:
    """Answer with the list as a file; one of very many is asked for as a job."""
    if listed.total > lists.AT_ONCE:
        messages.info(request, _("So many are made as long work. Press “Make an Excel file”."))
        return redirect("courses:gradebook", found.batch.public_id)
    columns = graded(found.batch, found.courses)
    rows = queries.rows_out(
        listed.rows.select_related("user", "pesantren"),
        columns,
        with_mean=found.runs_batch,
        reader=request.user,
    )
    out = queries.columns_out(columns, with_mean=found.runs_batch)
    ending = "csv" if request.GET.get("format") == "csv" else "xlsx"
    answer = lists.text_file if ending == "csv" else lists.spreadsheet
    return answer(request, out, rows, filename=files.filename(found.batch, ending))


def marks_job(request: SignedInRequest, found: Desk, listed: lists.List) -> HttpResponse:
    """Have the file of the list made as a job; the same form sent twice is one."""
    job = files.request_file(
        batch=found.batch,
        by=request.user,
        seats=list(listed.rows.values_list("pk", flat=True)),
        courses=None if found.courses is None else sorted(found.courses),
        client_id=client_of(request.POST).client_id,
        return_url=reverse("courses:gradebook", args=[found.batch.public_id]),
    )
    return redirect("courses:job", job.public_id)


@worker_required
def marks_sheet(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Choose a file, see what it changes, take it with a reason; take one back."""
    found = desk(request, batch_id)
    if "undo" in request.POST:
        return _undo(request, found)
    form: SheetForm | TakeForm
    if "marks" in request.POST:
        return _take(request, found)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _preview(request, found, form.cleaned_data["file"].read())
        except Refused as refusal:
            form.add_error("file", str(refusal.message))
    context = {"batch": found.batch, "desk": found, "form": form, "sheets": _recent(request, found)}
    return render(request, "courses/gradebook/marks_sheet.html", context)


def _preview(request: SignedInRequest, found: Desk, content: bytes) -> HttpResponse:
    columns = graded(found.batch, found.courses)
    preview = queries.preview(found.batch, columns, content, by=request.user)
    packed = [
        [
            change.seat.pk,
            change.activity.id,
            None if change.before is None else str(change.before),
            str(change.after),
        ]
        for change in preview.changes
    ]
    marks = signing.dumps([found.batch.pk, request.user.pk, packed], salt=SALT, compress=True)
    return _show(request, found, TakeForm(initial={"marks": marks}), preview)


def _show(
    request: SignedInRequest, found: Desk, form: TakeForm, preview: queries.Preview | None
) -> HttpResponse:
    context = {"batch": found.batch, "desk": found, "form": form, "preview": preview}
    return render(request, "courses/gradebook/marks_preview.html", context)


def _take(request: SignedInRequest, found: Desk) -> HttpResponse:
    form = TakeForm(request.POST)
    made = make_once(
        request,
        form,
        kind=ActKind.TAKE_MARK_SHEET,
        model=MarkSheet,
        make=lambda: _taken(request, found, form),
    )
    if made is None:
        return _show(request, found, form, None)
    messages.success(request, _("The marks are written, and everybody is told."))
    return redirect("courses:marks_sheet", found.batch.public_id)


def _taken(request: SignedInRequest, found: Desk, form: TakeForm) -> MarkSheet:
    sent = form.cleaned_data
    try:
        return sheets.take_sheet(
            batch=found.batch,
            by=request.user,
            reason=sent["reason"],
            marks=_unpacked(request, found, sent["marks"]),
            may_take_back=sent["may_take_back"],
        )
    except sheets.TakesBackFrom:
        form.ask_about_taking_back()
        raise


def _unpacked(request: SignedInRequest, found: Desk, marks: str) -> list[sheets.NewMark]:
    """Return the marks that the preview showed to this reader of this batch, and no others."""
    try:
        batch, reader, packed = signing.loads(marks, salt=SALT)
    except signing.BadSignature as error:
        raise sheets.NothingChanged from error
    seen = {column.id for column in graded(found.batch, found.courses)}
    if batch != found.batch.pk or reader != request.user.pk:
        raise sheets.NothingChanged
    return [
        sheets.NewMark(seat, activity, _decimal(before), _decimal(after))
        for seat, activity, before, after in packed
        if activity in seen
    ]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _recent(request: SignedInRequest, found: Desk) -> list[MarkSheet]:
    """Return the latest sheets: of everybody for who runs the batch, else the reader's own."""
    rows: Any = found.batch.mark_sheets.select_related("made_by", "undone_by")
    if not found.runs_batch:
        rows = rows.filter(made_by=request.user)
    return list(rows.prefetch_related("corrections")[:RECENT])


def _undo(request: SignedInRequest, found: Desk) -> HttpResponse:
    wanted = uuid_of(request.POST["undo"])
    ids = [row.pk for row in _recent(request, found)]
    sheet = get_object_or_404(MarkSheet, public_id=wanted, pk__in=ids)
    seen = [column.id for column in graded(found.batch, found.courses)]
    if not found.runs_batch and sheet.corrections.exclude(activity__in=seen).exists():
        # Of a course that the reader teaches no more.
        raise PermissionDenied
    try:
        sheets.undo_sheet(
            sheet=sheet, by=request.user, may_take_back="may_take_back" in request.POST
        )
        messages.success(request, _("The marks stand again as before, and everybody is told."))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("courses:marks_sheet", found.batch.public_id)
