"""A lesson from a Word file, in the content admin: choose it, look at it, make it."""

from pathlib import PurePosixPath
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.models import Page

from academy.core.errors import Refused
from academy.core.text.typed import whole_of
from academy.people.requests import SignedInRequest
from academy.web.files.storages import private_response
from academy.web.files.uploads import shown_name
from academy.web.forms.refusals import put_on
from cms.actions.brought import word as actions
from cms.docx.refusals import DocumentRefused
from cms.forms.word import NewLessonForm, WordForm
from cms.models import LessonPage, WordFile, WordPicture
from cms.queries.word import lesson_to_come, places_of
from cms.rules import may_take_word
from cms.sizes import page_size


def word(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Choose a Word file for a module or a lesson; it is read, and shown before it is used."""
    page = _place(request, page_id)
    form = WordForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = actions.read_word_file(
                file=file, filename=shown_name(file), page=page, by=request.user
            )
        except DocumentRefused as refusal:
            put_on(form, refusal)
        else:
            return redirect("cms_word_preview", found.public_id)
    context = {"form": form, "page": page, "replaces": page.specific_class is LessonPage}
    return render(request, "cms/word/choose.html", context)


def preview(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """What a lesson would take of the file; a post makes the draft."""
    found = _own(request, file_id)
    page = _place(request, found.page_id)
    if found.lesson_id is not None:
        # Sent twice, or a way back to a page whose lesson is made.
        return redirect("wagtailadmin_pages:edit", found.lesson_id)
    replaces = page.specific_class is LessonPage
    form = NewLessonForm(request.POST or None, initial={"title": found.title})
    if request.method == "POST" and (replaces or form.is_valid()):
        try:
            lesson = _made(request, found, replaces, form)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("cms_word_preview", found.public_id)
        messages.success(request, _("The draft is made. Look through it, then publish it."))
        return redirect("wagtailadmin_pages:edit", lesson.pk)
    context = {
        "found": found,
        "form": form,
        "page": page,
        "replaces": replaces,
        "size": page_size(lesson_to_come(found)),
    }
    return render(request, "cms/word/preview.html", context)


@require_safe
@xframe_options_sameorigin
def shown(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """The lesson as participants would see it, in a frame of the preview."""
    lesson = lesson_to_come(_own(request, file_id))
    request.is_preview = True  # type: ignore[attr-defined]  # as Wagtail marks its own
    return render(request, "cms/preview/lessonpage.html", {"page": lesson})


@require_safe
def picture(request: SignedInRequest, file_id: UUID, number: int) -> HttpResponseBase:
    """A picture of the file, as large as a lesson shows it."""
    found = get_object_or_404(WordPicture, word_file=_own(request, file_id), number=number)
    name = str(found.large or found.small)
    return private_response(
        request, name, filename=PurePosixPath(name).name, content_type="image/webp", inline=True
    )


def _made(
    request: SignedInRequest, found: WordFile, replaces: bool, form: NewLessonForm
) -> LessonPage:
    if replaces:
        seen = whole_of(request.POST.get("seen", ""))
        return actions.replace_content(found=found, seen=seen, by=request.user)
    return actions.make_lesson(found=found, title=form.cleaned_data["title"], by=request.user)


def _place(request: SignedInRequest, page_id: int) -> Page:
    """Return the module or lesson to which the person may bring a file."""
    page = get_object_or_404(places_of(request.user), pk=page_id)
    if not may_take_word(request.user, page):
        raise PermissionDenied
    return page


def _own(request: SignedInRequest, file_id: UUID) -> WordFile:
    return get_object_or_404(WordFile, public_id=file_id, created_by=request.user)
