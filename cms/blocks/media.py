"""Things to hear, watch, download or open elsewhere; each shows what it costs in data."""

from typing import Any

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock


class PlayedBlock(blocks.StructBlock):
    """Something that is played in the `way` that a lesson's reader chose; elsewhere as usual."""

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context.setdefault("way", "")
        return context


class VideoBlock(PlayedBlock):
    """An uploaded video; its poster, captions and transcript belong to the file."""

    video = VideoChooserBlock(label=_("Video"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=300, required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A short video; nothing is fetched before it is started")
        template = "cms/blocks/video.html"
        preview_value = {"video": None, "caption": "Memutar stoples sampai label terbaca."}


class AudioBlock(PlayedBlock):
    """An uploaded recording with its transcript."""

    audio = AudioChooserBlock(label=_("Recording"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=300, required=False)

    class Meta:
        icon = "media"
        label = _("Audio")
        description = _("A recording; nothing is fetched before it is started")
        template = "cms/blocks/audio.html"
        preview_value = {"audio": None, "caption": "Contoh menyapa pembeli."}


class FileValue(blocks.StructValue):
    @property
    def name(self) -> str:
        document = self.get("document")
        return self.get("title") or (document.title if document else "")


class FileBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        label=_("Name shown"),
        max_length=150,
        required=False,
        help_text=_("Left empty: the title of the file"),
    )

    class Meta:
        icon = "doc-full"
        label = _("File")
        description = _("A file to download, with its size")
        template = "cms/blocks/file.html"
        value_class = FileValue
        preview_value = {"document": None, "title": "Daftar periksa foto"}


class EmbedValue(blocks.StructValue):
    @property
    def host(self) -> str:
        host: str = self["url"].partition("//")[2].partition("/")[0]
        return host


class EmbedBlock(blocks.StructBlock):
    """Something on another site: a link that says so. Nothing of it is loaded here."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    url = blocks.URLBlock(
        label=_("Address"),
        validators=[URLValidator(schemes=["https"])],
        help_text=_("Begins with https://"),
    )
    description = blocks.TextBlock(label=_("What one finds there"), rows=2, required=False)

    class Meta:
        icon = "link-external"
        label = _("Elsewhere on the internet")
        description = _("A link to a video or page on another site")
        template = "cms/blocks/embed.html"
        value_class = EmbedValue
        label_format = "{title}"
        preview_value = {
            "title": "Daftar layanan sertifikasi halal",
            "url": "https://bpjph.halal.go.id/",
            "description": "Laman resmi; alamat dan syarat terbaru ada di sana.",
        }
