"""Pages that are the same for all, made once: what is personal in them is filled in at each visit.

`{% personal "switches" %}` in a template draws the component `components/switches.html`;
while a page is made to be kept (`request.keeps_page`) it only marks the place. Of the
component itself, too, only what is the reader's own is filled in (`_own`).
"""

import re
from collections.abc import Hashable

from django.http import HttpRequest
from django.template import Context, Engine, RequestContext
from django.utils.safestring import SafeString, mark_safe

from academy.web.kept.drawn import drawn, mark
from academy.web.kept.drawn import fill as fill_marks

_PLACE = re.compile(r"<!--personal (\w+)-->")


def place(part: str) -> SafeString:
    """Return the mark at which `fill` draws the component `part`."""
    return mark_safe(f"<!--personal {part}-->")


def fill(html: str, request: HttpRequest) -> str:
    """Return `html` with every marked component drawn for `request`."""
    parts = set(_PLACE.findall(html))
    context = RequestContext(request)
    # Bound once, so that the context processors run once for all parts.
    with context.bind_template(Engine.get_default().get_template("components/messages.html")):
        shown = {part: draw(part, context) for part in parts}
    return _PLACE.sub(lambda found: shown[found[1]], html)


def draw(part: str, context: Context) -> SafeString:
    """Return the component `part` for the reader of `context`."""
    if part == "messages":
        engine = Engine.get_default()
        return engine.get_template("components/messages.html").render(context)
    html = drawn(f"components/{part}.html", **_values(part, context))
    return fill_marks(html, lambda name: _own(name, context))


def _values(part: str, context: Context) -> dict[str, Hashable]:
    """Return what `part` shows, with marks for what is one reader's alone."""
    token = mark("token") if context.get("csrf_token") else ""
    if part == "switches":
        return {"csrf_token": token, "path": mark("path"), "theme": context.get("theme")}
    signed_in = getattr(context.get("user"), "is_authenticated", False)
    if not signed_in or part == "menu_sign_out":
        return {"csrf_token": token, "who": mark("who") if signed_in else ""}
    return {
        "csrf_token": token,
        "who": mark("who"),
        "my_pages_url": context.get("my_pages_url"),
        "notices_url": context.get("notices_url"),
        # Counted where it is first asked for; an object that only reads like a number.
        "unread_notices": int(str(context.get("unread_notices") or 0)),
    }


def _own(name: str, context: Context) -> str:
    if name == "token":
        return str(context["csrf_token"])
    if name == "who":
        return str(context["user"])
    request = context.get("request")
    return request.get_full_path() if request is not None else ""
