"""A whole course in one file: taken along, or brought from another academy."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from academy.core.errors import Refused
from academy.people.guards import role_required
from academy.people.requests import SignedInRequest
from academy.web.forms.refusals import put_on
from cms.actions.brought import course_files
from cms.models import CourseFile
from cms.rules import may_publish_questions
from courses.acts.client import client_of
from courses.writing.forms import CourseFileForm
from courses.writing.rules import writable
from courses.writing.views.outline import WRITERS


@role_required(*WRITERS)
@require_POST
def take_along(request: SignedInRequest, course_id: UUID) -> HttpResponse:
    """Let a file be made of a course, and show how far it is."""
    course = get_object_or_404(writable(request.user), course_id=course_id)
    back = reverse("courses:writing_course", args=[course_id])
    try:
        job = course_files.ask_for_file(
            course=course,
            by=request.user,
            client_id=client_of(request.POST).client_id,
            return_url=back,
        )
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return redirect(back)
    return redirect("courses:job", job.public_id)


@role_required(*WRITERS)
def bring(request: SignedInRequest) -> HttpResponse:
    """Choose the file of a course; it is checked and shown before anything is made of it."""
    form = CourseFileForm(request.POST or None, request.FILES or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            brought = form.bring(return_url=reverse("courses:writing_bring"))
        except Refused as refusal:
            put_on(form, refusal)
        else:
            return redirect("courses:writing_brought", brought.public_id)
    return render(request, "courses/writing/bring.html", {"form": form})


@role_required(*WRITERS)
def brought(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """What a file would bring; a post takes it in."""
    found = get_object_or_404(
        CourseFile.objects.select_related("job", "course"),
        public_id=file_id,
        created_by=request.user,
    )
    address = reverse("courses:writing_brought", args=[file_id])
    if request.method == "POST":
        course_files.ask_to_take(
            brought=found,
            by=request.user,
            return_url=address,
            publish_questions="publish" in request.POST,
        )
        return redirect(address)
    template = "courses/writing/brought.html"
    if request.headers.get("HX-Request"):
        template += "#progress"
    context = {"brought": found, "may_publish": may_publish_questions(request.user)}
    return render(request, template, context)
