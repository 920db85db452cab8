"""What closing a batch would settle."""

from django.db.models import Count, Q

from academy.people.models import User
from courses.models import Batch


def still_open(batch: Batch, reader: User) -> dict[str, int]:
    """Return how many active people meet the rule (`passes`) and how many do not (`fails`).

    `reader`, who closes the batch, decides about others only and is not counted.
    """
    return (
        batch.enrollments.active()
        .exclude(user=reader)
        .aggregate(
            passes=Count("pk", filter=Q(is_eligible=True)),
            fails=Count("pk", filter=Q(is_eligible=False)),
        )
    )
