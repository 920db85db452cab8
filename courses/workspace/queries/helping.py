"""What a companion can hand in for somebody: assignments that take work, and the draft of one."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from academy.people.models import Consent, User
from cms.models import AssignmentPage
from courses.assignments.queries.work import brief_of, work_of
from courses.learning.queries import way as learning
from courses.learning.queries.steps import Step
from courses.models import Enrollment, Submission, SubmissionFile
from courses.models.work.submission import AFTER, BEFORE


@dataclass(frozen=True, slots=True)
class Open:
    """An assignment that takes work of the person now."""

    step: Step
    course: str
    due_at: dt.datetime | None

    @property
    def is_late(self) -> bool:
        """Whether its date is over."""
        return self.due_at is not None and self.due_at < timezone.now()


def open_assignments(enrollment: Enrollment) -> list[Open]:
    """Return what can be handed in for `enrollment` now, what is due first, first."""
    read = learning.read(enrollment)
    found = [
        Open(place.step, place.course.outline.title, place.times.due_at)
        for place in read.places()
        if place.step.activity.kind == "assignment"
        and place.step.is_to_do
        and read.takes_work(place)
    ]
    never = dt.datetime.max.replace(tzinfo=dt.UTC)
    return sorted(found, key=lambda one: one.due_at or never)


@dataclass(frozen=True, slots=True)
class Help:
    """An assignment that a companion helps with, as its page shows it.

    `draft` is what the companion has put together; `is_begun_alone`: the person has files in a
    draft of their own, which is touched by nobody else.
    """

    assignment: AssignmentPage
    draft: Submission | None
    is_begun_alone: bool
    slots: list[tuple[int, str]]


def help_with(enrollment: Enrollment, activity_id: UUID, helper: User) -> Help:
    """Return an open assignment of `enrollment`; or raise Http404."""
    if all(one.step.activity.activity_id != activity_id for one in open_assignments(enrollment)):
        raise Http404
    brief = brief_of(enrollment, activity_id)
    draft = work_of(enrollment, brief).draft
    files = [] if draft is None else list(draft.files.all())
    is_foreign = draft is not None and draft.helped_by_id != helper.pk
    return Help(
        assignment=brief.page,
        draft=None if is_foreign else draft,
        is_begun_alone=is_foreign and bool(files),
        slots=_free_slots(brief.page, [] if is_foreign else files),
    )


def _free_slots(assignment: AssignmentPage, files: list[SubmissionFile]) -> list[tuple[int, str]]:
    """Return the places of pairs that have no photo yet, with their names: one more pair."""
    if not assignment.takes_pairs:
        return []
    taken = {file.slot for file in files}
    pairs = min(assignment.max_files, (max(taken, default=0) + 1) // 2 + 1)
    return [
        (slot, f"{BEFORE if slot % 2 else AFTER} {(slot + 1) // 2}")
        for slot in range(1, 2 * pairs + 1)
        if slot not in taken
    ]


def has_consent(person: User) -> bool:
    """Say whether anybody's consent to keeping the work of `person` stands."""
    return Consent.objects.filter(user=person, withdrawn_at=None).exists()
