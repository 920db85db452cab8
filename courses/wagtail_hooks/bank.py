"""How the questions of the bank fare, from attempts that were handed in."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import Avg, Count

from cms import faring
from cms.faring import Faring
from courses.models import AttemptAnswer, AttemptState


@faring.tell_by
def from_attempts(questions: Iterable[UUID]) -> dict[UUID, Faring]:
    answers = AttemptAnswer.objects.filter(
        bank_id__in=list(questions), attempt__state=AttemptState.MARKED
    )
    told = answers.order_by().values("bank_id").annotate(count=Count("pk"), mean=Avg("share"))
    return {row["bank_id"]: Faring(row["count"], 100 * Decimal(row["mean"] or 0)) for row in told}
