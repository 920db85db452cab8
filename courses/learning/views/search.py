"""Finding a lesson again by a word of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from academy.core.text.typed import clean_typed
from academy.people.guards import participant_required
from academy.people.requests import SignedInRequest
from courses.acts.rules import may_read
from courses.learning.queries.home import seats_of
from courses.learning.queries.search import search as find

MAX_LENGTH = 80


@participant_required
@require_GET
def search(request: SignedInRequest) -> HttpResponse:
    """Show where in the reader's own courses the words of `?q=` stand."""
    text = clean_typed(request.GET.get("q", ""))[:MAX_LENGTH]
    seats = [seat for seat in seats_of(request.user) if may_read(request.user, seat)]
    context = {"query": text, "hits": find(seats, text), "is_one_batch": len(seats) == 1}
    return render(request, "courses/learning/search.html", context)
