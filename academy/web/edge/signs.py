"""What no person types is taken out of a request before a view sees it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

# PostgreSQL keeps none, in a text as in JSON: it would be an error wherever it is written.
NUL = "\0"


class TypedSignsMiddleware:
    """Takes NUL out of the fields and the query; an address that has one leads nowhere.

    Forms of Django refuse it, but not all that is typed goes through a form: answers of a
    quiz, reasons beside a button, drafts that are kept while one types.
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
            data = getattr(request, part)
            odd = [name for name, texts in data.lists() if NUL in name + "".join(texts)]
            if odd:
                data = data.copy()
                for name in odd:
                    values = [text.replace(NUL, "") for text in data.pop(name)]
                    data.setlist(name.replace(NUL, ""), values)
                setattr(request, part, data)
