"""`{% load academy %}`: the design system's tags and the house's way with figures."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import QueryDict
from django.template import Engine
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from academy.web import flower as flower_drawing
from academy.web import formats
from academy.web.forms import once
from academy.web.kept import pages as kept_pages
from academy.web.kept.drawn import drawn, filled
from academy.web.prose import prose
from academy.web.shell import menus
from academy.web.shell import parts as page_parts

register = template.Library()

register.filter("wib", formats.date_time)
register.filter("date_id", formats.date_long)
register.filter("date_short", formats.date_short)
register.filter("date_range", formats.date_range)
register.filter("time_wib", formats.time_wib)
register.filter("time_range", formats.time_range)
register.filter("number", formats.number)
register.filter("rupiah", formats.rupiah)
register.filter("percent", formats.percent)
register.filter("bytes", formats.data_size)
register.filter("data_cost", formats.data_cost)
register.filter("duration", formats.duration)
register.filter("running_time", formats.running_time)
register.filter("prose", prose)

TONES = ("", "good", "next", "bad", "info")


@register.simple_tag
@lru_cache(maxsize=1024)  # A long page has hundreds, of a few dozen kinds.
def icon(name: str, label: str = "", css: str = "") -> str:
    """Draw `name` from the sprite; without a label it is decoration and kept silent."""
    address = f"{static('svg/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon {}" role="img" aria-label="{}"><use href="{}"/></svg>',
            css,
            label,
            address,
        )
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}"/></svg>', css, address
    )


@register.simple_tag(takes_context=True)
def personal(context: template.Context, part: str) -> str:
    """Draw `components/<part>.html`, which shows who is here (`academy.web.kept.pages`)."""
    if getattr(context.get("request"), "keeps_page", False):
        return kept_pages.place(part)
    return kept_pages.draw(part, context)


# Includes whose answers are remembered (`academy.web.kept.drawn`).
register.simple_tag(drawn, name="drawn")
register.simple_tag(filled, name="filled")


@register.simple_tag
def state(label: str, tone: str = "") -> str:
    """Show a state as a badge. Tones: "" neutral, good, next, bad, info.

    Raises ValueError for another tone, so that a misspelt one does not pass as neutral.
    """
    if tone not in TONES:
        raise ValueError(f"no such tone: {tone!r}")
    return format_html('<span class="badge{}">{}</span>', f" badge--{tone}" if tone else "", label)


@register.simple_tag
def bar(value: float | None, max_value: float | None, label: str, tone: str = "") -> str:
    """Draw `value` of `max_value` as a bar; `label` says the same in words."""
    part = min(1.0, max(0.0, float(value or 0) / float(max_value))) if max_value else 0.0
    return format_html(
        '<svg class="bar{}" role="img" aria-label="{}" viewBox="0 0 100 8"'
        ' preserveAspectRatio="none"><rect class="bar__track" width="100" height="8"/>'
        '<rect class="bar__fill" width="{}" height="8"/></svg>',
        f" bar--{tone}" if tone else "",
        label,
        f"{part * 100:.1f}",
    )


@register.simple_tag
def flower(modules: Iterable[object], label: str = "", size: str = "") -> SafeString:
    """Draw the progress flower of `modules` with its words; size: "", small, large.

    `label` replaces the words "n of m modules finished" where a page knows better ones.
    """
    petals = flower_drawing.petals(modules)
    return drawn(
        "components/flower.html",
        petals=petals,
        done_count=sum(petal.is_done for petal in petals),
        label=label,
        size=size,
    )


@register.simple_tag(takes_context=True)
def client_fields(context: template.Context, came_back: bool = True) -> str:
    """Give a form that is to count once its client id, and an empty device time.

    A form shown again after an error keeps the id it was sent with, so that a second
    posting is known as the same act. On a page with several forms, `came_back` says whether
    it was this one. The device fills `happened_at` when it sends.
    """
    request = context.get("request")
    sent = once.id_of(request.POST) if request is not None and came_back else None
    return format_html(
        '<input type="hidden" name="client_id" value="{}">'
        '<input type="hidden" name="happened_at" value="" data-happened-at>',
        sent or uuid.uuid4(),
    )


@register.simple_tag(takes_context=True)
def learn_tabs(context: template.Context) -> SafeString:
    """Draw the participant's four tabs for the page at hand."""
    request = context.get("request")
    tabs = tuple(menus.LEARNER.items(request.path if request is not None else ""))
    return drawn("components/learn_tabs.html", tabs=tabs)


