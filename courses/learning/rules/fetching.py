"""Who may fetch a file that trainers or editors have uploaded: a picture, a document,
a recording, a video.

`cms` asks for the permission by its name: it knows who writes a course, and not who learns it.
"""

from collections.abc import Callable

import rules
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from academy.people.models import Reader, User
from cms.models import AcademyImage, ActivityPage, Question
from cms.outline import COURSE_PATH, MODULE_PATH
from cms.queries.files import File, live_pages_with
from cms.rules import courses_of, edits_all
from courses.acts.rules import may_read, module_time
from courses.models import (
    AttemptAnswer,
    Batch,
    Enrollment,
    ModuleSchedule,
    PracticeCard,
    QuizAttempt,
)

# What rooms above show of pictures; they add it by `shown_also`.
_shown: list[Callable[[User, AcademyImage], bool]] = []


def shown_also(check: Callable[[User, AcademyImage], bool]) -> None:
    """Let a room above say that it shows a picture to somebody."""
    _shown.append(check)


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
    return (bool(paths) and _reads_lesson(user, paths)) or (
        isinstance(file, AcademyImage)
        and (_is_practised(user, file) or any(shows(user, file) for shows in _shown))
    )


def _is_practised(user: User, picture: AcademyImage) -> bool:
    """Whether a question that `user` was asked before shows it by now; with what is said to it,
    once it was answered in practice."""
    bank = Question.objects.filter(live=True)
    shown = bank.filter(Q(picture=picture) | Q(options__picture=picture)).values("question_id")
    said = bank.filter(feedback_picture=picture).values("question_id")
    own = AttemptAnswer.objects.filter(attempt__in=QuizAttempt.objects.visible_to(user))
    return (
        own.filter(bank_id__in=shown).exists()
        or PracticeCard.objects.visible_to(user).filter(question_id__in=said).exists()
    )


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
