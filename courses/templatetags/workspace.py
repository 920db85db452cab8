"""What the pages of one batch share in the workspace."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("courses/workspace/_batch_head.html")
def batch_head(batch, current: str, title: str = "") -> dict:
    """Show the batch's name and its tabs; `current` is the tab's URL name without app."""
    tabs = [
        (_("Overview"), "courses:batch_overview"),
        (_("Applications"), "courses:batch_applications"),
        (_("Sessions"), "courses:sessions"),
        (_("Activities"), "courses:batch_activities"),
        (_("Certificates"), "certificates:batch"),
        (_("Settings"), "courses:batch_settings"),
    ]
    return {
        "batch": batch,
        "title": title,
        "tabs": [
            {
                "label": label,
                "url": reverse(name, args=[batch.public_id]),
                "current": name.split(":")[1] == current,
            }
            for label, name in tabs
        ],
    }
