import uuid
from typing import Any, cast

from django.db import models, transaction
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import (
    AbstractEmailForm,
    AbstractFormField,
    AbstractFormSubmission,
)
from wagtail.fields import StreamField
from wagtail.search import index

from academy.core import jobs
from academy.people.entrance.guessing import paces
from academy.people.models import Reader
from academy.web.edge.address import address_of
from academy.web.forms.once import make_once
from cms.blocks import ArticleStreamBlock, PointBlock, WordsBlock
from cms.models.files.media import AcademyImage
from cms.models.pages.base import BasePage


class HomePage(BasePage):
    """The front page."""

    headline = models.CharField(_("headline"), max_length=120)
    intro = models.TextField(_("introduction"), max_length=500)
    illustration = models.ForeignKey(
        AcademyImage, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("illustration"),
    )  # fmt: skip
    audience = StreamField([("point", PointBlock())], verbose_name=_("for whom"), blank=True)
    journey = StreamField(
        [("point", PointBlock())], verbose_name=_("from application to certificate"), blank=True
    )
    words = StreamField([("words", WordsBlock())], verbose_name=_("words of partners"), blank=True)
    body = StreamField(ArticleStreamBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("headline"),
        FieldPanel("intro"),
        FieldPanel("illustration"),
        FieldPanel("audience"),
        FieldPanel("journey"),
        FieldPanel("words"),
        FieldPanel("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "cms.CourseIndexPage",
        "cms.ArticleIndexPage",
        "cms.StandardPage",
        "cms.ContactPage",
    ]
    max_count = 1

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")


class ArticleIndexPage(BasePage):
    """All news."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ArticlePage"]
    admin_default_ordering = "-latest_revision_created_at"
    max_count = 1

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")


class ArticlePage(BasePage):
    """One piece of news."""

    published_on = models.DateField(_("date"))
    summary = models.TextField(_("summary"), max_length=300)
    illustration = models.ForeignKey(
        AcademyImage, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("illustration"),
    )  # fmt: skip
    body = StreamField(ArticleStreamBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("published_on"),
        FieldPanel("summary"),
        FieldPanel("illustration"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("published_on"),
    ]
    parent_page_types = ["cms.ArticleIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")


class StandardPage(BasePage):
    """About, help, privacy."""

    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(ArticleStreamBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
    ]
    parent_page_types = ["cms.HomePage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")


class ContactFormField(AbstractFormField):
    page = ParentalKey("cms.ContactPage", on_delete=models.CASCADE, related_name="form_fields")


class ContactPage(AbstractEmailForm, BasePage):
    """A form that editors build; what is sent in is kept and mailed."""

    is_same_for_all = False
    # A field that people do not see and programs fill in.
    TRAP = "homepage"

    intro = models.TextField(_("introduction"), blank=True)
    thanks = models.TextField(_("shown after sending"), blank=True)

    content_panels = [
        *AbstractEmailForm.content_panels,
        FieldPanel("intro"),
        InlinePanel("form_fields", label=_("Form field")),
        FieldPanel("thanks"),
        MultiFieldPanel(
            [FieldPanel("to_address"), FieldPanel("from_address"), FieldPanel("subject")],
            heading=_("E-mail"),
        ),
    ]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def get_submission_class(self) -> "type[ContactMessage]":
        return ContactMessage

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method != "POST" or request.POST.get(self.TRAP):
            return super().serve(request, *args, **kwargs)
        form = self.get_form(request.POST, request.FILES, page=self, user=request.user)
        message = make_once(
            request,
            form,
            kind="send message",
            model=ContactMessage,
            make=lambda: self._take_message(request, form),
        )
        if message is not None:
            return self.render_landing_page(request, message)
        context = self.get_context(request) | {"form": form}
        return TemplateResponse(request, self.get_template(request), context)

    def _take_message(self, request: HttpRequest, form: Any) -> "ContactMessage":
        paces.take(paces.Doing.WRITE, address=address_of(request))
        return cast(ContactMessage, self.process_form_submission(form))

    @transaction.atomic
    def process_form_submission(self, form: Any) -> "ContactMessage | None":
        if form.data.get(self.TRAP):
            return None
        submission: ContactMessage = self.get_submission_class().objects.create(
            form_data=form.cleaned_data, page=self
        )
        if self.to_address:
            jobs.enqueue("cms.send_contact_mail", {"submission": submission.pk}, by=None)
        return submission


class ContactMessageQuerySet(models.QuerySet["ContactMessage"]):
    def visible_to(self, user: Reader) -> "ContactMessageQuerySet":
        """Return the messages that `user` may read: people's data, so only managers may."""
        return self.all() if user.is_authenticated and user.is_program_manager else self.none()


class ContactMessage(AbstractFormSubmission):
    """What somebody wrote in the contact form; read in the workspace, never in the admin."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message sent in")
        verbose_name_plural = _("messages sent in")
