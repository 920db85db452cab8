"""What a batch is for everybody: its number, its rule in words, what it teaches."""

from django.db.models import F, Max
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.outline import Outline, outlines
from courses.completion.plan import Plan, plan_of
from courses.completion.requirements import requirements
from courses.completion.rules import Figures
from courses.models import Batch, CompletionRule, Program


def next_number(program: Program) -> int:
    """Return the number after the last batch of `program`, from 1."""
    return (program.batches.aggregate(last=Max("number"))["last"] or 0) + 1


def public_url(batch: Batch) -> str:
    """Return the address of the page that everybody may read."""
    return reverse("courses:batch_public", args=[batch.public_id])


def rule_in_words(rule: CompletionRule) -> list[str]:
    """Return what `rule` demands for the certificate, one sentence each."""
    return [item.text for item in requirements(rule, Figures())]


def dead_ends(batch: Batch, rule: CompletionRule) -> list[str]:
    """Return what `rule` demands that nobody can reach as `batch` stands, one sentence each."""
    plan, found = plan_of(batch), []
    if rule.minimum_mark is not None and not _has_marks(plan):
        found.append(
            _(
                "A mean mark is demanded, but nothing that is required here has a mark: nobody "
                "can pass. Leave the mark empty, or require a quiz or an assignment."
            )
        )
    if rule.minimum_attendance and all(item.cancelled_at for item in plan.sessions):
        found.append(
            _(
                "Attendance is demanded, but no session is planned: nobody can pass. Plan the "
                "sessions, or leave the attendance empty."
            )
        )
    return found


def _has_marks(plan: Plan) -> bool:
    """Whether marks can come: of what is required, or before that is fixed, of what is taught."""
    if plan.batch.pinned_at is None:
        return any(item.is_graded for course in plan.outlines for item in course.activities)
    return any(item.is_live and item.is_graded and item.weight for item in plan.demands)


def taught(batch: Batch) -> list[Outline]:
    """Return the outlines of the published courses of `batch`, in its order."""
    ids = list(
        batch.batch_courses.order_by(F("position"), "pk").values_list("course_id", flat=True)
    )
    found = outlines(ids)
    return [found[pk] for pk in ids if pk in found]
