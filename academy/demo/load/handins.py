"""Three hundred hand-ins, and what the trainers said about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from academy.demo.load.base import Clock, create, set_times, stable_id, sure
from academy.demo.load.cast import PARTICIPANT, home
from academy.demo.load.folk import Folk
from academy.demo.names import people
from academy.demo.seeds import rng
from academy.demo.staff import PHOTO
from academy.demo.texts.marks import MARKS
from academy.demo.texts.reviews import MARKETING_COMMENTS, SAVED_COMMENTS, note, praise, revision
from academy.people.models import User
from cms.models import AssignmentPage, CoursePage
from courses.models import (
    Batch,
    Completion,
    Enrollment,
    Mark,
    Review,
    SavedComment,
    Submission,
    SubmissionState,
    Verdict,
)

# How many hand-ins each batch has, together 300; and which assignment of the photo course.
WANTED = {1: (60, "first"), 2: (150, "final"), 3: (90, "first")}


@dataclass(frozen=True, slots=True)
class Story:
    """A person's tries at one assignment: the verdict on each, None while it waits."""

    enrollment: Enrollment
    number: int
    assignment: AssignmentPage
    day: float
    verdicts: tuple[str | None, ...]


type Row = tuple[Submission, Story, int]  # with the number of the try


def load_hand_ins(
    clock: Clock,
    folk: Folk,
    batch: Batch,
    reached: list[tuple[Enrollment, AssignmentPage, float]],
    numbers: dict[int, int],
) -> list[tuple[Submission, int]]:
    """Write the hand-ins of `batch` by those who came to the assignment, with their reviews.

    `reached` are enrollment, assignment and day; `numbers` person numbers by enrollment id.
    Returns the hand-ins, still without their photos, each with its person's number.
    """
    course = CoursePage.objects.get(slug=PHOTO)
    stories = list(_stories(batch, reached, numbers))
    reviewers = [folk.workers[name] for name in ("pemateri", "pemateri.cahaya", "pemateri.sunting")]
    rows: list[Row] = [
        (_submission(clock, course, story, tries), story, tries)
        for story in stories
        for tries in range(1, len(story.verdicts) + 1)
    ]
    create(submission for submission, _, _ in rows)
    set_times(
        Submission,
        "created_at",
        [(sure(s.submitted_at) - timedelta(minutes=40), s.pk) for s, _, _ in rows],
    )
    _write_reviews(clock, rows, reviewers)
    return [(submission, story.number) for submission, story, _ in rows]


def _stories(batch: Batch, reached: list, numbers: dict[int, int]) -> Iterator[Story]:
    wanted, which = WANTED[batch.number]
    chance = rng("hand-ins", batch.number)
    photo_course = CoursePage.objects.get(slug=PHOTO)
    candidates = [
        (enrollment, page, day)
        for enrollment, page, day in reached
        if page.path.startswith(photo_course.path) and page.is_final == (which == "final")
    ]
    # The participant of the printed sign-in comes first, so that there is always a story.
    candidates.sort(key=lambda item: (numbers[item[0].pk] != PARTICIPANT, item[2], item[0].pk))
    left = wanted
    for enrollment, page, day in candidates:
        number = numbers[enrollment.pk]
        verdicts = _verdicts(chance, batch, number)[:left]
        if not left:
            return
        left -= len(verdicts)
        yield Story(enrollment, number, page, day, verdicts)


def _verdicts(chance: Random, batch: Batch, number: int) -> tuple[str | None, ...]:
    accepted, again = Verdict.ACCEPTED, Verdict.REVISION
    if number == PARTICIPANT:
        return (again,)
    luck = chance.random()
    if batch.number == 1:
        return (accepted,) if luck < 0.7 else (again, accepted)
    if batch.number == 2:
        return (
            (accepted,)
            if luck < 0.45
            else (again, accepted)
            if luck < 0.78
            else (None,)
            if luck < 0.92
            else (again,)
        )
    return (
        (accepted,)
        if luck < 0.3
        else (again, accepted)
        if luck < 0.45
        else (again, None)
        if luck < 0.55
        else (None,)
        if luck < 0.85
        else (again,)
    )


