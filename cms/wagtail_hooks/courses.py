from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from academy.core.errors import Refused
from academy.people.requests import SignedInRequest
from cms.actions.bank import bring_questions
from cms.actions.courses import open_course
from cms.models import CoursePage


@hooks.register("after_create_page")
@hooks.register("after_copy_page")
def open_new_course(request: SignedInRequest, page: Page, new_page: Page | None = None) -> None:
    """A course made in the admin gets its group and collection at once."""
    made = new_page or page
    if isinstance(made.specific, CoursePage):
        open_course(course=made.specific, by=request.user)


@hooks.register("before_copy_page")
def refuse_alias(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An alias would be a second page with the records of the first; a copy has its own."""
    if request.method == "POST" and request.POST.get("alias"):
        messages.error(request, Refused.message)
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None


@hooks.register("after_copy_page")
def copy_the_bank(request: SignedInRequest, page: Page, new_page: Page) -> None:
    """A copied course has a bank of its own; a quiz copied into another course brings its own."""
    original = page.specific
    bank = original.questions.all() if isinstance(original, CoursePage) else ()
    bring_questions(page=new_page, by=request.user, bank=bank)


@hooks.register("after_move_page")
def bring_questions_along(request: SignedInRequest, page: Page) -> None:
    bring_questions(page=page, by=request.user)


@hooks.register("after_bulk_action")
def bring_questions_of_many_along(
    request: SignedInRequest,
    action_type: str,
    objects: Iterable[object],
    action_class_instance: Any,
) -> None:
    if action_type == "move":
        for thing in objects:
            if isinstance(thing, Page):
                bring_questions(page=thing, by=request.user)
