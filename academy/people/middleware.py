"""What stands between a signed-in person and the pages, on every request."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.core import logs
from academy.people.accounts.actions.accounts import update_profile
from academy.people.entrance import devices, sessions
from academy.people.guards import SecondFactorNeeded, to_second_factor
from academy.people.kept_forms import posted as kept
from academy.people.models import KeptForm
from academy.people.requests import is_by_htmx, is_by_script, is_signed_in
from academy.web.edge.open_views import is_open_to_all
from academy.web.files.posts import is_too_large
from academy.web.language import set_language_cookie
from academy.web.views.errors import too_large

REDIRECTS = {301, 302, 303, 307, 308}


class WatchedRequest(HttpRequest):
    """A request with the kept form that it sends again, if it does."""

    replayed_form: KeptForm | None


class PostSizeMiddleware:
    """Refuses a post that is too large for its address before it is read.

    It stands where the person is known, and before all that reads a form: the check of its
    token reads it too, and says of one that was cut off that the sign-in has ended.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_too_large(request, is_known=lambda: _is_known(request)):
            return too_large(request)
        return self.get_response(request)


def _is_known(request: HttpRequest) -> bool:
    """Say whether somebody is signed in, or was: a late form is kept with its files."""
    return is_signed_in(request) or devices.last_account(request) is not None


class SignInGuardMiddleware:
    """Ends idle sessions, asks for the own PIN and the second factor, keeps late forms."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: WatchedRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        if is_signed_in(request):
            logs.by(request.user.public_id)
        was_idle = was_signed_in and sessions.end_if_idle(request)
        request.replayed_form = None
        response = self.get_response(request)
        if _leads_to_sign_in(response) and not request.user.is_authenticated:
            response = _to_sign_in(request, response, was_idle)
        if request.replayed_form is not None and not _leads_to_sign_in(response):
            kept.done_with(request.replayed_form, response.status_code)
        _look_after_device(request, response, was_signed_in=was_signed_in and not was_idle)
        return response

    def process_view(
        self,
        request: WatchedRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Lead who has a printed PIN to choose an own one before anything else opens.

        A kept form takes the place of the post that asks for it; the token was checked.
        """
        if not request.user.is_authenticated:
            return None
        if request.user.must_change_secret and not is_open_to_all(view):
            return redirect("people:choose_secret")
        if request.method == "POST":
            request.replayed_form = kept.put_back(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Lead whose role needs a second factor to where it is set up."""
        return to_second_factor(request) if isinstance(exception, SecondFactorNeeded) else None


def _leads_to_sign_in(response: HttpResponse) -> bool:
    if response.status_code not in REDIRECTS:
        return False
    return urlsplit(response["Location"]).path == reverse("account_login")


def _to_sign_in(request: HttpRequest, response: HttpResponse, was_idle: bool) -> HttpResponse:
    """Keep what was posted, and lead to the sign-in page in the way the browser asked."""
    if is_by_script(request):
        # Its page says so and keeps what was typed.
        return JsonResponse({"signed_out": True}, status=401)
    form = kept.keep_posted(request)
    if form is not None:
        messages.info(
            request, _("Your sign-in has ended. What you filled in is kept; sign in to go on.")
        )
        response = redirect_to_login(kept.address(form))
    elif was_idle:
        messages.info(
            request, _("You were away for a while, so the academy signed you out. Sign in again.")
        )
    if is_by_htmx(request):
        # The part of the page asked for would show the whole sign-in page inside itself.
        return HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response


def _look_after_device(
    request: HttpRequest, response: HttpResponse, *, was_signed_in: bool
) -> None:
    """Keep on the device who is signed in, forget it at sign-out, and store no page of theirs."""
    if not is_signed_in(request):
        if was_signed_in:
            devices.forget_account(response)
        if request.path == reverse("account_login"):
            devices.name_device(request, response)
        return
    user = request.user
    # The next person on this handset must not find the page by going back.
    response.headers.setdefault("Cache-Control", "private, no-store")
    devices.note_account(request, response)
    if not was_signed_in:
        set_language_cookie(response, user.language)
    elif request.method == "POST" and request.path == reverse("core:language"):
        language = request.POST.get("language", "")
        if language in dict(settings.LANGUAGES) and language != user.language:
            update_profile(user=user, by=user, language=language)
