from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import DatabaseError, models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    SourceImageIOError,
    get_rendition_upload_to,
    get_upload_to,
)

from academy.web.files.pictures import UploadRefused
from academy.web.files.uploads import read_illustration
from cms.files import check_drawing, check_file, plain_drawing
from cms.models.files.stored import PrivateFileField, PrivatePictureField


class Drawn(ContentFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """A picture that we have drawn ourselves, on its way to the storage."""


def draw_new(obj: models.Model, name: str) -> bool:
    """Draw the picture just uploaded to the field `name` of `obj`; return whether there was one.

    It is kept as we draw it: upright, of a size that pages need, and without what cameras and
    programs write beside it (the place, the owner). Raises ValidationError.
    """
    file = getattr(obj, name)
    if not file or file._committed or isinstance(file.file, Drawn):
        return False
    try:
        drawn = read_illustration(file.file)
    except UploadRefused as refusal:
        raise ValidationError({name: refusal.message}) from refusal
    setattr(obj, name, Drawn(drawn.content, drawn.filename))
    return True


def draw_new_drawing(obj: models.Model, name: str) -> bool:
    """Keep of the SVG just uploaded to the field `name` of `obj` what is drawn of it.

    Return whether there was one. Raises ValidationError.
    """
    file = getattr(obj, name)
    if not file or file._committed or isinstance(file.file, Drawn):
        return False
    check_new(obj, name, check_drawing)
    setattr(obj, name, Drawn(plain_drawing(file), file.name))
    return True


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

    file = PrivatePictureField(_("file"), upload_to=get_upload_to)
    caption = models.CharField(_("caption"), max_length=250, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "caption")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def clean(self) -> None:
        super().clean()
        self._draw()

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Whatever way a picture comes in, what is stored holds no words of a camera.
        if self._draw():
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    def _draw(self) -> bool:
        """Draw what was just uploaded; return whether something was. Raises ValidationError."""
        if self.file and self.is_svg():
            return draw_new_drawing(self, "file")
        return draw_new(self, "file")

    def address_of(self, _field: str) -> str:
        """Return where the file is handed out: a drawing is shown as it is, the original of a
        photo is for those who write."""
        if self.is_svg():
            return reverse("cms:drawing", args=[self.pk, self.filename])
        return reverse("cms_original", args=[self.pk])

    def get_rendition(self, filter: Filter | str) -> AbstractRendition:
        """Return the picture in one size.

        Raises SourceImageIOError whatever is wrong with its file: lists then show the row
        without a picture, where any other error would take the whole list away.
        """
        try:
            return super().get_rendition(filter)
        except (SourceImageIOError, InvalidFilterSpecError, DatabaseError):
            raise
        except Exception as error:
            raise SourceImageIOError(str(error)) from error


class AcademyRendition(AbstractRendition):
    """One size of an image."""

    file = PrivatePictureField(upload_to=get_rendition_upload_to)
    image = models.ForeignKey(AcademyImage, models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"
            )
        ]
        indexes = [models.Index(fields=["file"], name="rendition_file")]

    def address_of(self, _field: str) -> str:
        """Return where the file is handed out."""
        # Made many at once, a row does not know its own key.
        return reverse("cms:picture", args=[PurePosixPath(str(self.file)).name])


class AcademyDocument(AbstractDocument):
    """A file to download; private, for a lesson may be closed."""

    file = PrivateFileField(_("file"), upload_to="documents")

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def url(self) -> str:
        return reverse("cms:document", args=[self.pk, self.filename])

    def address_of(self, _field: str) -> str:
        """Return where the file is handed out."""
        return self.url

    def clean(self) -> None:
        super().clean()
        check_new(self, "file", check_file)
