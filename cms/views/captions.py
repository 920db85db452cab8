"""The editor of captions: a row for each, read and saved as a plain form."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from academy.core.errors import Refused
from academy.people.requests import SignedInRequest
from cms.actions.files.captions import keep_captions
from cms.forms.media import CaptionRows
from cms.queries.files import cues_of
from cms.views.media import own_media


def captions(request: SignedInRequest, media_id: int) -> HttpResponse:
    """Write the captions of a video beside it."""
    media = own_media(request, media_id)
    # What the form showed at first, however often it comes back.
    seen = request.POST.get("seen", "") if request.method == "POST" else str(media.captions)
    if request.method == "POST":
        rows = CaptionRows.of_post(request.POST)
        if rows.is_valid():
            try:
                keep_captions(media=media, cues=rows.cues, seen=seen)
            except Refused as refusal:
                messages.error(request, refusal.message)
            else:
                messages.success(request, _("The captions are saved."))
                return redirect("cms_media_captions", media.pk)
    else:
        rows = CaptionRows.of_cues(cues_of(media))
    context = {"media": media, "rows": rows, "seen": seen, "playing": media.played()}
    return render(request, "cms/media/captions.html", context)
