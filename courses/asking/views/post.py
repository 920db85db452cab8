"""One post: changed, taken back, marked as the answer; its pictures."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from academy.core.errors import Refused
from academy.people.guards import participant_required, sign_in_required, visible_file
from academy.people.requests import SignedInRequest
from academy.web.files.storages import private_response
from academy.web.forms.refusals import put_on
from courses.asking.actions import posts
from courses.asking.forms import PostForm
from courses.asking.views.sent import leads, to_thread
from courses.learning.access import gives_words_back, refusals
from courses.models import Post, PostPicture


def _post(request: SignedInRequest, post_id: UUID, permission: str) -> Post:
    visible = Post.objects.visible_to(request.user).select_related("question", "batch")
    post = get_object_or_404(visible, public_id=post_id)
    if not request.user.has_perm(permission, post):
        raise PermissionDenied
    leads(request, post)
    return post


@participant_required
@gives_words_back
def post_edit(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Change the words of an own post on the day it was written."""
    # Typed words are not thrown away by a day that ends meanwhile: sent, they are refused in words.
    is_sent = request.method == "POST"
    post = _post(request, post_id, "courses.take_back_post" if is_sent else "courses.edit_post")
    form = PostForm(request.POST or None, label=_("Your words"), initial={"text": post.text})
    if request.method == "POST" and form.is_valid():
        try:
            posts.edit(post=post, by=request.user, text=form.cleaned_data["text"])
        except Refused as refusal:
            put_on(form, refusal)
        else:
            messages.success(request, _("Changed."))
            return to_thread(request, post)
    context = {"post": post, "batch": post.batch, "form": form, "leads": leads(request, post)}
    return render(request, "courses/asking/post_edit.html", context)


@participant_required
def post_take_back(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Ask once, then take an own post away from the others' eyes; sent twice it is taken once."""
    post = _post(request, post_id, "courses.write_post")
    if request.method == "POST":
        posts.take_back(post=post, by=request.user)
        messages.success(request, _("Taken back. Nobody in the batch reads it any more."))
    elif post.taken_back_at is None:
        context = {"post": post, "batch": post.batch, "leads": leads(request, post)}
        return render(request, "courses/asking/post_take_back.html", context)
    if post.question_id is None and not leads(request, post):
        return redirect(
            "courses:activity_questions", post.batch.public_id, post.activity.activity_id
        )
    return to_thread(request, post)


@participant_required
@require_POST
def post_mark(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Say that an answer is the one (`marked=1`), or no more."""
    post = _post(request, post_id, "courses.mark_answer")
    with refusals(request):
        posts.mark(answer=post, by=request.user, is_marked=request.POST.get("marked") == "1")
    return to_thread(request, post)


def _picture(request: SignedInRequest, picture_id: UUID) -> PostPicture:
    # Shown to the whole batch by who has sent it: opening it is no access to a person's data.
    return visible_file(
        request,
        PostPicture.objects.visible_to(request.user),
        owner=lambda found: found.owner_id,
        kind=None,
        public_id=picture_id,
    )


@sign_in_required
@require_GET
def post_picture(request: SignedInRequest, picture_id: UUID) -> HttpResponseBase:
    """Answer with a picture of a post."""
    found = _picture(request, picture_id)
    return private_response(
        request, str(found.file), filename=found.filename, content_type="image/jpeg", inline=True
    )


@sign_in_required
@require_GET
def post_thumbnail(request: SignedInRequest, picture_id: UUID) -> HttpResponseBase:
    """Answer with a picture of a post, small."""
    found = _picture(request, picture_id)
    return private_response(
        request,
        str(found.thumbnail),
        filename=found.filename,
        content_type="image/jpeg",
        inline=True,
    )
