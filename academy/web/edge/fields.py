"""What no view should see of a request is taken out before one is asked."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from academy.web.edge.addresses import NEXT, is_inside

# PostgreSQL keeps none, in a text as in JSON: it would be an error wherever it is written.
NUL = "\0"


class FieldsMiddleware:
    """Takes out NUL, and a `next` that is no address of ours; an address with NUL leads nowhere.

    Forms of Django refuse NUL, but not all that is typed goes through a form: answers of a
    quiz, reasons beside a button, drafts that are kept while one types. To `next` lead
    Wagtail's, Django's and allauth's views as our own do.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info:
            raise Http404
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        """Look at the query and, once its token was checked, at the form."""
        for part in ("GET", "POST"):
            data: QueryDict = getattr(request, part)
            odd = [name for name, texts in data.lists() if NUL in name + "".join(texts)]
            leads_away = not all(map(is_inside, data.getlist(NEXT)))
            if not odd and not leads_away:
                continue
            data = data.copy()
            for name in odd:
                texts = [text.replace(NUL, "") for text in data.pop(name)]
                data.setlist(name.replace(NUL, ""), texts)
            if not all(map(is_inside, data.getlist(NEXT))):
                del data[NEXT]
            setattr(request, part, data)
