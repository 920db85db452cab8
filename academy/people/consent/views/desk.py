"""The privacy notice at work: the next version written, looked at and published."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from academy.core.errors import Refused
from academy.people.consent import actions
from academy.people.consent.forms import NoticeForm
from academy.people.errors import NoticeChanged
from academy.people.guards import manager_required
from academy.people.models import PrivacyNotice
from academy.people.requests import SignedInRequest
from academy.web.forms.preview import mark_of
from academy.web.forms.refusals import put_on


@manager_required
def notices(request: SignedInRequest) -> HttpResponse:
    """All versions, each with how many agreed to it."""
    versions = PrivacyNotice.objects.annotate(consent_count=Count("consents"))
    published = versions.filter(published_at__isnull=False)
    draft = versions.filter(published_at__isnull=True).first()
    context = {"versions": published, "draft": draft, "current": published.first()}
    return render(request, "people/notices.html", context)


@manager_required
def notice(request: SignedInRequest, version: int) -> HttpResponse:
    """One published version, as people read it."""
    found = get_object_or_404(PrivacyNotice, version=version, published_at__isnull=False)
    return render(request, "people/notice.html", {"notice": found})


@manager_required
def notice_draft(request: SignedInRequest) -> HttpResponse:
    """Write the next version. It begins with the one in force, or with a text to fill in."""
    draft = actions.draft() or PrivacyNotice()
    before = PrivacyNotice.current()
    begin = before.text if before else actions.first_text()
    form = NoticeForm(request.POST or None, initial={"text": draft.text or begin})
    if request.method == "POST" and form.is_valid():
        kept = actions.keep_draft(text=form.merged()["text"], by=request.user)
        if "publish" in request.POST:
            return redirect("people:notice_publish", kept.version)
        messages.success(request, _("The draft is kept. Nobody but program managers sees it."))
        return redirect("people:notice_draft")
    return render(request, "people/notice_draft.html", {"form": form, "draft": draft})


@manager_required
def notice_publish(request: SignedInRequest, version: int) -> HttpResponse:
    """Show the draft as people will read it, and publish it after asking once."""
    found = get_object_or_404(PrivacyNotice, version=version)
    form = NoticeForm(initial={"text": found.text})
    if request.method == "POST":
        try:
            if request.POST.get("seen") != mark_of(found.text):
                raise NoticeChanged
            actions.publish(notice=found, by=request.user)
        except NoticeChanged as refusal:
            messages.warning(request, refusal.message)
            return redirect("people:notice_publish", version)
        except Refused as refusal:
            form = NoticeForm({"text": found.text})
            form.is_valid()
            put_on(form, refusal)
        else:
            messages.success(request, _("The notice is published. Who applies now agrees to it."))
            return redirect("people:notices")
    context = {"notice": found, "form": form, "seen": mark_of(found.text)}
    return render(request, "people/notice_publish.html", context)
