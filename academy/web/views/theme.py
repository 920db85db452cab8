"""Light or dark, chosen by a plain form so that it works without JavaScript."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from academy.web.context_processors import THEME_COOKIE, THEMES
from academy.web.edge.addresses import NEXT, lead_to
from academy.web.edge.open_views import open_to_all

YEAR_IN_SECONDS = 365 * 24 * 3600


@open_to_all
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the posted theme in a cookie, or forget it, and go back to the page."""
    response = lead_to(request.POST.get(NEXT, ""), otherwise="/")
    wanted = request.POST.get("theme", "")
    if wanted in THEMES:
        response.set_cookie(THEME_COOKIE, wanted, max_age=YEAR_IN_SECONDS, samesite="Lax")
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response
