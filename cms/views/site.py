"""Pages of the site: made once for everybody, and kept until one of them changes."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from wagtail.views import serve

from academy.web.context_processors import site
from academy.web.kept import kept
from academy.web.kept import pages as kept_pages
from cms.models.pages.base import BasePage

# What a page shows of batches and trainers may be as old as this.
KEPT_SECONDS = 60


class PageRequest(HttpRequest):
    """A request that may say to templates that the page is kept for all."""

    keeps_page: bool


def page(request: PageRequest, path: str) -> HttpResponseBase:
    """Answer with a page of Wagtail's tree."""
    if request.method != "GET" or request.GET:
        return cast(HttpResponseBase, serve(request, path))
    answers: list[HttpResponseBase] = []

    def draw() -> str | None:
        answer = serve(request, path)
        answers.append(answer)
        if not _is_for_all(answer):
            return None
        request.keeps_page = True
        return cast(TemplateResponse, answer).rendered_content

    html = kept(_key(request, path), draw, KEPT_SECONDS)
    return answers[0] if html is None else HttpResponse(kept_pages.fill(html, request))


def _key(request: HttpRequest, path: str) -> str:
    shell = site(request)
    return f"cms.page.{get_language()}.{shell['theme']}.{shell['save_data']}.{path}"


def _is_for_all(response: HttpResponseBase) -> bool:
    """Say whether `response` is a page that everybody may see, and sees the same."""
    if not isinstance(response, TemplateResponse) or response.status_code != 200:
        return False
    shown = (response.context_data or {}).get("page")
    return (
        isinstance(shown, BasePage)
        and shown.is_same_for_all
        and not shown.get_view_restrictions().exists()
    )
