"""The batch that a page of the workspace is about."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from academy.people.requests import SignedInRequest
from courses.models import Batch


def run_batch(request: SignedInRequest, batch_id: UUID) -> Batch:
    """Return a batch that the reader runs: 404 for what they do not see."""
    found = Batch.objects.visible_to(request.user).select_related("program")
    batch = get_object_or_404(found, public_id=batch_id)
    if not request.user.has_perm("courses.run_batch", batch):
        raise PermissionDenied
    return batch
