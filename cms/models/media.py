from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import FileExtensionValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtailmedia.models import AbstractMedia

from academy.web.files.storages import private_storage
from cms.files import check_drawing, check_file


def check_new(obj: models.Model, name: str, check: Callable[["File[bytes]"], None]) -> None:
    """Run `check` on the file field `name` of `obj` where it was just uploaded."""
    file = getattr(obj, name)
    if file and not file._committed:
        try:
            check(file)
        except ValidationError as error:
            raise ValidationError({name: error}) from error


class AcademyImage(AbstractImage):
    """A picture of a lesson or of the site."""

    caption = models.CharField(_("caption"), max_length=250, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "caption")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def clean(self) -> None:
        super().clean()
        if self.file and self.is_svg():
            check_new(self, "file", check_drawing)


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
    """A file to download; private, for a lesson may be closed."""

    file = models.FileField(_("file"), upload_to="documents", storage=private_storage)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def url(self) -> str:
        return reverse("cms:document", args=[self.pk, self.filename])

    def clean(self) -> None:
        super().clean()
        check_new(self, "file", check_file)


class AcademyMedia(AbstractMedia):
    """A video or a recording; private, for a lesson may be closed."""

    file = models.FileField(_("file"), upload_to="media", storage=private_storage)
    transcript = models.TextField(_("transcript"), blank=True)
    captions = models.FileField(
        _("captions"),
        upload_to="captions",
        storage=private_storage,
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text=_("Indonesian captions of a video, a WebVTT file (.vtt)"),
    )
    # Bytes, measured when the file is saved.
    size = models.PositiveBigIntegerField(_("data size"), default=0, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "duration",
        "width",
        "height",
        "thumbnail",
        "captions",
        "transcript",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("video or audio")
        verbose_name_plural = _("videos and audio")

    @property
    def url(self) -> str:
        return reverse("cms:medium", args=[self.filename])

    @property
    def captions_url(self) -> str:
        return reverse("cms:captions", args=[PurePosixPath(str(self.captions)).name])

    def clean(self, *args: Any, **kwargs: Any) -> None:
        super().clean(*args, **kwargs)
        check_new(self, "file", check_file)
        check_new(self, "captions", check_file)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:  # type: ignore[attr-defined]  # private
            self.size = self.file.size
        super().save(*args, **kwargs)
