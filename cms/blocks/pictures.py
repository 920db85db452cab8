"""Pictures in lessons: small renditions of photos, drawings (SVG) as they are."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, SourceImageIOError

# A phone of 360 px with twice the density shows 640 well; desktops take the larger one.
# WebP alone: every browser that opens the site knows it, and AVIF, as small at the same look,
# took six times the processor's time here.
SMALL_WIDTH, LARGE_WIDTH = 640, 960
SMALL = f"width-{SMALL_WIDTH}|format-webp|webpquality-72"
LARGE = f"width-{LARGE_WIDTH}|format-webp|webpquality-72"


@dataclass(frozen=True, slots=True)
class Source:
    """What an `<img>` needs. `size` is the largest that a browser may fetch, in bytes."""

    src: str
    srcset: str
    width: int
    height: int
    size: int


@dataclass(frozen=True, slots=True)
class PictureToCome:
    """A picture that a page will have once it is made; until then its preview shows `source`."""

    source: Source


def source_of(
    image: AbstractImage | PictureToCome | None, *, measured: bool = False
) -> Source | None:
    """Return how `image` is shown; None where there is no image or its file is lost.

    `size` is read from the storage only where `measured` asks for it.
    """
    if image is None:
        return None
    if isinstance(image, PictureToCome):
        return image.source
    if image.is_svg():
        size = (image.file_size or 0) if measured else 0
        return Source(image.file.url, "", image.width, image.height, size)
    wanted = [SMALL, LARGE] if image.width > SMALL_WIDTH else [SMALL]
    try:
        found = image.get_renditions(*wanted)
    except (SourceImageIOError, InvalidFilterSpecError):
        return None
    small, large = found[wanted[0]], found[wanted[-1]]
    srcset = f"{small.url} {small.width}w, {large.url} {large.width}w" if len(wanted) > 1 else ""
    size = large.file.size if measured else 0
    return Source(small.url, srcset, large.width, large.height, size)


class PictureValue(blocks.StructValue):
    @cached_property
    def source(self) -> Source | None:
        return source_of(self.get("image"))


class ImageBlock(blocks.StructBlock):
    """A picture with a description for those who cannot see it."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Description for those who cannot see it"),
        max_length=400,
        help_text=_("Say what the picture shows and what it teaches; not “picture of”."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=300, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A photo or drawing with a caption")
        template = "cms/blocks/image.html"
        value_class = PictureValue
        label_format = "{alt}"
        preview_value = {
            "image": None,
            "alt": "Stoples sambal di tepi jendela",
            "caption": "Cahaya datang dari kiri, dan label tetap terbaca.",
        }


class GalleryBlock(blocks.StructBlock):
    """Several pictures beside each other."""

    pictures = blocks.ListBlock(ImageBlock(), label=_("Images"), min_num=2, max_num=12)

    class Meta:
        icon = "grid"
        label = _("Gallery")
        description = _("Several pictures beside each other")
        template = "cms/blocks/gallery.html"
        preview_value = {
            "pictures": [
                {"image": None, "alt": "Foto depan", "caption": "Depan: label terbaca"},
                {"image": None, "alt": "Foto dekat", "caption": "Dekat: isi dan tekstur"},
            ]
        }


class ComparisonBlock(blocks.StructBlock):
    """Before and after."""

    before = ImageBlock(label=_("Before"))
    after = ImageBlock(label=_("After"))

    class Meta:
        icon = "resubmit"
        label = _("Before and after")
        description = _("Two pictures that are compared")
        template = "cms/blocks/comparison.html"
        preview_value = {
            "before": {"image": None, "alt": "Foto gelap", "caption": "Lampu kilat menyala"},
            "after": {"image": None, "alt": "Foto terang", "caption": "Cahaya jendela"},
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["before"]["image"] == cleaned["after"]["image"]:
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Choose two different pictures."))]
            )
        return cleaned
