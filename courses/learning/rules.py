"""Who may fetch a file that trainers or editors have uploaded: a picture, a document,
a recording, a video.

`cms` asks for the permission by its name: it knows who writes a course, and not who learns it.
"""

import rules
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from academy.people.models import Reader, User
from cms.models import AcademyImage, ActivityPage
from cms.outline import STEP_LENGTH
from cms.queries.files import File, live_pages_with
from cms.rules import courses_of, edits_all
from courses.acts.rules import may_read, module_time
from courses.models import Batch, Enrollment, ModuleSchedule, QuizAttempt

# Root > home > catalogue > course > module > activity.
COURSE_PATH, MODULE_PATH = 4 * STEP_LENGTH, 5 * STEP_LENGTH


@rules.predicate
def may_fetch(user: Reader, file: File) -> bool:
    """Its authors; everybody where it is on a public page; who may open a lesson that shows it,
    and whose attempt at a quiz shows it."""
    if user.is_authenticated and (
        edits_all(user) or courses_of(user).filter(collection=file.collection_id).exists()
    ):
        return True
    pages = live_pages_with(file)
    if _is_public(file, pages):
        return True
    paths = list(pages.type(ActivityPage).values_list("path", flat=True))
    if not user.is_authenticated:
        return False
    return (bool(paths) and _reads_lesson(user, paths)) or _is_of_an_attempt(user, file)


def _is_of_an_attempt(user: User, file: File) -> bool:
    """Whether a question of an attempt that `user` may see shows it."""
    attempts = QuizAttempt.objects.visible_to(user)
    return isinstance(file, AcademyImage) and attempts.filter(pictures=file).exists()


def _is_public(file: File, pages: PageQuerySet) -> bool:
    """Whether a page shows it that is neither a lesson nor for some only."""
    for_some = file.collection.get_view_restrictions().exists()
    return not for_some and pages.not_type(ActivityPage).public().exists()


def _reads_lesson(user: User, paths: list[str]) -> bool:
    """Whether `user` opens an activity at one of `paths`: by a seat, by running, by teaching."""
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
    course = batch.batch_courses.filter(course__path=path[:COURSE_PATH], course__live=True)
    module = Page.objects.filter(path=path[:MODULE_PATH], live=True)
    schedule = ModuleSchedule.objects.filter(batch=batch, module__path=path[:MODULE_PATH]).first()
    return (
        course.exists() and module.exists() and module_time(batch, schedule).is_open(timezone.now())
    )


rules.add_perm("cms.fetch_file", may_fetch)
