"""The demo's video, with the small copies that are otherwise made of it when it is sent."""

from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.models import Collection

from academy.demo.load.sourced import digest_of, known, note
from cms.models import AcademyMedia, MediaState, MediaVersion, Quality

SIZES = {Quality.LOW: (320, 240), Quality.HIGH: (640, 480)}
SECONDS = 24.0


def film(folder: Path, name: str, title: str, transcript: str, place: Collection | None) -> int:
    """Return the key of the video `name` of a course's media `folder`, brought in where it is new.

    Its files are `name`-480p.mp4, `name`-240p.mp4, `name`.webp and `name`.vtt.
    """
    key = f"{folder.parent.name}/media/{name}"
    found = {copy: (folder / f"{name}-{copy}.mp4").read_bytes() for copy in SIZES}
    captions, poster = ((folder / f"{name}{end}").read_bytes() for end in (".vtt", ".webp"))
    digest = digest_of(b"".join([*found.values(), captions, poster, transcript.encode()]))
    noted, there = known(key, AcademyMedia)
    if noted and there and noted.digest == digest:
        return there.pk
    media = there or AcademyMedia(type="video")
    if place is not None:
        media.collection = place
    media.title, media.transcript = title, transcript
    media.width, media.height = SIZES[Quality.HIGH]
    media.duration, media.state = SECONDS, MediaState.READY
    media.file = ContentFile(found[Quality.HIGH], f"{name}.mp4")
    media.thumbnail = ContentFile(poster, f"{name}.webp")
    media.captions = ContentFile(captions, f"{name}.vtt")
    media.save()
    media.versions.all().delete()
    for quality, content in found.items():
        width, height = SIZES[quality]
        MediaVersion.objects.create(
            media=media,
            quality=quality,
            file=ContentFile(content, f"{name}-{quality}.mp4"),
            size=len(content),
            width=width,
            height=height,
        )
    note(key, media, digest)
    return media.pk
