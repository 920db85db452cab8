from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

# The phone that most participants hold comes first.
PREVIEW_SIZES = [
    {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("On a phone")},
    {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("On a computer")},
]


class BasePage(Page):
    """What every page of the academy has in common."""

    preview_sizes = PREVIEW_SIZES

    class Meta:
        abstract = True
        verbose_name = _("page")
