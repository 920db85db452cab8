"""The batch whose marks are looked at, and of which of its courses."""

from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404

from academy.people.requests import SignedInRequest
from courses.gradebook.rules import batches_taught_by, taught_by
from courses.models import Batch


@dataclass(frozen=True, slots=True)
class Desk:
    """A batch as one worker sees its marks; `courses` None: all of them, who runs the batch."""

    batch: Batch
    courses: frozenset[int] | None

    @property
    def runs_batch(self) -> bool:
        return self.courses is None


def desk(request: SignedInRequest, batch_id: UUID) -> Desk:
    """Return the batch for who runs it, or teaches a course in it: 404 for all others."""
    related = ("program", "completion_rule")
    found = Batch.objects.visible_to(request.user).select_related(*related)
    batch = found.filter(public_id=batch_id).first()
    if batch is not None and request.user.has_perm("courses.run_batch", batch):
        return Desk(batch, None)
    taught = batches_taught_by(request.user).select_related(*related)
    batch = get_object_or_404(taught, public_id=batch_id)
    return Desk(batch, frozenset(taught_by(request.user).values_list("pk", flat=True)))
