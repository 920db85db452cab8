"""What the pages of one batch share in the workspace."""

from typing import Any

from django import template
from django.urls import reverse

from courses.models import Batch
from courses.workspace import tabs

register = template.Library()


@register.inclusion_tag("courses/workspace/_batch_head.html")
def batch_head(batch: Batch, current: str, title: str = "") -> dict[str, Any]:
    """Show the batch's name and its tabs; `current` is the tab's URL name without app."""
    return {
        "batch": batch,
        "title": title,
        "tabs": [
            {
                "label": entry.label,
                "url": reverse(entry.address, args=[batch.public_id]),
                "current": entry.address.split(":")[1] == current,
            }
            for entry in tabs.BATCH.entries
        ],
    }
