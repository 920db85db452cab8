"""Videos and recordings as they were sent, and the small copies that lessons play."""

from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtailmedia.models import AbstractMedia

from academy.core import jobs
from academy.core.models import Job
from academy.web.files.storages import private_storage
from academy.web.films.faults import FilmFault
from cms.captions import CaptionsRefused, read_captions, written
from cms.files import check_file
from cms.models.files.media import Drawn, check_new, draw_new
from cms.models.files.stored import PrivateFileField

# Not every host knows them by itself.
PLAYED = {
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
}
UNKNOWN = "application/octet-stream"
MOST_CAPTIONS = 500_000
FILES = ("file", "captions", "thumbnail")
CONVERT = "cms.convert_media"


class Quality(models.TextChoices):
    """A small copy, from the fewest bytes to the most."""

    AUDIO = "audio", _("sound only")
    LOW = "240p", _("240p")
    HIGH = "480p", _("480p")


# Reading instead: nothing is played, the transcript stands open.
TEXT = "text"


class MediaState(models.TextChoices):
    # Put there by a program that had made the file small itself.
    AS_IS = "as_is", pgettext_lazy("video", "as it was sent")
    WAITING = "waiting", pgettext_lazy("video", "waits to be converted")
    CONVERTING = "converting", pgettext_lazy("video", "is being converted")
    READY = "ready", pgettext_lazy("video", "ready")
    REFUSED = "refused", pgettext_lazy("video", "cannot be used")


class AcademyMedia(AbstractMedia):
    """A video or a recording; private, for a lesson may be closed."""

    file = PrivateFileField(_("file"), upload_to="media")
    thumbnail = PrivateFileField(
        _("poster"),
        upload_to="posters",
        blank=True,
        help_text=_("Left empty: a picture out of the video"),
    )
    # Taken out of the video, and so to be taken again from another one.
    poster_is_from_video = models.BooleanField(default=False, editable=False)
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_("What is said, for who reads instead; shown below the video"),
    )
    captions = PrivateFileField(
        _("captions"),
        upload_to="captions",
        blank=True,
        validators=[FileExtensionValidator(["vtt", "srt"])],
        help_text=_("Indonesian captions of a video, a WebVTT or SubRip file (.vtt, .srt)"),
    )
    # Bytes, measured when the file is saved.
    size = models.PositiveBigIntegerField(_("data size"), default=0, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=MediaState.choices,
        default=MediaState.AS_IS,
        editable=False,
    )
    fault = models.CharField(max_length=20, choices=FilmFault.choices, blank=True, editable=False)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, editable=False, related_name="+")

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "thumbnail",
        "captions",
        "transcript",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("video or audio")
        verbose_name_plural = _("videos and audio")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=MediaState.values), name="media_state_known"
            ),
            # The machine that answers people converts too: one at a time.
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=MediaState.CONVERTING),
                name="media_converted_one_at_a_time",
            ),
        ]

    @property
    def url(self) -> str:
        return reverse("cms:medium", args=[self.filename])

    @property
    def content_type(self) -> str:
        return played_type(self.filename)

    @property
    def captions_url(self) -> str:
        return reverse("cms:captions", args=[PurePosixPath(str(self.captions)).name])

    def address_of(self, field: str) -> str:
        """Return where one of the files is handed out."""
        if field == "captions":
            return self.captions_url
        if field == "thumbnail":
            return reverse("cms:poster", args=[PurePosixPath(str(self.thumbnail)).name])
        return self.url

    @property
    def is_in_work(self) -> bool:
        """Whether its copies will come by themselves."""
        in_work = self.state in {MediaState.WAITING, MediaState.CONVERTING}
        return in_work and self.job is not None and self.job.is_running

    @property
    def is_stuck(self) -> bool:
        """Whether the copies were given up, for a reason that lies not in the file."""
        return self.state in {MediaState.WAITING, MediaState.CONVERTING} and not self.is_in_work

    @cached_property
    def copies(self) -> dict[str, "MediaVersion"]:
        """The small copies by their quality, the smallest first."""
        found = {version.quality: version for version in self.versions.all()}
        return {quality: found[quality] for quality in Quality.values if quality in found}

    def played(self, quality: str = "") -> "MediaVersion | AcademyMedia | None":
        """Return what a lesson plays to who has chosen `quality`; None where nothing can be.

        Who has chosen nothing gets 240p, who reads nothing, and who only listens nothing of a
        video without sound. What else there is not is replaced by the next smaller one.
        """
        if quality == TEXT:
            return None
        if self.state == MediaState.AS_IS:
            return self
        if quality == Quality.AUDIO:
            return self.copies.get(Quality.AUDIO)
        order = [quality or Quality.LOW, Quality.LOW, Quality.AUDIO, Quality.HIGH]
        return next((self.copies[name] for name in order if name in self.copies), None)

    @property
    def played_size(self) -> int:
        """The bytes that it takes in a lesson for who has chosen nothing."""
        played = self.played()
        return played.size if played else 0

    @property
    def ways(self) -> dict[str, int]:
        """The ways to watch it that are offered, each with its bytes; none before it is ready."""
        if self.state != MediaState.READY:
            return {}
        return {TEXT: 0} | {name: copy.size for name, copy in self.copies.items()}

    def clean(self, *args: Any, **kwargs: Any) -> None:
        super().clean(*args, **kwargs)
        check_new(self, "file", check_file)
        read_new_captions(self)
        if draw_new(self, "thumbnail"):
            self.poster_is_from_video = False

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:  # type: ignore[attr-defined]  # private
            self.size = self.file.size
        before = type(self).objects.filter(pk=self.pk).values_list(*FILES).first()
        super().save(*args, **kwargs)
        delete_later(set(before or ()) - {str(getattr(self, name)) for name in FILES})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        gone = {str(getattr(self, name)) for name in FILES}
        gone |= {str(version.file) for version in self.versions.all()}
        deleted: tuple[int, dict[str, int]] = super().delete(*args, **kwargs)
        delete_later(gone)
        return deleted

    def convert_anew(self, by: Any) -> None:
        """Let the small copies be made of the file; those there were are gone.

        They are asked for with the file and not before it: called once the row is saved.
        """
        with transaction.atomic():
            drop_copies(self)
            self.state, self.fault = MediaState.WAITING, ""
            self.job = jobs.enqueue(
                CONVERT,
                {"media": self.pk},
                by=by,
                title=str(_("Video or audio: %(title)s") % {"title": self.title})[:200],
                return_url=reverse("wagtailmedia:edit", args=[self.pk]),
            )
            self.save(update_fields=["state", "fault", "job"])


