"""What the public page of a course shows beside its own words."""

from wagtail.models import Page

from academy.people.models import User
from cms.models import CoursePage
from cms.outline import STEP_LENGTH, Outline, outlines


def outline_of(course: CoursePage) -> Outline | None:
    """Return the outline of `course`, or None where it is not published (previews)."""
    return outlines([course.pk]).get(course.pk)


def course_of(page: Page) -> CoursePage | None:
    """Return the course that `page` belongs to."""
    found: CoursePage | None = CoursePage.objects.filter(path=page.path[: 4 * STEP_LENGTH]).first()
    return found


def trainers_of(course: CoursePage) -> list[User]:
    """Return the people who teach `course`, by name."""
    return list(User.objects.filter(taught_courses__course=course).order_by("full_name"))
