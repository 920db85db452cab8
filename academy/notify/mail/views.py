"""The page from which the mail is tried."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from academy.notify.mail import actions
from academy.notify.mail.forms import MailForm
from academy.people.guards import manager_required
from academy.people.requests import SignedInRequest
from academy.web.forms.refusals import put_on


@manager_required
def mail_test(request: SignedInRequest) -> HttpResponse:
    """Send a mail to see whether mail leaves this academy."""
    form = MailForm(request.POST or None, initial={"address": request.user.email or ""})
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        try:
            actions.try_mail(address=address, by=request.user)
        except actions.MailFailed as refusal:
            put_on(form, refusal)
        else:
            if actions.is_sent():
                text = _("Sent to %(address)s. Look whether it has arrived, also among the spam.")
                messages.success(request, text % {"address": address})
            else:
                text = _("Written into the folder of the server. Nothing was sent.")
                messages.warning(request, text)
            return redirect("notify:mail_test")
    context = {"form": form, "is_sent": actions.is_sent(), "sender": settings.DEFAULT_FROM_EMAIL}
    return render(request, "notify/mail_test.html", context)
