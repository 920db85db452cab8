from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.notify import actions, mail, texts
from academy.notify.forms import MailForm
from academy.notify.models import Notice
from academy.people.guards import role_required, sign_in_required
from academy.people.models import Role
from academy.people.requests import SignedInRequest
from academy.web.addresses import lead_to
from academy.web.forms.refusals import put_on

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


@role_required(Role.PROGRAM_MANAGER)
def mail_test(request: SignedInRequest) -> HttpResponse:
    """Send a mail to see whether mail leaves this academy."""
    form = MailForm(request.POST or None, initial={"address": request.user.email or ""})
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        try:
            mail.try_mail(address=address, by=request.user)
        except mail.MailFailed as refusal:
            put_on(form, refusal)
        else:
            text = _("Sent to %(address)s. Look whether it has arrived, also among the spam.")
            messages.success(request, text % {"address": address})
            return redirect("notify:mail_test")
    context = {"form": form, "is_sent": mail.is_sent(), "sender": settings.DEFAULT_FROM_EMAIL}
    return render(request, "notify/mail_test.html", context)


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
