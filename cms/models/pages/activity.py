import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import LessonStreamBlock
from cms.models.files.media import AcademyImage
from cms.models.pages.base import BasePage
from cms.sizes import page_size


class ActivityPage(BasePage):
    """One step of a module, as the outline shows it; never made by itself."""

    activity_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    summary = models.CharField(_("summary"), max_length=250, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=10)
    is_graded = models.BooleanField(_("graded"), default=False, editable=False)
    # Bytes of text, pictures and media, measured when the page is saved.
    size = models.PositiveIntegerField(_("data size"), default=0, editable=False)

    exclude_fields_in_copy = ["activity_id"]
    is_creatable = False
    preview_modes = [("", _("As participants see it"))]
    parent_page_types = ["cms.ModulePage"]
    subpage_types: list[str] = []
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def counts_for_a_mark(self) -> bool:
        """Whether doing this activity gives a mark."""
        return False

    def pictures_beside(self) -> Iterable[AcademyImage]:
        """Return the pictures that stand beside its content."""
        return ()

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        # The public address shows a teaser and the way in; participants read in /belajar/.
        return "cms/activity_page.html"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return f"cms/preview/{self._meta.model_name}.html"

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Some saves name the few fields they write; the content is then the same as before.
        if kwargs.get("update_fields") is None:
            self.size = page_size(self)
            self.is_graded = self.counts_for_a_mark()
        super().save(*args, **kwargs)


class LessonPage(ActivityPage):
    """Content to read, see and hear."""

    body = StreamField(LessonStreamBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def lacking(self) -> list[str]:
        if not self.body:
            return [gettext("The lesson is empty: add a block under “Content”.")]
        return super().lacking()