class MediaVersion(models.Model):
    """A small copy of a video or a recording."""

    media = models.ForeignKey(AcademyMedia, models.CASCADE, related_name="versions")
    quality = models.CharField(max_length=10, choices=Quality.choices)
    file = PrivateFileField(upload_to="media")
    # Bytes.
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("copy of a video")
        verbose_name_plural = _("copies of videos")
        constraints = [
            models.UniqueConstraint(fields=["media", "quality"], name="media_version_once"),
            models.CheckConstraint(
                condition=models.Q(quality__in=Quality.values), name="media_quality_known"
            ),
        ]
        indexes = [models.Index(fields=["file"], name="media_version_file")]

    def __str__(self) -> str:
        return str(self.file)

    @property
    def url(self) -> str:
        return reverse("cms:medium", args=[PurePosixPath(str(self.file)).name])

    @property
    def content_type(self) -> str:
        return played_type(str(self.file))

    @property
    def is_sound(self) -> bool:
        return self.quality == Quality.AUDIO

    def address_of(self, _field: str) -> str:
        """Return where the file is handed out."""
        return self.url


def read_new_captions(media: AcademyMedia) -> None:
    """Keep the captions just sent as WebVTT. Raises ValidationError with the faulty lines."""
    file: Any = media.captions
    if not file or file._committed or isinstance(file.file, Drawn):
        return
    if (file.size or 0) > MOST_CAPTIONS:
        raise ValidationError({"captions": _("This file is too large for captions.")})
    file.seek(0)
    try:
        cues = read_captions(file.read())
    except CaptionsRefused as refusal:
        raise ValidationError({"captions": list(refusal.faults)}) from refusal
    media.captions = Drawn(written(cues), f"{PurePosixPath(str(file.name)).stem}.vtt")


def played_type(filename: str) -> str:
    """Return as what a browser plays a file of this name."""
    return PLAYED.get(PurePosixPath(filename).suffix.lower(), UNKNOWN)


def drop_copies(media: AcademyMedia) -> None:
    """Delete the small copies of `media`, and their files after the commit."""
    delete_later({str(version.file) for version in media.versions.all()})
    media.versions.all().delete()
    media.__dict__.pop("copies", None)


def delete_later(names: set[str]) -> None:
    """Delete private files once the rows that named them have changed for good."""
    for name in names - {""}:
        transaction.on_commit(partial(private_storage().delete, name))
