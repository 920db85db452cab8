"""What has changed since a proposal was made."""

from dataclasses import dataclass

from courses.admission.queries.asking import asked_of
from courses.models import Proposal


@dataclass(frozen=True, slots=True)
class Stale:
    """How many applicants are gone, new or otherwise, and whether seats or quotas are."""

    gone: int
    new: int
    changed: int
    seats: bool
    quotas: bool

    def __bool__(self) -> bool:
        return bool(self.gone or self.new or self.changed or self.seats or self.quotas)


def stale(proposal: Proposal) -> Stale:
    """Return what would be asked otherwise if the proposal were made now."""
    then, now = proposal.asked, asked_of(proposal.batch)
    before = {one["id"]: one for one in then["applicants"]}
    after = {one["id"]: one for one in now["applicants"]}
    both = before.keys() & after.keys()
    return Stale(
        gone=len(before.keys() - after.keys()),
        new=len(after.keys() - before.keys()),
        changed=sum(before[one] != after[one] for one in both),
        seats=then["seats"] != now["seats"],
        quotas=then["whole"]["quotas"] != now["whole"]["quotas"],
    )