@register.simple_tag
def place(name: str) -> str:
    """Return the address of a place that an app above has named."""
    return menus.path_of(page_parts.place(name))


@register.simple_tag(takes_context=True)
def parts(context: template.Context, page: str, **about: object) -> SafeString:
    """Draw what the apps above have added to `page`, given what the page is `about`.

    A part knows what its function returns, and of the page `request`, `user` and `csrf_token`.
    """
    request = context.get("request")
    user = getattr(request, "user", None)
    of_page = {"request": request, "user": user, "csrf_token": context.get("csrf_token")}
    shown = []
    for part in page_parts.of(page):
        built = part.build(user, **about)
        if built is not None:
            # In the page's own context: one of its own asks all context processors again.
            found = Engine.get_default().get_template(part.template)
            shown.append(found.render(context.new(of_page | built)))
    return mark_safe("".join(shown))


@register.simple_tag
def site_nav(path: str) -> SafeString:
    """Draw the places of the public site for the page at `path`."""
    return drawn("components/site_nav.html", items=tuple(menus.SITE.items(path or "")))


@register.simple_tag
def site_foot() -> list[menus.Item]:
    """Return the places that stand below every public page."""
    return menus.FOOT.items("")


@register.simple_tag
def rail(items: Iterable[menus.Item]) -> SafeString:
    """Draw the workspace's side bar."""
    return drawn("components/rail.html", items=tuple(items))


@register.simple_tag
def active_language() -> str:
    """Return the active language's code, also on error pages that have no request."""
    return get_language() or "id"


@register.simple_tag
def used_filters(form: BaseForm, search_name: str) -> int:
    """Return how many filters of `form` that can be seen are in use, the search aside.

    One that stands as it does unasked (its `initial`) is not in use.
    """
    return sum(
        field.name != search_name and field.value() not in (None, "", field.field.initial)
        for field in form.visible_fields()
    )


@register.filter
def page_numbers(paginator: "Paginator[Any]", current: int) -> Iterator[int | str]:
    """Return the page numbers around `current`, with an ellipsis for what is left out."""
    return paginator.get_elided_page_range(current, on_each_side=1, on_ends=1)


@register.simple_tag
def page_link(query: QueryDict | None, param: str, value: object) -> str:
    """Return "?…" of `query` with `param` set to `value`, where its name is a variable.

    Django's `querystring` is for names known when the template is written.
    """
    changed = query.copy() if query is not None else QueryDict(mutable=True)
    changed[param] = str(value)
    return f"?{changed.urlencode()}"


@register.filter
def lookup(mapping: Mapping[str, object] | None, key: str) -> object:
    """Return `mapping[key]` where the key is a variable; "" where it is absent."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def forgets(form: BaseForm) -> bool:
    """Whether `form` has a field that no browser shows again: a secret, or a file."""
    kinds = {getattr(field.widget, "input_type", "") for field in form.fields.values()}
    return bool(kinds & {"password", "file"})


@register.simple_tag
def sort_header(label: str, name: str, query: QueryDict | None = None, css: str = "") -> SafeString:
    """Draw the head of the column `name`, by which the list at `query` can be sorted."""
    sorting = sort_state(query, name)
    return filled(
        "components/sort_header.html",
        "address",
        label=str(label),
        css=css,
        direction=sorting["direction"],
        address=page_link(sorting["query"], "sort", sorting["next"]),
    )


def sort_state(query: QueryDict | None, name: str) -> dict[str, Any]:
    """Say how a list is sorted by the column `name` and what a click on it asks for.

    The address holds `sort=name` or `sort=-name`; a new order begins on page one.
    """
    rest = query.copy() if query is not None else QueryDict(mutable=True)
    rest.pop("page", None)
    asked = rest.get("sort", "")
    direction = {name: "ascending", f"-{name}": "descending"}.get(asked, "")
    following = f"-{name}" if direction == "ascending" else name
    return {"query": rest, "direction": direction, "next": following}
