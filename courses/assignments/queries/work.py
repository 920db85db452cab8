"""An assignment as its participant sees it: draft, hand-ins, and what was said."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from cms.models import AssignmentPage
from courses.models import Enrollment, Review, Submission, SubmissionState


@dataclass(frozen=True, slots=True)
class HandIn:
    """One hand-in with its valid review, if there is one."""

    submission: Submission
    review: Review | None


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that one person has made for one assignment. `handed_in`: newest first."""

    draft: Submission | None
    handed_in: list[HandIn]
    criteria: list[dict[str, Any]]

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
    def total(self) -> int:
        """Points of the rubric together."""
        return sum(item["points"] for item in self.criteria)


def work_of(enrollment: Enrollment, assignment: AssignmentPage) -> Work:
    """Return the work of `enrollment` for `assignment`, in four queries."""
    valid = Review.objects.filter(undone_at=None).select_related("reviewer")
    made = list(
        Submission.objects.filter(enrollment=enrollment, assignment=assignment)
        .order_by("-number")
        .prefetch_related("files", Prefetch("reviews", valid))
    )
    criteria = [
        {"title": item.title, "description": item.description, "points": item.points}
        for item in assignment.criteria.all()
    ]
    return Work(
        draft=next((item for item in made if item.state == SubmissionState.DRAFT), None),
        handed_in=[
            HandIn(item, next(iter(item.reviews.all()), None))
            for item in made
            if item.state != SubmissionState.DRAFT
        ],
        criteria=criteria,
    )
