"""An assignment as its participant sees it: draft, hand-ins, and what was said."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from academy.core.statements import Statement, bring
from academy.people.models import User
from cms.blocks.pictures import LARGE, SMALL
from cms.models import AcademyImage, AssignmentPage, RubricCriterion, RubricLevel
from courses.assignments.queries.changes import Change, change_between
from courses.assignments.queries.lateness import rule_at
from courses.assignments.queries.pins import Photo, photos_of
from courses.assignments.rules import Lateness, after_lateness
from courses.completion.plan import plan_of
from courses.models import (
    Enrollment,
    Review,
    Submission,
    SubmissionFile,
    SubmissionState,
)
from courses.models.work.submission import AFTER, BEFORE

# Of who reviewed, and of who spoke, a page shows no more than how they are called.
_NOT_SHOWN = [
    f"{person}__{field.attname}"
    for person in ("reviewer", "voice__speaker")
    for field in User._meta.concrete_fields
    if field.attname not in {"id", "full_name", "title"}
]


@dataclass(frozen=True, slots=True)
class HandIn:
    """One hand-in with its valid review, if there is one, and the one before it."""

    submission: Submission
    review: Review | None
    former: "HandIn | None" = None

    @property
    def change(self) -> Change | None:
        """What is new against the one before, or None for the first."""
        if self.former is None:
            return None
        before = self.former
        return change_between(before.submission, self.submission, before.review, self.review)

    @property
    def photos(self) -> list[Photo]:
        """Its photos and files, with what was said at places of them."""
        return photos_of(self.submission.files.all(), self.review.pins if self.review else ())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two photos of a draft, before and after; None where none is added yet."""

    number: int
    before: SubmissionFile | None
    after: SubmissionFile | None

    @property
    def places(self) -> list[tuple[int, str, SubmissionFile | None]]:
        """Slot, name and photo of both."""
        first = 2 * self.number - 1
        return [(first, str(BEFORE), self.before), (first + 1, str(AFTER), self.after)]


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that one person has made for one assignment. `handed_in`: newest first."""

    draft: Submission | None
    handed_in: list[HandIn]
    criteria: list[RubricCriterion]
    most_pairs: int

    @property
    def latest(self) -> HandIn | None:
        return self.handed_in[0] if self.handed_in else None

    @property
    def waits(self) -> bool:
        return self.latest is not None and self.latest.submission.state == SubmissionState.SUBMITTED

    @property
    def is_accepted(self) -> bool:
        return self.latest is not None and self.latest.submission.state == SubmissionState.ACCEPTED

    @property
    def wants_revision(self) -> bool:
        return self.latest is not None and self.latest.submission.state == SubmissionState.REVISION

    @property
    def begins_anew(self) -> bool:
        """Whether a hand-in is to be begun that may keep files of the one before."""
        return self.wants_revision and self.draft is None

    @property
    def takes_files(self) -> bool:
        """Whether a photo could be added, as far as this work is concerned."""
        return not self.waits and not self.is_accepted

    @property
    def has_files(self) -> bool:
        """Whether there is something in the draft to hand in."""
        return self.draft is not None and bool(self.draft.files.all())

    @property
    def total(self) -> int:
        """Points of the rubric together."""
        return sum(item.points for item in self.criteria)

    @property
    def slots(self) -> list[Pair]:
        """The pairs of the draft, filled and still empty, up to one more than was begun."""
        files = {} if self.draft is None else {file.slot: file for file in self.draft.files.all()}
        most = self.most_pairs
        begun = max((slot + 1) // 2 for slot in [*files, 0])
        return [
            Pair(number, files.get(2 * number - 1), files.get(2 * number))
            for number in range(1, min(most, begun + 1) + 1)
        ]

    @property
    def unpaired(self) -> list[SubmissionFile]:
        """Files of the draft that stand in no pair: from before pairs were wanted, or fewer."""
        paired = {file.pk for pair in self.slots for _at, _name, file in pair.places if file}
        files = [] if self.draft is None else list(self.draft.files.all())
        return [file for file in files if file.pk not in paired]


@dataclass(frozen=True, slots=True)
class Brief:
    """What an assignment asks of everybody: its page, and its rubric with levels and samples."""

    page: AssignmentPage
    criteria: list[RubricCriterion]


def brief_of(enrollment: Enrollment, activity_id: UUID) -> Brief:
    """Return the brief as it is published, read once for all of the batch; or raise Http404."""
    return plan_of(enrollment.batch).once(("brief", activity_id), lambda: _brief(activity_id))


def _brief(activity_id: UUID) -> Brief:
    page = get_object_or_404(AssignmentPage, activity_id=activity_id)
    return Brief(page, rubric_of(page))


def work_of(enrollment: Enrollment, brief: Brief) -> Work:
    """Return the work of `enrollment` for the assignment of `brief`, in three queries."""
    assignment = brief.page
    about = (enrollment.pk, assignment.pk)
    made = _MADE.objects(*about)
    if made:
        bring(made, "submission", files=_FILES.objects(*about), reviews=_VALID.objects(*about))
    return Work(
        draft=next((item for item in made if item.state == SubmissionState.DRAFT), None),
        handed_in=in_order([item for item in made if item.state != SubmissionState.DRAFT]),
        criteria=brief.criteria,
        most_pairs=assignment.max_files if assignment.takes_pairs else 0,
    )


def _made(seat: int, assignment: int) -> QuerySet[Submission]:
    found = Submission.objects.filter(enrollment=seat, assignment=assignment)
    return found.select_related("helped_by").order_by("-number")


def _files(seat: int, assignment: int) -> QuerySet[SubmissionFile]:
    of_work = {"submission__enrollment": seat, "submission__assignment": assignment}
    return SubmissionFile.objects.filter(**of_work)


def _valid(seat: int, assignment: int) -> QuerySet[Review]:
    of_work = {"submission__enrollment": seat, "submission__assignment": assignment}
    found = Review.objects.filter(undone_at=None, **of_work)
    return found.select_related("reviewer", "voice__speaker").defer(*_NOT_SHOWN)


_MADE, _FILES = Statement(_made, int, int), Statement(_files, int, int)
_VALID = Statement(_valid, int, int)


def rubric_of(assignment: AssignmentPage) -> list[RubricCriterion]:
    """Return the criteria of `assignment` with levels and samples, in up to four queries."""
    samples = Prefetch("sample", AcademyImage.objects.prefetch_renditions(SMALL, LARGE))
    levels = RubricLevel.objects.order_by("sort_order", "pk").prefetch_related(samples)
    criteria = RubricCriterion.objects.filter(page=assignment.pk)
    return list(criteria.prefetch_related(Prefetch("levels", levels)))


def wording_of(criteria: Iterable[RubricCriterion]) -> str:
    """Return what tells one wording of a rubric from another."""
    worded = [
        (item.pk, item.title, item.points, *map(_worded, item.levels.all())) for item in criteria
    ]
    return sha256(repr(worded).encode()).hexdigest()[:16]


def _worded(level: RubricLevel) -> tuple[int, str, str, int]:
    return level.pk, level.title, level.words, level.points


@dataclass(frozen=True, slots=True)
class Late:
    """What being late costs or has cost one person, in the words of the page.

    `rule` counts as of `at`: now, or when the first hand-in came in.
    """

    rule: Lateness
    due_at: dt.datetime | None
    is_handed_in: bool


def late_of(assignment: AssignmentPage, work: Work, due_at: dt.datetime | None) -> Late | None:
    """Return what being late costs for `work`, or None where it costs nothing."""
    if not assignment.late_percent or due_at is None:
        return None
    if not work.handed_in:
        return Late(rule_at(assignment, due_at, timezone.now()), due_at, False)
    first = work.handed_in[-1].submission
    at = first.happened_at or first.submitted_at or timezone.now()
    rules = [rule_at(assignment, due_at, at)]
    if first.lateness is not None:
        rules.append(Lateness(**first.lateness))
    _left, rule = after_lateness(Decimal(100), rules)
    return None if rule is None else Late(rule, due_at, True)


def in_order(handed_in: list[Submission]) -> list[HandIn]:
    """Return hand-ins, the newest first, each with its valid review and the one before it."""
    found: list[HandIn] = []
    for item in reversed(handed_in):
        valid = (review for review in item.reviews.all() if review.undone_at is None)
        found.append(HandIn(item, next(valid, None), found[-1] if found else None))
    return found[::-1]
