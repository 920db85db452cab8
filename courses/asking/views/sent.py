"""What the forms of questions and answers share: their pictures, and where a post is read."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect

from academy.core import acts
from academy.core.errors import Refused
from academy.core.text.typed import uuid_of
from academy.people.guards import SecondFactorNeeded, lacks_second_factor
from academy.people.requests import SignedInRequest
from academy.web.files.uploads import shown_name
from courses.acts.client import client_of
from courses.asking import rules
from courses.asking.actions import pictures
from courses.models import Post, PostPicture


def pictures_of(request: SignedInRequest) -> list[PostPicture]:
    """Take in the pictures that a form brings, beside those it kept from its last sending.

    What is refused, or is one too many, is said; the words are not lost by it. A form that is
    sent again has the pictures that went along with it the first time.
    """
    keys = [key for text in request.POST.getlist("keep") if (key := uuid_of(text))]
    before = acts.find(client_of(request.POST).client_id, person=request.user)
    made = before.gave() if before else None
    free = Q(post=None) | Q(post=made) if isinstance(made, Post) else Q(post=None)
    kept = list(PostPicture.objects.filter(free, owner=request.user, public_id__in=keys))
    for file in request.FILES.getlist("pictures"):
        if len(kept) >= rules.MOST_PICTURES:
            messages.warning(request, rules.TOO_MANY_PICTURES)
            break
        try:
            picture = pictures.take(file=file, owner=request.user)
        except Refused as refusal:
            messages.error(request, f"{shown_name(file)}: {refusal.message}")
            continue
        if picture.sha256 not in {one.sha256 for one in kept}:
            kept.append(picture)
    return kept


def leads(request: SignedInRequest, post: Post) -> bool:
    """Say whether the reader answers `post` as one who teaches or runs the batch.

    Raises SecondFactorNeeded for one who does, without the second step of sign-in.
    """
    found = request.user.has_perm("courses.answer_as_staff", post)
    if found and lacks_second_factor(request.user):
        raise SecondFactorNeeded
    return found


def to_thread(request: SignedInRequest, post: Post) -> HttpResponse:
    """Lead back to where the reader reads the thread of `post`."""
    question = post.thread
    if request.user.has_perm("courses.answer_as_staff", question):
        return redirect("courses:desk_question", question.public_id)
    return redirect("courses:question", question.public_id)
