from django.contrib import messages
from django.shortcuts import redirect
from wagtail import hooks

from academy.core.errors import Refused
from cms.actions.courses import open_course
from cms.models import CoursePage


@hooks.register("after_create_page")
@hooks.register("after_copy_page")
def open_new_course(request, page, new_page=None):
    """A course made in the admin gets its group and collection at once."""
    made = new_page or page
    if isinstance(made.specific, CoursePage):
        open_course(course=made.specific, by=request.user)


@hooks.register("before_copy_page")
def refuse_alias(request, page):
    """An alias would be a second page with the records of the first; a copy has its own."""
    if request.method == "POST" and request.POST.get("alias"):
        messages.error(request, Refused.message)
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None
