"""The file of a picture as it is stored, for those who work with it."""

import mimetypes
from pathlib import PurePosixPath

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from wagtail import hooks

from academy.people.requests import SignedInRequest
from academy.web.files.storages import private_response
from cms.rules import pictures_of


@require_safe
def original(request: SignedInRequest, image_id: int) -> HttpResponseBase:
    """Answer with the original of a picture that the writer may choose or change."""
    name = str(get_object_or_404(pictures_of(request.user), pk=image_id).file)
    return private_response(
        request,
        name,
        filename=PurePosixPath(name).name,
        content_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        inline=True,
    )


@hooks.register("register_admin_urls")
def original_url() -> list[URLPattern]:
    return [path("gambar-asli/<int:image_id>/", original, name="cms_original")]
