"""Pages that are the same for all, made once: what is personal in them is filled in at each visit.

`{% personal "switches" %}` in a template draws the component `components/switches.html`;
while a page is made to be kept (`request.keeps_page`) it only marks the place.
"""

import re

from django.http import HttpRequest
from django.template import Engine, RequestContext
from django.utils.safestring import SafeString, mark_safe

_PLACE = re.compile(r"<!--personal (\w+)-->")


def place(part: str) -> SafeString:
    """Return the mark at which `fill` draws the component `part`."""
    return mark_safe(f"<!--personal {part}-->")


def fill(html: str, request: HttpRequest) -> str:
    """Return `html` with every marked component drawn for `request`."""
    engine = Engine.get_default()
    parts = {part: engine.get_template(f"components/{part}.html") for part in _PLACE.findall(html)}
    context = RequestContext(request)
    # Bound once, so that the context processors run once for all parts.
    with context.bind_template(engine.get_template("components/messages.html")):
        drawn = {part: template.render(context) for part, template in parts.items()}
    return _PLACE.sub(lambda found: drawn[found[1]], html)
