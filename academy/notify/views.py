from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from academy.notify import actions, texts
from academy.notify.models import Notice
from academy.people.guards import sign_in_required
from academy.people.requests import SignedInRequest
from academy.web.edge.addresses import lead_to

PER_PAGE = 20


@sign_in_required
def notice_list(request: SignedInRequest) -> HttpResponse:
    notices = Notice.objects.visible_to(request.user)
    page = Paginator(notices, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {"notice": notice, "sentence": texts.sentence(notice), "icon": texts.icon(notice)}
        for notice in page
    ]
    return render(request, "notify/notice_list.html", {"page": page, "rows": rows})


@require_POST
@sign_in_required
def read(request: SignedInRequest, notice_id: UUID) -> HttpResponse:
    """Mark one as read and go where it leads."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), public_id=notice_id)
    actions.mark_read(notice)
    return lead_to(notice.url, otherwise=reverse("notify:list"))


@require_POST
@sign_in_required
def read_all(request: SignedInRequest) -> HttpResponse:
    actions.mark_all_read(user=request.user)
    return redirect("notify:list")
