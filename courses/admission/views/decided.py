"""What a coordinator decided last, kept in the session so that it can be taken back."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from courses.admission.actions import Outcome
from courses.models import Application, ApplicationState, Batch

KEY = "decided_last"
# As long as a review: applicants have read it by then.
UNDO_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Decided:
    """Public ids of applications by the state that the decision moved them to."""

    ids: dict[str, list[str]]

    @property
    def sentence(self) -> str:
        """What was done, with its numbers."""
        return " ".join(_sentence(state, len(ids)) for state, ids in self.ids.items())

    @property
    def is_one(self) -> bool:
        """Whether one application was decided, not a selection from the list."""
        return sum(len(ids) for ids in self.ids.values()) == 1

    @property
    def rows(self) -> Q:
        """Which applications are still where the decision put them."""
        found = Q(pk__in=[])
        for state, ids in self.ids.items():
            found |= Q(state=state, public_id__in=ids)
        return found


def _sentence(state: str, count: int) -> str:
    text = {
        ApplicationState.VERIFIED: ngettext(
            "%(count)d application verified.", "%(count)d applications verified.", count
        ),
        ApplicationState.ACCEPTED: ngettext(
            "%(count)d applicant accepted.", "%(count)d applicants accepted.", count
        ),
        ApplicationState.RESERVE: ngettext(
            "%(count)d applicant put on the reserve list.",
            "%(count)d applicants put on the reserve list.",
            count,
        ),
        ApplicationState.DECLINED: ngettext(
            "%(count)d application declined.", "%(count)d applications declined.", count
        ),
    }[ApplicationState(state)]
    return text % {"count": count}


def note(request: HttpRequest, batch: Batch, outcomes: list[Outcome]) -> None:
    """Keep which of `outcomes` were done and where they went; the one before is forgotten."""
    done = [row.application.pk for row in outcomes if row.is_done]
    ids: dict[str, list[str]] = {}
    moved = Application.objects.filter(pk__in=done).values_list("state", "public_id")
    for state, public_id in moved:
        ids.setdefault(state, []).append(str(public_id))
    at = timezone.now().timestamp()
    request.session[KEY] = {"batch": str(batch.public_id), "ids": ids, "at": at}


def last(request: HttpRequest, batch: Batch) -> Decided | None:
    """Return the last decision in `batch`, or None where it is old or of another batch."""
    kept = request.session.get(KEY)
    if not kept or kept["batch"] != str(batch.public_id) or not kept["ids"]:
        return None
    if timezone.now().timestamp() - kept["at"] > UNDO_SECONDS:
        return None
    return Decided(kept["ids"])


def take(request: HttpRequest, batch: Batch) -> Decided | None:
    """Return the last decision and forget it."""
    found = last(request, batch)
    request.session.pop(KEY, None)
    return found
