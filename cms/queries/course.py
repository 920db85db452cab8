"""What the public page of a course shows beside its own words."""

from wagtail.models import Page

from academy.people.models import User
from cms.models import ActivityPage, CoursePage
from cms.outline import COURSE_PATH, Outline, outlines


def outline_of(course: CoursePage) -> Outline | None:
    """Return the outline of `course`, or None where it is not published (previews)."""
    return outlines([course.pk]).get(course.pk)


def course_of(page: Page) -> CoursePage | None:
    """Return the course that `page` belongs to."""
    found: CoursePage | None = CoursePage.objects.filter(path=page.path[:COURSE_PATH]).first()
    return found


def course_teaching(activity: ActivityPage) -> CoursePage:
    """Return the course of `activity`, which has one."""
    course: CoursePage = CoursePage.objects.get(path=activity.path[:COURSE_PATH])
    return course


def trainers_of(course: CoursePage) -> list[User]:
    """Return the people who teach `course`, by name."""
    return list(User.objects.filter(taught_courses__course=course).order_by("full_name"))
