"""Where a picture, a document, a recording or a video is shown."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from cms.models import AcademyDocument, AcademyImage, AcademyMedia

File = AcademyDocument | AcademyImage | AcademyMedia


def live_pages_with(file: File) -> PageQuerySet:
    """Return the published pages that show `file`."""
    of_pages = ContentType.objects.get_for_model(Page)
    shown = ReferenceIndex.get_references_to(file).filter(base_content_type=of_pages)
    ids = [int(object_id) for object_id in shown.values_list("object_id", flat=True)]
    return Page.objects.live().filter(pk__in=ids)
