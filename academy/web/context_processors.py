"""What every page's shell asks of the request: theme, thrift, and the workspace's menu."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from academy.web.shell import menus

THEMES = ("light", "dark")
THEME_COOKIE = "theme"


def site(request: HttpRequest) -> dict[str, object]:
    """Return the shell's variables.

    `theme` is "light" or "dark" where the reader chose one and "" where the device decides;
    `save_data` says whether the browser asked for few bytes; `my_pages_url` leads whoever is
    signed in to their place; `workspace_menu` is made only for a page that draws it.
    """
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "theme": theme if theme in THEMES else "",
        "save_data": request.headers.get("Save-Data", "").strip().lower() == "on",
        "my_pages_url": settings.LOGIN_REDIRECT_URL,
        "workspace_menu": SimpleLazyObject(
            lambda: menus.WORKSPACE.items(request.path, request.user)
        ),
    }
