"""What becomes of a video, in the content admin: told while it is converted, made once more."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from academy.people.requests import SignedInRequest
from cms.actions.files import media as actions
from cms.models import AcademyMedia
from cms.rules import may_change_media


@require_safe
def state(request: SignedInRequest, media_id: int) -> HttpResponse:
    """The part of the page that says how far it is (asked for again and again)."""
    return render(request, "cms/media/_told.html", {"media": own_media(request, media_id)})


@require_POST
def convert(request: SignedInRequest, media_id: int) -> HttpResponse:
    """Make the small copies once more."""
    media = own_media(request, media_id)
    actions.convert_again(media=media, by=request.user)
    return redirect("wagtailmedia:edit", media.pk)


def own_media(request: SignedInRequest, media_id: int) -> AcademyMedia:
    """Return a medium that the person may change. Raises Http404 or PermissionDenied."""
    media: AcademyMedia
    media = get_object_or_404(AcademyMedia.objects.select_related("job"), pk=media_id)
    if not may_change_media(request.user, media):
        raise PermissionDenied
    return media
