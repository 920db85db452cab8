"""What other weights would make of the means of a batch, before they are saved."""

from dataclasses import dataclass, replace
from decimal import Decimal

from courses.completion import queries as completion
from courses.completion.rules import rounded
from courses.models import Batch, Enrollment


@dataclass(frozen=True, slots=True)
class MeanChange:
    """The mean of one person, as it is and as it would be."""

    seat: Enrollment
    before: Decimal | None
    after: Decimal | None


def changed_means(batch: Batch, weights: dict[int, Decimal]) -> list[MeanChange]:
    """Return whose mean `weights`, by id of the activity, would change, by name.

    Who has met the rule keeps the weights of then.
    """
    seats = list(
        batch.enrollments.seated().select_related("user").order_by("user__full_name", "pk")
    )
    demands = completion.demands_of([batch.pk])[batch.pk]
    others = [replace(item, weight=weights.get(item.activity_id, item.weight)) for item in demands]
    now = completion.read(batch, seats, demands=demands)
    then = completion.read(batch, seats, demands=others)
    found = (
        MeanChange(seat, _shown(now[seat.pk].mean_mark), _shown(then[seat.pk].mean_mark))
        for seat in seats
    )
    return [item for item in found if item.before != item.after]


def _shown(mean: Decimal | None) -> Decimal | None:
    return None if mean is None else rounded(mean)
