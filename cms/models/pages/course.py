import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Collection, Orderable
from wagtail.search import index

from cms.blocks import SentenceListBlock
from cms.models.files.media import AcademyImage
from cms.models.pages.base import BasePage
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
        InlinePanel(
            "glossary",
            heading=_("Glossary"),
            label=_("term"),
            help_text=_(
                "Words that a beginner may not know. Where one occurs first in a lesson it is "
                "underlined, and explained at the lesson's end."
            ),
        ),
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


class GlossaryTerm(Orderable):
    """A word of the course's craft, and what it means."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="glossary")
    term = models.CharField(_("term"), max_length=60)
    other_forms = models.CharField(
        _("other forms"),
        max_length=200,
        blank=True,
        help_text=_("Other words for the same, separated by commas: “bayang-bayang, shadow”."),
    )
    meaning = models.TextField(_("what it means"), max_length=300)

    panels = [FieldPanel("term"), FieldPanel("other_forms"), FieldPanel("meaning")]

    class Meta(Orderable.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return self.term

    @property
    def forms(self) -> list[str]:
        """The words under which it is found in a text."""
        return [word for word in (self.term, *map(str.strip, self.other_forms.split(","))) if word]


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
