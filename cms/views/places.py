"""The picture on which the right places of a question are drawn."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from academy.people.requests import SignedInRequest
from cms.blocks.pictures import source_of
from cms.formats import places
from cms.rules import pictures_of


@require_safe
def picture(request: SignedInRequest, image_id: int) -> JsonResponse:
    """Tell where the picture lies in a size for screens, how many pixels it really has, and in
    how many squares participants see it parted."""
    image = get_object_or_404(pictures_of(request.user), pk=image_id)
    source = source_of(image)
    if source is None:
        raise Http404
    columns, rows = places.grid(image.width, image.height)
    return JsonResponse(
        {
            "src": source.src,
            "width": image.width,
            "height": image.height,
            "columns": columns,
            "rows": rows,
        }
    )
