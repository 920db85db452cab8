from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.queries.search import search as find

MAX_LENGTH = 80


def search(request: HttpRequest) -> HttpResponse:
    """Show what of the public pages holds the words of `?q=`."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:MAX_LENGTH]
    return render(request, "cms/search.html", {"query": text, "hits": find(text)})
