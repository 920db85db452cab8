"""A round in which two trainers marked the same five hand-ins, and what they agreed on."""

from datetime import timedelta
from decimal import Decimal

from academy.demo.load.base import Clock, create, stable_id, sure
from academy.demo.load.folk import Folk
from academy.demo.load.handins import scores_of
from academy.demo.seeds import rng
from academy.demo.texts.sharing import AGREED, WHY
from courses.assignments.queries.work import rubric_of, wording_of
from courses.calibration.rules import Candidate, proposed
from courses.models import (
    CalibrationMark,
    CalibrationPart,
    CalibrationRound,
    CalibrationWork,
    Submission,
    SubmissionState,
)

# How good a work is to each: the second one is stricter.
TRAINERS = {"pemateri": 0.86, "pemateri.cahaya": 0.74}


def load_calibration(clock: Clock, folk: Folk, handed_in: list[tuple[Submission, int]]) -> None:
    """Let the academy propose of what was accepted, as it does; both have finished."""
    accepted = [one for one, _number in handed_in if one.state == SubmissionState.ACCEPTED]
    accepted.sort(key=lambda one: (sure(one.submitted_at), one.public_id))
    keys = proposed([Candidate(one.pk, one.enrollment.pesantren_id) for one in accepted])
    chosen = [one for one in accepted if one.pk in keys]
    first = chosen[0]
    begun = clock.past(max(sure(one.submitted_at) for one in chosen) + timedelta(hours=5))
    round = CalibrationRound(
        public_id=stable_id("calibration", first.public_id),
        batch=first.enrollment.batch,
        assignment=first.assignment,
        course=first.course,
        rubric=wording_of(rubric_of(first.assignment)),
        work_count=len(chosen),
        started_by=folk.workers["pemateri"],
        started_at=begun,
        agreed=AGREED,
    )
    create([round])
    works = [
        CalibrationWork(
            round=round, submission=one, number=number, handed_in_at=sure(one.submitted_at)
        )
        for number, one in enumerate(chosen, start=1)
    ]
    parts = [
        CalibrationPart(
            round=round,
            trainer=folk.workers[name],
            finished_at=clock.past(begun + timedelta(hours=2 + hours)),
        )
        for hours, name in enumerate(TRAINERS)
    ]
    create(works)
    create(parts)
    create(
        _mark(work, part, level)
        for work in works
        for part, level in zip(parts, TRAINERS.values(), strict=True)
    )


def _mark(work: CalibrationWork, part: CalibrationPart, level: float) -> CalibrationMark:
    chance = rng("calibration", work.submission.public_id, part.trainer.username)
    scores = scores_of(chance, work.submission.assignment, level)
    return CalibrationMark(
        work=work,
        part=part,
        scores=scores,
        mark=Decimal(sum(score["points"] for score in scores)),
        words=chance.choice(WHY),
        kept_at=sure(part.finished_at),
    )
