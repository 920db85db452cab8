"""`{% load intake %}`: what other pages show of batches."""

from django import template

from courses.enrollment.queries import batches

register = template.Library()


@register.inclusion_tag("courses/programs/open_batches.html")
def open_batches() -> dict[str, object]:
    """Show the batches that take applications now, or when the next form opens."""
    found = batches.open_batches()
    return {"batches": found, "following": None if found else batches.next_to_open()}
