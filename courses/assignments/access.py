"""Files of hand-ins that others look at: under names that tell nothing of their author.

Their own names may hold that of who made them; and no signed address outlives what was taken
back, hidden or agreed to.
"""

from mimetypes import guess_type
from pathlib import PurePath
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase

from academy.people.guards import visible_file
from academy.people.models import AccessKind
from academy.people.requests import SignedInRequest
from academy.web.files.storages import private_response
from courses.models import SubmissionFile


def nameless_file(
    request: SignedInRequest, files: QuerySet[SubmissionFile], file_id: UUID
) -> HttpResponseBase:
    """Answer with one of `files`; that it was opened is recorded. Raises Http404."""
    found = _found(request, files, file_id, AccessKind.WORK_OPENED)
    return _answer(request, found, str(found.file), found.content_type, inline=found.is_picture)


def nameless_thumbnail(
    request: SignedInRequest, files: QuerySet[SubmissionFile], file_id: UUID
) -> HttpResponseBase:
    """Answer with the small picture of one of `files`. Raises Http404, also where it has none."""
    found = _found(request, files, file_id, None)
    if not found.thumbnail:
        raise Http404
    kind, _encoding = guess_type(str(found.thumbnail))
    return _answer(request, found, str(found.thumbnail), kind or "image/jpeg", inline=True)


def _found(
    request: SignedInRequest,
    files: QuerySet[SubmissionFile],
    file_id: UUID,
    kind: AccessKind | None,
) -> SubmissionFile:
    return visible_file(
        request,
        files.select_related("submission__enrollment"),
        owner=lambda found: found.submission.enrollment.user_id,
        kind=kind,
        public_id=file_id,
    )


def _answer(
    request: SignedInRequest, found: SubmissionFile, name: str, content_type: str, *, inline: bool
) -> HttpResponseBase:
    return private_response(
        request,
        name,
        filename=f"karya-{found.position}{PurePath(found.filename).suffix[:10]}",
        content_type=content_type,
        inline=inline,
        may_redirect=False,
    )
