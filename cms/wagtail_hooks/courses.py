from wagtail import hooks

from cms.actions.courses import open_course
from cms.models import CoursePage


@hooks.register("after_create_page")
@hooks.register("after_copy_page")
def open_new_course(request, page, new_page=None):
    """A course made in the admin gets its group and collection at once."""
    made = new_page or page
    if isinstance(made.specific, CoursePage):
        open_course(course=made.specific, by=request.user)
