"""Photos of pages: sent, and looked at by those who note the session."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from academy.people.guards import visible_file, worker_required
from academy.people.requests import SignedInRequest
from academy.web.files import uploads
from academy.web.files.pictures import UploadRefused
from academy.web.files.posts import takes_files
from academy.web.files.storages import private_response
from courses.models import PaperPhoto
from courses.paper.actions.photos import take_photos
from courses.paper.views.sheets import noted_session

# A batch of 250 people fills thirteen pages.
MOST = 20
JPEG = "image/jpeg"


@takes_files
@worker_required
@require_POST
def paper_photos(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Keep photos of pages; a file that is none is told, and the others are kept."""
    session = noted_session(request, session_id)
    files = request.FILES.getlist("photos")
    taken = [upload for file in files[:MOST] if (upload := _taken(request, file)) is not None]
    if len(files) > MOST:
        text = gettext("Twenty photos are taken at once. Send the others after them.")
        messages.warning(request, text)
    if not files:
        messages.error(request, gettext("Choose a photo first, or take one."))
    if taken:
        made = take_photos(session=session, uploads=taken, by=request.user)
        text = ngettext(
            "%(count)s photo is kept, and read in a moment.",
            "%(count)s photos are kept, and read in a moment.",
            len(made),
        )
        known = gettext("These photos are kept here already.")
        messages.success(request, text % {"count": len(made)} if made else known)
    return redirect("courses:paper", session.public_id)


def _taken(request: SignedInRequest, file: "UploadedFile[Any]") -> uploads.Upload | None:
    try:
        return uploads.read_picture(file)
    except UploadRefused as refusal:
        messages.error(request, f"{uploads.shown_name(file)}: {refusal.message}")
        return None


@worker_required
@require_GET
def paper_photo(request: SignedInRequest, photo_id: UUID) -> HttpResponseBase:
    """The photo as it was sent."""
    return _answer(request, _photo(request, photo_id), "file")


@worker_required
@require_GET
def paper_flat(request: SignedInRequest, photo_id: UUID) -> HttpResponseBase:
    """The page laid flat, of which rows are shown beside what is written."""
    return _answer(request, _photo(request, photo_id), "flat")


def _photo(request: SignedInRequest, photo_id: UUID) -> PaperPhoto:
    # It shows twenty people, and is about nobody alone: only who notes them all finds it.
    return visible_file(
        request,
        PaperPhoto.objects.visible_to(request.user),
        owner=lambda found: found.sent_by_id,
        kind=None,
        public_id=photo_id,
    )


def _answer(request: SignedInRequest, photo: PaperPhoto, which: str) -> HttpResponseBase:
    name = str(getattr(photo, which))
    if not name:
        raise Http404
    return private_response(request, name, filename=photo.filename, content_type=JPEG, inline=True)
