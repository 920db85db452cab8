"""Light or dark, chosen by a plain form so that it works without JavaScript."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from academy.web.context_processors import THEME_COOKIE, THEMES
from academy.web.open_views import open_to_all

YEAR_IN_SECONDS = 365 * 24 * 3600


@open_to_all
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the posted theme in a cookie, or forget it, and go back to the page."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    # Not `redirect`: a bare word would be taken for the name of an address.
    response = HttpResponseRedirect(target)
    wanted = request.POST.get("theme", "")
    if wanted in THEMES:
        response.set_cookie(THEME_COOKIE, wanted, max_age=YEAR_IN_SECONDS, samesite="Lax")
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response
