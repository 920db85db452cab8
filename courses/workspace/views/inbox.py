"""What people wrote in the contact form, for program managers."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from academy.people.guards import manager_required
from academy.people.requests import SignedInRequest
from academy.web import lists
from courses.workspace.forms.inbox import MessageFilter
from courses.workspace.queries import inbox

RECEIVED = lists.Column("received", _("Received"), lambda row: row.submit_time, sort="submit_time")


@manager_required
def messages(request: SignedInRequest) -> HttpResponse:
    asked = inbox.questions()
    columns = (
        RECEIVED,
        *(
            lists.Column(name, label, partial(inbox.answer, name=name))
            for name, label in asked.items()
        ),
    )
    found = lists.build(
        request,
        inbox.messages(request.user),
        filterset_class=MessageFilter,
        columns=columns,
        default_sort="-submit_time",
    )
    if found.wants_export:
        return lists.spreadsheet(request, columns, found.rows, filename="pesan-masuk.xlsx")
    rows = [(row, [text for _label, text in inbox.answers(row, asked)]) for row in found.page]
    return render(request, "courses/workspace/messages.html", {"list": found, "rows": rows})


@manager_required
def message(request: SignedInRequest, message_id: UUID) -> HttpResponse:
    found = get_object_or_404(inbox.messages(request.user), public_id=message_id)
    context = {"message": found, "answers": inbox.answers(found, inbox.questions())}
    return render(request, "courses/workspace/message.html", context)
