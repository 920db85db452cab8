"""Where a picture, a document, a recording or a video is shown."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from cms.captions import CaptionsRefused, Cue, read_captions
from cms.models import AcademyDocument, AcademyImage, AcademyMedia, MediaVersion

File = AcademyDocument | AcademyImage | AcademyMedia


def pages_with(file: File) -> PageQuerySet:
    """Return the pages that show `file`, published or not."""
    of_pages = ContentType.objects.get_for_model(Page)
    shown = ReferenceIndex.get_references_to(file).filter(base_content_type=of_pages)
    ids = [int(object_id) for object_id in shown.values_list("object_id", flat=True)]
    return Page.objects.filter(pk__in=ids)


def live_pages_with(file: File) -> PageQuerySet:
    """Return the published pages that show `file`."""
    return pages_with(file).live()


def media_of(filename: str) -> tuple[AcademyMedia, str] | None:
    """Return the video or recording of which `filename` is the original or a copy, with the
    name that it has in the storage."""
    name = f"media/{filename}"
    found = AcademyMedia.objects.filter(file=name).first()
    if found is None:
        version = MediaVersion.objects.select_related("media").filter(file=name).first()
        found = version.media if version else None
    return (found, name) if found else None


def cues_of(media: AcademyMedia) -> list[Cue]:
    """Return the captions of `media` as they are stored; none where they cannot be read."""
    if not media.captions:
        return []
    try:
        with media.captions.open() as file:
            return read_captions(file.read())
    except (CaptionsRefused, FileNotFoundError):
        return []