def _submission(clock: Clock, course: CoursePage, story: Story, tries: int) -> Submission:
    verdict = story.verdicts[tries - 1]
    at = _handed_in_at(clock, story, tries)
    key = ("submission", story.enrollment.public_id, story.assignment.activity_id, tries)
    return Submission(
        public_id=stable_id(*key),
        enrollment=story.enrollment,
        assignment=story.assignment,
        course=course,
        number=tries,
        state=SubmissionState(verdict) if verdict else SubmissionState.SUBMITTED,
        note=note(rng(*key), home(people()[story.number]).product, second=tries > 1),
        submitted_at=at,
        happened_at=at - timedelta(seconds=40),
    )


def _handed_in_at(clock: Clock, story: Story, tries: int) -> datetime:
    chance = rng("handed in", story.enrollment.public_id, tries)
    day = story.day + 0.4 + 2.6 * (tries - 1)
    if story.verdicts[tries - 1] is None:
        # What still waits was sent in these last days, not weeks ago.
        day = max(day, -chance.uniform(0.1, 3.5))
    elif tries < len(story.verdicts) and story.verdicts[-1] is None:
        day = min(day, -4.5)
    return clock.past(
        clock.at(min(day, -0.3 - 0.9 * (len(story.verdicts) - tries)), 0, chance.randrange(60))
    )


def _write_reviews(clock: Clock, rows: list[Row], reviewers: list[User]) -> None:
    reviews, marks, completions = [], [], []
    previous = ""
    for submission, story, tries in rows:
        verdict = story.verdicts[tries - 1]
        if verdict is None:
            continue
        chance = rng("review", submission.public_id)
        person = people()[story.number]
        name, product = person.full_name.split()[0], home(person).product
        is_accepted = verdict == Verdict.ACCEPTED
        previous = (praise if is_accepted else revision)(chance, name, product, previous)
        scores = scores_of(chance, story.assignment, 0.86 if is_accepted else 0.58)
        mark = Decimal(sum(score["points"] for score in scores))
        reviewer = reviewers[0] if chance.random() < 0.5 else chance.choice(reviewers)
        at = clock.past(sure(submission.submitted_at) + timedelta(hours=chance.randint(3, 30)))
        reviews.append(
            Review(
                submission=submission,
                reviewer=reviewer,
                public_id=stable_id("review", submission.public_id),
                verdict=verdict,
                mark=mark if is_accepted else None,
                scores=scores,
                feedback=previous,
                pins=_pins(submission, story.number, tries),
                reviewed_at=at,
            )
        )
        if is_accepted:
            owner = {"enrollment": submission.enrollment, "activity": story.assignment}
            marks.append(Mark(**owner, value=mark, given_by=reviewer, given_at=at))
            completions.append(Completion(**owner, received_at=at))
    create(reviews)
    create(marks)
    create(completions)


def _pins(submission: Submission, number: int, tries: int) -> list[dict]:
    """What was said at places of somebody's first photos, before they were made again."""
    is_weak = tries == 1 and submission.state == SubmissionState.REVISION
    return [
        {
            "file": str(stable_id("photo", submission.public_id, photo)),
            "x": x,
            "y": y,
            "r": r,
            "text": text,
        }
        for photo, x, y, r, text in (MARKS.get(number, ()) if is_weak else ())
    ]


def scores_of(chance: Random, assignment: AssignmentPage, level: float) -> list[dict]:
    """Return what a trainer gives for a work about as good as `level`, a share of all points."""
    found = []
    for criterion in assignment.criteria.order_by("sort_order"):
        share = min(1.0, max(0.3, chance.gauss(level, 0.09)))
        score = {
            "criterion": criterion.pk,
            "title": criterion.title,
            "points": round(criterion.points * share),
            "of": criterion.points,
        }
        levels = list(criterion.levels.all())
        if levels:
            near = min(levels, key=lambda one: abs(one.points - score["points"]))
            score["points"] = near.points
            score["level"] = {"key": near.pk, "title": near.title, "words": near.words}
        found.append(score)
    return found


def load_saved_comments(folk: Folk) -> None:
    """Twelve sentences for each trainer, of the course that the trainer teaches."""
    rows = []
    for user in folk.of_role("trainer"):
        texts = (
            SAVED_COMMENTS
            if user.username in ("pemateri", "pemateri.cahaya", "pemateri.sunting")
            else MARKETING_COMMENTS
        )
        rows += [
            SavedComment(public_id=stable_id("comment", user.username, text), owner=user, text=text)
            for text in texts
        ]
    create(rows)
