"""Extensions of a batch: granted to one or many, listed, withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from academy.people.guards import worker_required
from academy.people.requests import SignedInRequest
from academy.web import formats, lists
from academy.web.forms.once import make_once
from courses.acts.kinds import ActKind
from courses.enrollment.access import run_batch
from courses.extensions import actions, queries
from courses.extensions.forms import ExtensionFilter, ExtensionForm
from courses.models import Extension

COLUMNS = (
    lists.Column(
        "name",
        _("Name"),
        lambda row: row.enrollment.user.display_name,
        sort="enrollment__user__name_key",
    ),
    lists.Column("activity", _("Activity"), lambda row: row.activity.title, sort="activity__title"),
    lists.Column("until", _("Until"), lambda row: row.due_at, sort="due_at"),
    lists.Column("attempts", _("Attempts"), lambda row: row.extra_attempts, css="num"),
    lists.Column("minutes", _("Minutes"), lambda row: row.extra_minutes, css="num"),
    lists.Column("reason", _("Reason"), lambda row: row.reason, css="only-wide"),
    lists.Column(
        "granted", _("Granted"), lambda row: formats.date_time(row.granted_at), sort="granted_at"
    ),
)


@worker_required
def extensions(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """What was granted in a batch, by whom and why."""
    batch = run_batch(request, batch_id)
    found = lists.build(
        request,
        queries.granted_in(batch),
        filterset_class=ExtensionFilter,
        columns=COLUMNS,
        default_sort="-granted_at",
    )
    if found.wants_export:
        return lists.spreadsheet(request, COLUMNS, found.rows, filename="kelonggaran.xlsx")
    context = {"batch": batch, "list": found}
    return render(request, "courses/extensions/extensions.html", context)


@worker_required
def extension_new(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Grant the same to one or many."""
    batch = run_batch(request, batch_id)
    form = ExtensionForm(request.POST or None, batch=batch)
    made = make_once(
        request,
        form,
        kind=ActKind.EXTEND,
        model=Extension,
        make=lambda: actions.grant(by=request.user, **form.granted()),
    )
    if made is not None:
        messages.success(request, gettext("Granted, and the participants are told."))
        return redirect("courses:extensions", batch_id)
    context = {"batch": batch, "form": form, "has_what": bool(form.found)}
    return render(request, "courses/extensions/extension_new.html", context)


@worker_required
@require_POST
def extension_withdraw(
    request: SignedInRequest, batch_id: UUID, extension_id: UUID
) -> HttpResponse:
    """Let an extension count no more."""
    batch = run_batch(request, batch_id)
    found = Extension.objects.visible_to(request.user).filter(enrollment__batch=batch)
    extension = get_object_or_404(found.select_related("enrollment"), public_id=extension_id)
    actions.withdraw(extension=extension, by=request.user)
    messages.success(request, gettext("Withdrawn. What was done by it stays."))
    return redirect("courses:extensions", batch_id)
