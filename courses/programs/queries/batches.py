"""What a batch is for everybody: its number, its rule in words, what it teaches."""

from django.db.models import F, Max
from django.urls import reverse

from cms.outline import Outline, outlines
from courses.completion.requirements import requirements
from courses.completion.rules import Figures
from courses.models import Batch, CompletionRule, Program


def next_number(program: Program) -> int:
    """Return the number after the last batch of `program`, from 1."""
    return (program.batches.aggregate(last=Max("number"))["last"] or 0) + 1


def public_url(batch: Batch) -> str:
    """Return the address of the page that everybody may read."""
    return reverse("courses:batch_public", args=[batch.public_id])


def rule_in_words(rule: CompletionRule) -> list[str]:
    """Return what `rule` demands for the certificate, one sentence each."""
    return [item.text for item in requirements(rule, Figures())]


def taught(batch: Batch) -> list[Outline]:
    """Return the outlines of the published courses of `batch`, in its order."""
    ids = list(
        batch.batch_courses.order_by(F("position"), "pk").values_list("course_id", flat=True)
    )
    found = outlines(ids)
    return [found[pk] for pk in ids if pk in found]
