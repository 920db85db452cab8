"""Finishing is felt: a sentence on the page that follows, and a petal where a module is full."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from academy.web.templatetags.academy import flower
from courses.learning.queries.way import Learning

# A message that brings its own markup.
DRAWN = "drawn"


def tell_finished(request: HttpRequest, read: Learning, activity_id: UUID) -> None:
    """Say what was reached by finishing the activity, in the messages of `request`.

    Nothing for an extra, and nothing for what is not done: the page itself says where it stands.
    """
    place = read.place_of(activity_id)
    if place is None or not place.step.is_done or not place.step.is_required:
        return
    module, course = place.module, place.course
    if module.share < 1:
        words = _("Done: %(done)s of %(total)s in this module.") % {
            "done": module.done_count,
            "total": len(module.counting),
        }
        messages.success(request, words)
        return
    full = sum(one.share >= 1 for one in course.counting)
    if full == len(course.counting):
        words = _("You have finished the whole course %(course)s. Well done!")
    else:
        words = _("The module %(module)s is finished: %(full)s of %(total)s petals are open.")
    words %= {
        "course": course.outline.title,
        "module": module.title,
        "full": full,
        "total": len(course.counting),
    }
    drawing = flower(course.counting, label=words, size="small")
    messages.success(request, drawing, extra_tags=DRAWN)
