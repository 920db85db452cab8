from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtailmedia.models import AbstractMedia


class AcademyImage(AbstractImage):
    """A picture of a lesson or of the site; a description is required."""

    caption = models.CharField(_("caption"), max_length=250, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "caption")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class AcademyRendition(AbstractRendition):
    """One size of an image."""

    image = models.ForeignKey(AcademyImage, models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"
            )
        ]


class AcademyDocument(AbstractDocument):
    """A file to download."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class AcademyMedia(AbstractMedia):
    """A video or a recording."""

    transcript = models.TextField(_("transcript"), blank=True)

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "transcript",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("video or audio")
        verbose_name_plural = _("videos and audio")
