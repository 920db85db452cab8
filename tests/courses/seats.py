"""A seat in a batch that teaches a small course."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from courses.completion.actions import pin
from courses.models import Batch, Enrollment
from tests.factories.course_tree import CourseTree, course_tree
from tests.factories.courses import BatchFactory, EnrollmentFactory
from tests.factories.remembered import remembered


@remembered
def seat(
    *, pinned: bool = True, batch: Batch | None = None, **tree
) -> tuple[Enrollment, CourseTree]:
    """Return a seat and the course that its batch teaches; `tree` goes to `course_tree`."""
    made = course_tree(**tree)
    if batch is None:
        batch = BatchFactory(courses=[made.course])
    if pinned:
        pin(batch, by=None)
    return EnrollmentFactory(batch=batch), made


def photo(name: str = "foto.jpg", colour: str = "#1C6B4C", size=(40, 30)) -> SimpleUploadedFile:
    """Return a small JPEG as a browser sends it; another colour is another picture."""
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")
