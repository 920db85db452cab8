"""The words of a batch's courses."""

from cms.lessons.terms import Term
from cms.models import GlossaryTerm
from courses.completion.plan import plan_of
from courses.models import Batch


def glossary_of(batch: Batch) -> dict[str, list[Term]]:
    """Return the terms of all courses of `batch` by their first letters, each meaning once."""
    courses = [outline.id for outline in plan_of(batch).outlines]
    rows = GlossaryTerm.objects.filter(page__in=courses)
    terms = {Term(row.term, tuple(row.forms), row.meaning) for row in rows}
    found: dict[str, list[Term]] = {}
    for term in sorted(terms, key=lambda term: (term.word.casefold(), term.meaning)):
        found.setdefault(term.word[:1].upper(), []).append(term)
    return found
