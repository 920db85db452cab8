"""An activity on a phone: read it block by block, correct it, publish it, take it back."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page, Revision

from academy.core.errors import Refused
from academy.core.text.typed import whole_of
from academy.people.guards import role_required
from academy.people.requests import SignedInRequest
from academy.web.forms.once import make_once
from academy.web.forms.refusals import put_on
from cms.actions import revising
from cms.models import ActivityPage, CoursePage
from courses.acts.kinds import ActKind
from courses.learning.access import refusals
from courses.writing.forms import BlockForm, HeadForm, NewPictureForm, NewTextForm
from courses.writing.queries.page import Draft, Piece, activity_or_404, draft_of
from courses.writing.rules import writable
from courses.writing.views.outline import WRITERS


@role_required(*WRITERS)
def page(request: SignedInRequest, course_id: UUID, activity_id: UUID) -> HttpResponse:
    """Show the draft, with its head as a form; a post keeps the head."""
    course, found = _found(request, course_id, activity_id)
    draft = draft_of(found, request.user)
    form = HeadForm(request.POST or None, page=draft.page)
    if request.method == "POST" and form.is_valid():
        try:
            revising.change_head(page=found, changes=form.changes(), by=request.user)
        except Refused as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Kept as a draft."))
            return redirect("courses:writing_page", course_id, activity_id)
    context = {"course": course, "draft": draft, "form": form}
    return render(request, "courses/writing/page.html", context)


@role_required(*WRITERS)
def block(
    request: SignedInRequest, course_id: UUID, activity_id: UUID, block_id: UUID
) -> HttpResponse:
    """Correct one block; a post keeps it as a draft."""
    course, found = _found(request, course_id, activity_id)
    draft = draft_of(found, request.user)
    piece = draft.piece(block_id)
    form = BlockForm(request.POST or None, request.FILES or None, parts=piece.parts)
    if request.method == "POST" and form.is_valid():
        try:
            # All or nothing: no picture stays of a part that is gone.
            with transaction.atomic():
                kept = _keep_block(request, draft, piece, form)
        except Refused as refusal:
            put_on(form, refusal)
        else:
            return _back_to(request, found, kept, piece.id)
    context = {"course": course, "draft": draft, "piece": piece, "form": form}
    context["seen"] = _seen(request, draft)
    return render(request, "courses/writing/block.html", context)


@role_required(*WRITERS)
def add(request: SignedInRequest, course_id: UUID, activity_id: UUID, kind: str) -> HttpResponse:
    """Put a new text or picture after the block that `sesudah` names."""
    course, found = _found(request, course_id, activity_id)
    draft = draft_of(found, request.user)
    after = request.GET.get("sesudah", "")
    made = NewPictureForm if kind == "gambar" else NewTextForm
    form = made(request.POST or None, request.FILES or None)
    kept = make_once(
        request,
        form,
        kind=ActKind.ADD_BLOCK,
        model=Revision,
        make=lambda: _add_block(request, draft, after, form),
    )
    if kept is not None:
        return _back_to(request, found, kept, after)
    context = {"course": course, "draft": draft, "form": form, "kind": kind}
    context["seen"] = _seen(request, draft)
    return render(request, "courses/writing/add.html", context)


@role_required(*WRITERS)
@require_POST
def act(request: SignedInRequest, course_id: UUID, activity_id: UUID) -> HttpResponse:
    """Publish the draft, hand it in for review, or go back to an earlier version."""
    _course, found = _found(request, course_id, activity_id)
    wanted, _sign, version = request.POST.get("act", "").partition(":")
    seen = whole_of(request.POST.get("seen", ""))
    with refusals(request):
        if wanted == "publish":
            revising.publish(page=found, seen=seen, by=request.user)
            messages.success(request, _("Published."))
        elif wanted == "send":
            revising.send_for_review(page=found, by=request.user)
            messages.success(request, _("Handed in for review."))
        elif wanted == "back":
            versions = Revision.page_revisions.filter(object_id=str(found.pk))
            former = get_object_or_404(versions, pk=whole_of(version))
            revising.go_back(page=found, revision=former, seen=seen, by=request.user)
            messages.success(request, _("The earlier version is the draft again."))
    return redirect("courses:writing_page", course_id, activity_id)


def _found(request: SignedInRequest, course_id: UUID, activity_id: UUID) -> tuple[CoursePage, Page]:
    course = get_object_or_404(writable(request.user), course_id=course_id)
    return course, activity_or_404(course, activity_id)


def _seen(request: SignedInRequest, draft: Draft) -> int | None:
    """Return the version that the form showed at first, however often it comes back."""
    return whole_of(request.POST.get("seen", "")) if request.method == "POST" else draft.seen


def _keep_block(request: SignedInRequest, draft: Draft, piece: Piece, form: BlockForm) -> Revision:
    changes = form.words()
    for part, file in form.pictures:
        image = revising.take_picture(
            page=draft.page, file=file, title=draft.page.title, by=request.user
        )
        changes[part.name] = image.pk
    if not changes and draft.page.latest_revision is not None:
        return draft.page.latest_revision
    return revising.change_block(
        page=draft.page, field=draft.field, block_id=piece.id, changes=changes, by=request.user
    )


def _add_block(request: SignedInRequest, draft: Draft, after: str, form: forms.Form) -> Revision:
    data = form.cleaned_data
    value = data.get("text")
    if value is None:
        image = revising.take_picture(
            page=draft.page, file=data["file"], title=data["alt"], by=request.user
        )
        value = {"image": image.pk, "alt": data["alt"], "caption": data["caption"]}
    return revising.add_block(
        page=draft.page,
        field=draft.field,
        after=after,
        kind="text" if "text" in data else "image",
        value=value,
        by=request.user,
    )


def _back_to(request: SignedInRequest, found: Page, kept: Revision, block_id: str) -> HttpResponse:
    """Publish what was kept where that was asked for, and lead back to the block."""
    page = ActivityPage.objects.get(pk=found.pk)
    if request.POST.get("then") == "publish":
        seen = whole_of(request.POST.get("seen", ""))
        with refusals(request):
            revising.publish_kept(page=page, kept=kept, seen=seen, by=request.user)
            messages.success(request, _("Published."))
    else:
        messages.success(request, _("Kept as a draft."))
    address = reverse(
        "courses:writing_page", args=[request.resolver_match.kwargs["course_id"], page.activity_id]
    )
    return redirect(f"{address}#b-{block_id[:8]}")
