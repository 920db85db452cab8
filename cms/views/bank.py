"""Questions in files, in the content admin: sent, looked at, taken in; written and fetched."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from academy.core.errors import Refused
from academy.people.requests import SignedInRequest
from academy.web.files.uploads import shown_name
from academy.web.forms.once import make_once
from academy.web.forms.refusals import put_on
from cms.actions.brought import taking_in
from cms.formats import exporting
from cms.formats.opening import Format
from cms.formats.spreadsheet import writing as spreadsheet
from cms.forms.bank import ExportForm, QuestionFileForm, TypedForm
from cms.models import Question, QuestionFile
from cms.queries.exchange import export_of
from cms.queries.preview import preview_of
from cms.rules import bank_of, courses_of

LIST = "wagtailsnippets_cms_question:list"


def send(request: SignedInRequest) -> HttpResponse:
    """Choose a file of questions for the bank of a course; it is read and shown first."""
    _check(request)
    form = QuestionFileForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = taking_in.keep_file(
                course=form.cleaned_data["course"],
                file=file,
                filename=shown_name(file),
                by=request.user,
            )
        except Refused as refusal:
            put_on(form, refusal)
        else:
            return redirect("cms_bank_preview", found.public_id)
    return render(request, "cms/bank/send.html", {"form": form})


def preview(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """The questions as they would be, and what of the file is left out; a post takes them in."""
    own = QuestionFile.objects.filter(course__in=courses_of(request.user))
    found = get_object_or_404(own, public_id=file_id, created_by=request.user)
    if found.count is None and request.method == "POST":
        try:
            taking_in.take_in(found=found, publish="publish" in request.POST, by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("cms_bank_preview", found.public_id)
        found.refresh_from_db()
    if found.count is not None:
        said = ngettext(
            "%(count)s question is in the bank.",
            "%(count)s questions are in the bank.",
            found.count,
        )
        messages.success(request, said % {"count": found.count})
        return redirect(f"{reverse(LIST)}?course={found.course_id}")
    shown = preview_of(taking_in.opened(found).reading)
    return render(request, "cms/bank/preview.html", {"found": found, "shown": shown})


def typed(request: SignedInRequest) -> HttpResponse:
    """Type many questions without leaving the keyboard; they are kept once."""
    _check(request)
    form = TypedForm(request.POST or None, user=request.user)
    made = make_once(
        request,
        form,
        kind="typed questions",
        model=Question,
        make=lambda: taking_in.make_typed(by=request.user, **_typed(form)),
    )
    if made is not None:
        drafts = _("Kept as drafts. Type the next ones, or publish these.")
        messages.success(request, _("Kept and published.") if made.live else drafts)
        return redirect(f"{reverse(LIST)}?course={made.course_id}")
    if faulty := [str(form[name].label) for name in form.errors if name in form.fields]:
        said = _("Nothing is kept yet: %(fields)s. What is wrong stands there; nothing is lost.")
        messages.error(request, said % {"fields": ", ".join(faulty)})
    return render(request, "cms/bank/typed.html", {"form": form})


def _typed(form: TypedForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    questions = [replace(one, tags=cleaned["tags"]) for one in cleaned["questions"]]
    return {
        "course": cleaned["course"],
        "questions": questions,
        "publish": cleaned["publish"],
    }


@require_safe
def template(request: SignedInRequest) -> HttpResponse:
    """An empty spreadsheet to fill in, with its explanation."""
    _check(request)
    return _download(spreadsheet.write(), "soal.xlsx")


@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """Choose a format; see what it would lose; fetch the file."""
    _check(request)
    form = ExportForm(request.GET if "format" in request.GET else None, user=request.user)
    if not request.GET.get("format"):
        form = ExportForm(initial=request.GET.dict(), user=request.user)
        return render(request, "cms/bank/export.html", {"form": form})
    if not form.is_valid():
        return render(request, "cms/bank/export.html", {"form": form})
    format = Format(form.cleaned_data["format"])
    found = export_of(_chosen(request, form))
    if "fetch" in request.GET:
        name = f"soal-{format.value.replace('_', '-')}.{exporting.ENDINGS[format]}"
        return _download(exporting.write(found.questions, format), name)
    context = {
        "form": form,
        "count": len(found.questions),
        "losses": found.losses(format),
        "fetch": f"{request.get_full_path()}&fetch=1",
    }
    return render(request, "cms/bank/export.html", context)


def _chosen(request: SignedInRequest, form: ExportForm) -> list[Question]:
    questions = bank_of(request.user).select_related("picture", "feedback_picture")
    if course := form.cleaned_data["course"]:
        questions = questions.filter(course=course)
    if (ids := form.cleaned_data["ids"]) is not None:
        questions = questions.filter(pk__in=ids)
    return list(
        questions.prefetch_related("options__picture", "tagged_items__tag").order_by(
            "course", "category", "slug"
        )
    )


def _download(content: bytes, name: str) -> HttpResponse:
    kind = exporting.TYPES[name.rpartition(".")[2]]
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=disposition)


def _check(request: SignedInRequest) -> None:
    if not courses_of(request.user).exists():
        raise PermissionDenied
