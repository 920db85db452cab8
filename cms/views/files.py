"""What lessons show beside pictures: documents, recordings, videos and their captions.

They lie in the private storage. Who may have one is a rule of `courses`, which knows the
seats; it is asked by its name, "cms.fetch_file".
"""

import mimetypes

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from academy.core.storages import private_response
from cms.models import AcademyDocument, AcademyMedia

# A recording is watched again and again, and tells nothing of a person.
KEPT_SECONDS = 7 * 24 * 3600


@require_safe
def medium(request: HttpRequest, filename: str) -> HttpResponseBase:
    """Answer with a recording or a video."""
    found = get_object_or_404(AcademyMedia, file=f"media/{filename}")
    return refusal(request, found) or _sent(request, found.file.name, filename, inline=True)


@require_safe
def captions(request: HttpRequest, filename: str) -> HttpResponseBase:
    """Answer with the captions of a video."""
    found = get_object_or_404(AcademyMedia, captions=f"captions/{filename}")
    return refusal(request, found) or _sent(request, found.captions.name, filename, inline=True)


@require_safe
def document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """Answer with a document."""
    found = get_object_or_404(AcademyDocument, pk=document_id, file=f"documents/{filename}")
    return refusal(request, found) or _sent(request, found.file.name, filename, inline=False)


def refusal(request: HttpRequest, file: AcademyDocument | AcademyMedia) -> HttpResponseBase | None:
    """Return None for who may fetch `file`; the way to sign in for who has not done so.

    Raises Http404 for all others.
    """
    if request.user.has_perm("cms.fetch_file", file):
        return None
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def _sent(request, name: str, filename: str, *, inline: bool) -> HttpResponseBase:
    return private_response(
        request,
        name,
        filename=filename,
        content_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        inline=inline,
        keep_seconds=KEPT_SECONDS,
    )
