"""Who may fetch a file that trainers or editors have uploaded: a document, a recording, a video.

`cms` asks for the permission by its name: it knows who writes a course, and not who learns it.
"""

import rules
from django.db.models import Q
from django.utils import timezone

from cms.models import AcademyDocument, AcademyMedia
from cms.outline import STEP_LENGTH
from cms.queries.files import live_pages_with
from cms.rules import courses_of, edits_all
from courses.models import Batch, Enrollment, ModuleSchedule
from courses.rules.learn import may_read, module_time

# Root > home > catalogue > course > module > activity.
COURSE_PATH, MODULE_PATH = 4 * STEP_LENGTH, 5 * STEP_LENGTH
LESSON_DEPTH = 6

File = AcademyDocument | AcademyMedia


@rules.predicate
def writes_with(user, file: File) -> bool:
    """Editors, and the trainers of the course whose collection holds the file."""
    if not user.is_authenticated:
        return False
    return edits_all(user) or courses_of(user).filter(collection=file.collection_id).exists()


@rules.predicate
def is_on_public_page(user, file: File) -> bool:
    return live_pages_with(file).filter(depth__lt=LESSON_DEPTH).exists()


@rules.predicate
def reads_lesson_with(user, file: File) -> bool:
    """Whoever may open an activity that shows it: by a seat, by running a batch, by teaching."""
    if not user.is_authenticated:
        return False
    paths = list(live_pages_with(file).values_list("path", flat=True))
    if not paths:
        return False
    course_paths = {path[:COURSE_PATH] for path in paths}
    teaching = Q(batch_courses__course__path__in=course_paths)
    if (
        courses_of(user).filter(path__in=course_paths).exists()
        or Batch.objects.visible_to(user).filter(teaching).exists()
    ):
        return True
    seats = Enrollment.objects.of_participant(user).select_related("batch")
    taught = seats.filter(batch__in=Batch.objects.filter(teaching))
    return any(
        may_read(user, seat) and _is_open(seat.batch, path) for seat in taught for path in paths
    )


def _is_open(batch: Batch, path: str) -> bool:
    course = batch.batch_courses.filter(course__path=path[:COURSE_PATH])
    schedule = ModuleSchedule.objects.filter(batch=batch, module__path=path[:MODULE_PATH]).first()
    return course.exists() and module_time(batch, schedule).is_open(timezone.now())


rules.add_perm("cms.fetch_file", writes_with | is_on_public_page | reads_lesson_with)
