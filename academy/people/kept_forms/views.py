"""Forms that came after the session's end: shown again, sent again, thrown away."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from academy.people.guards import sign_in_required
from academy.people.kept_forms import posted as kept
from academy.people.kept_forms.actions import forget_form
from academy.people.models import KeptForm
from academy.people.requests import SignedInRequest, is_by_script
from academy.web.views import errors

_FOR_PROGRAMS = {"client_id", "happened_at", "next"}
_SHOWN_CHARACTERS = 600


@never_cache
@sign_in_required
def kept_form(request: SignedInRequest, form_id: UUID) -> HttpResponse:
    """Show what was kept, with one button that sends it to where it was going."""
    form = KeptForm.objects.filter(user=request.user, public_id=form_id).first()
    if form is None:
        # Sent already, thrown away, or of another account on this handset.
        return redirect("account_continue")
    context = {
        "kept": form,
        "texts": _readable(form),
        "files": form.files.order_by("pk"),
        "replay_field": kept.REPLAY_FIELD,
    }
    return render(request, "people/kept_form.html", context)


@require_POST
@sign_in_required
def discard(request: SignedInRequest, form_id: UUID) -> HttpResponse:
    form = get_object_or_404(KeptForm.objects.filter(user=request.user), public_id=form_id)
    forget_form(form=form)
    messages.success(request, _("The kept form is deleted."))
    return redirect("account_continue")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Keep a form whose page was older than the sign-in; otherwise say what happened."""
    if request.user.is_authenticated and request.path == reverse("account_login"):
        # Sent twice, or from a page older than somebody's sign-in: it says who is in.
        return redirect("account_login")
    # A script keeps what was typed on its page, and sends it again with the new token.
    form = None if is_by_script(request) else kept.keep_posted(request)
    if form is None:
        return errors.csrf_failure(request, reason)
    if request.user.is_authenticated:
        return redirect(kept.address(form))
    messages.info(
        request, _("Your sign-in has ended. What you filled in is kept; sign in to go on.")
    )
    return redirect_to_login(kept.address(form))


def _readable(form: KeptForm) -> list[str]:
    """Return what the person wrote; ids, marks and codes of choices mean nothing to them."""
    return [
        value.strip()[:_SHOWN_CHARACTERS]
        for name, values in form.fields.items()
        for value in values
        if name not in _FOR_PROGRAMS and _is_text(value.strip())
    ]


def _is_text(value: str) -> bool:
    return any(sign.isalpha() for sign in value) and (" " in value or value[0].isupper())
