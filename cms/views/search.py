from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from academy.core.text.typed import clean_typed
from cms.queries.search import search as find

MAX_LENGTH = 80


def search(request: HttpRequest) -> HttpResponse:
    """Show what of the public pages holds the words of `?q=`."""
    text = clean_typed(request.GET.get("q", ""))[:MAX_LENGTH]
    return render(request, "cms/search.html", {"query": text, "hits": find(text)})
