"""How the questions of the bank fare, from attempts that were handed in; and marking again."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from uuid import UUID

from django.db.models import Avg, Count, Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from academy.people.models import User
from cms.bank import faring
from cms.bank.faring import Faring
from cms.models import Question
from courses.models import AttemptAnswer, AttemptState


@faring.tell_by
def from_attempts(questions: Iterable[UUID]) -> dict[UUID, Faring]:
    answers = AttemptAnswer.objects.filter(
        bank_id__in=list(questions), attempt__state=AttemptState.MARKED
    )
    told = answers.order_by().values("bank_id").annotate(count=Count("pk"), mean=Avg("share"))
    return {row["bank_id"]: Faring(row["count"], 100 * Decimal(row["mean"] or 0)) for row in told}


@hooks.register("register_snippet_listing_buttons")
def to_marking_again(snippet: Model, user: User, next_url: str | None = None) -> Iterator[Button]:
    """Lead from a question to those whose marks a corrected key would change."""
    if (
        isinstance(snippet, Question)
        and snippet.live
        and (user.is_trainer or user.is_program_manager)
    ):
        address = reverse("courses:mark_again", args=[snippet.question_id])
        yield Button(_("Mark again"), address, icon_name="redirect", priority=30)
