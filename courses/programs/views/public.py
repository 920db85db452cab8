"""What everybody may read about batches."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from courses.completion import queries as completion
from courses.enrollment.queries.batches import facts, public_batches, with_counts
from courses.models import Application, Batch
from courses.programs.queries import batches


def batch_list(request: HttpRequest) -> HttpResponse:
    """All published batches: open first, then running, then past."""
    return render(request, "courses/programs/batch_list.html", {"batches": public_batches()})


def batch_public(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """One batch: what, when, where, how many seats, what it demands, how one joins."""
    found = with_counts(Batch.objects.public()).select_related("completion_rule")
    batch = get_object_or_404(found, public_id=batch_id)
    context = {
        "batch": batch,
        "facts": facts(batch),
        "rule": batches.rule_in_words(completion.rule_of(batch)),
        "courses": batches.taught(batch),
        "own": Application.objects.latest_of(request.user, batch),
    }
    return render(request, "courses/programs/batch_public.html", context)
