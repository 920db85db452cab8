from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class BasePage(Page):
    """What every page of the academy has in common."""

    class Meta:
        abstract = True
        verbose_name = _("page")
