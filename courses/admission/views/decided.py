"""What a coordinator decided last, kept in the session so that it can be taken back."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from academy.core.models import Job
from academy.people.requests import SignedInRequest
from courses.admission.actions import Outcome
from courses.admission.queries.decisions import UNDO_WINDOW, sentences
from courses.models import Application, Batch

KEY = "decided_last"


@dataclass(frozen=True, slots=True)
class Decided:
    """Public ids of applications by the state that the decision moved them to."""

    ids: dict[str, list[str]]
    at: float

    @property
    def sentence(self) -> str:
        """What was done, with its numbers."""
        return " ".join(sentences({state: len(ids) for state, ids in self.ids.items()}))

    @property
    def is_one(self) -> bool:
        """Whether one application was decided, not a selection from the list."""
        return sum(len(ids) for ids in self.ids.values()) == 1

    def is_newer_than(self, job: Job | None) -> bool:
        """Whether it was decided after the long decision `job`."""
        return job is None or job.finished_at is None or self.at > job.finished_at.timestamp()

    @property
    def rows(self) -> Q:
        """Which applications are still where the decision put them."""
        found = Q(pk__in=[])
        for state, ids in self.ids.items():
            found |= Q(state=state, public_id__in=ids)
        return found


def note(request: SignedInRequest, batch: Batch, outcomes: list[Outcome]) -> None:
    """Keep which of `outcomes` were done and where they went; the one before is forgotten.

    What a colleague had decided likewise is the colleague's to take back.
    """
    done = [row.application.pk for row in outcomes if row.is_done]
    ids: dict[str, list[str]] = {}
    mine = Application.objects.filter(pk__in=done, decided_by=request.user)
    for state, public_id in mine.values_list("state", "public_id"):
        ids.setdefault(state, []).append(str(public_id))
    at = timezone.now().timestamp()
    request.session[KEY] = {"batch": str(batch.public_id), "ids": ids, "at": at}


def last(request: HttpRequest, batch: Batch) -> Decided | None:
    """Return the last decision in `batch`, or None where it is old or of another batch."""
    kept = request.session.get(KEY)
    if not kept or kept["batch"] != str(batch.public_id) or not kept["ids"]:
        return None
    if timezone.now().timestamp() - kept["at"] > UNDO_WINDOW.total_seconds():
        return None
    return Decided(kept["ids"], kept["at"])


def take(request: HttpRequest, batch: Batch) -> Decided | None:
    """Return the last decision and forget it."""
    found = last(request, batch)
    request.session.pop(KEY, None)
    return found
