"""What every page's shell asks of the request: theme, thrift, and the workspace's menu."""

from django.http import HttpRequest

THEMES = ("light", "dark")
THEME_COOKIE = "theme"


def site(request: HttpRequest) -> dict[str, object]:
    """Return the shell's variables.

    `theme` is "light" or "dark" where the reader chose one and "" where the device
    decides; `save_data` says whether the browser asked for few bytes; `workspace_menu`
    is an empty fallback that views of /kerja/ replace.
    """
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "theme": theme if theme in THEMES else "",
        "save_data": request.headers.get("Save-Data", "").strip().lower() == "on",
        "workspace_menu": (),
    }
