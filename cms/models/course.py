import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Collection
from wagtail.search import index

from cms.blocks import SentenceListBlock
from cms.models.base import BasePage
from cms.models.media import AcademyImage
from cms.readiness import has_child_to_show


class CourseIndexPage(BasePage):
    """The catalogue."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CoursePage"]
    max_count = 1

    class Meta:
        verbose_name = _("course catalogue")
        verbose_name_plural = _("course catalogues")


class CoursePage(BasePage):
    """A course: what it teaches, for whom; its modules are its children."""

    course_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    summary = models.TextField(_("summary"), max_length=400)
    outcomes = StreamField(
        [("sentence", SentenceListBlock())], verbose_name=_("what you can do after it"), blank=True
    )
    audience = models.TextField(_("for whom"), blank=True)
    needs = models.TextField(_("what you need"), blank=True)
    hours = models.PositiveSmallIntegerField(_("hours of learning"), default=0)
    illustration = models.ForeignKey(
        AcademyImage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("illustration"),
    )
    # Made together with the course: its people see, edit and publish this subtree alone.
    trainer_group = models.OneToOneField(
        Group, models.SET_NULL, null=True, blank=True, editable=False, related_name="course"
    )
    collection = models.OneToOneField(
        Collection, models.SET_NULL, null=True, blank=True, editable=False, related_name="course"
    )

    exclude_fields_in_copy = ["course_id", "trainer_group", "collection"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        MultiFieldPanel([FieldPanel("audience"), FieldPanel("needs"), FieldPanel("hours")]),
        FieldPanel("illustration"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("audience"),
    ]
    parent_page_types = ["cms.CourseIndexPage"]
    subpage_types = ["cms.ModulePage"]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def lacking(self) -> list[str]:
        found = super().lacking()
        if not has_child_to_show(self):
            found.append(gettext("The course has no published module: publish one first."))
        return found


class CourseTrainer(models.Model):
    """A person who teaches a course."""

    course = models.ForeignKey(CoursePage, models.CASCADE, related_name="course_trainers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="taught_courses"
    )

    class Meta:
        verbose_name = _("trainer of a course")
        verbose_name_plural = _("trainers of courses")
        constraints = [
            models.UniqueConstraint(fields=["course", "user"], name="course_trainer_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.course_id}"


class ModulePage(BasePage):
    """A chapter of a course; its activities are its children."""

    summary = models.TextField(_("summary"), max_length=400, blank=True)
    illustration = models.ForeignKey(
        AcademyImage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("illustration"),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("illustration"),
    ]
    parent_page_types = ["cms.CoursePage"]
    subpage_types = ["cms.LessonPage", "cms.QuizPage", "cms.AssignmentPage"]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def lacking(self) -> list[str]:
        found = super().lacking()
        if not has_child_to_show(self):
            found.append(gettext("The module has no published activity: publish one first."))
        return found

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        course = self.get_parent()
        return HttpResponseRedirect(f"{course.get_url(request)}#modul-{self.slug}")

    preview_modes: list[tuple[str, str]] = []
