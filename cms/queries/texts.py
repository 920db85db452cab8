"""The words of activities, for those who may read them: what a search looks through."""

from wagtail.fields import StreamField
from wagtail.models import Page

from academy.web.kept import kept_many
from cms.models import AssignmentPage, CoursePage, LessonPage

KEPT_SECONDS = 24 * 3600


def texts_of(course_pks: list[int]) -> dict[int, dict[int, str]]:
    """Return the words of the published lessons and briefs of courses, by course and activity.

    Kept until something is published, like the outline; read anew it is a query for each kind
    of activity and of picture.
    """
    return kept_many({pk: f"cms.texts.{pk}" for pk in course_pks}, _read, KEPT_SECONDS)


def _read(course_pks: list[int]) -> dict[int, dict[int, str]]:
    courses = {page.path: page.pk for page in CoursePage.objects.filter(pk__in=course_pks)}
    found: dict[int, dict[int, str]] = {pk: {} for pk in course_pks}
    for model in (LessonPage, AssignmentPage):
        for path, pk in courses.items():
            for page in model.objects.live().filter(path__startswith=path):
                found[pk][page.pk] = words_of(page)
    return found


def words_of(page: Page) -> str:
    """Return what can be read on `page`, in order, without any signs of layout."""
    words = []
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            words += stream.stream_block.get_searchable_content(stream)
    return " ".join(" ".join(words).split())
