"""A mark that was found wrong is set right, with a reason that everybody concerned reads."""

from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.core.jobs import enqueue
from academy.notify.actions import notify
from academy.people.models import User
from academy.web import formats
from cms.models import ActivityPage, Question, QuizPage
from courses.acts import locks
from courses.acts.reasons import reason_of
from courses.completion import actions as completion
from courses.learning.actions import complete
from courses.marks import queries
from courses.models import (
    AttemptAnswer,
    Enrollment,
    Mark,
    MarkCorrection,
    QuizAttempt,
    RemarkedAnswer,
    Remarking,
)
from courses.models.notices import MarkNotice
from courses.models.verbs import CourseVerb
from courses.quizzes.actions.counting import count_attempt
from courses.quizzes.queries.attempts import pictures_of, revealed_of, tries


class OwnMark(Refused):
    message = _("This is your own mark. Somebody else who teaches or runs the batch corrects it.")


class NothingToCorrect(Refused):
    message = _("There is no work here yet whose mark could be corrected.")


class SameMark(Refused):
    about = "mark"
    message = _("This is the mark that stands already.")


class MarkChanged(Refused):
    """Somebody else, or a new attempt, has changed it since the page was opened."""

    def __init__(self, mark: Decimal | None):
        self.mark = mark
        text = _("The mark has changed meanwhile: it is %(mark)s now. Look again, then correct it.")
        super().__init__(text % {"mark": "–" if mark is None else formats.number(mark)})


class TakesBack(Refused):
    """What the person has reached would be taken back; it is asked about first."""

    message = _(
        "With this mark the person no longer meets what the batch asks for, so “passed” is taken "
        "back. If this is right, tick below and send it once more."
    )


def correct(
    *,
    enrollment: Enrollment,
    activity: ActivityPage,
    by: User,
    mark: Decimal,
    reason: str,
    shown: Decimal | None,
    may_take_back: bool = False,
) -> MarkCorrection:
    """Set the mark of a person for `activity` right, and tell the person.

    `shown` is the mark that the page showed. A quiz whose mark is now enough is done; what
    was done stays done. Raises OwnMark, WhyMissing, NothingToCorrect, SameMark, MarkChanged,
    or TakesBack where the rule would be met no more and `may_take_back` was not said; nothing
    is changed then.
    """
    if enrollment.user_id == by.pk:
        raise OwnMark
    reason = reason_of(reason)
    with transaction.atomic():
        enrollment = locks.enrollment(enrollment)
        before = queries.mark_of(enrollment, activity)
        _refuse(enrollment, activity, before, mark, shown)
        now = timezone.now()
        Mark.objects.update_or_create(
            enrollment=enrollment,
            activity=activity,
            defaults={"value": mark, "given_by": by, "given_at": now},
        )
        found = MarkCorrection.objects.create(
            enrollment=enrollment,
            activity=activity,
            before=before,
            after=mark,
            reason=reason,
            corrected_by=by,
            corrected_at=now,
        )
        audit.record(
            CourseVerb.MARK_CORRECTED,
            enrollment,
            by=by,
            activity=activity.pk,
            correction=found.pk,
            before=None if before is None else str(before),
            after=str(mark),
        )
        _recompute(enrollment, activity, found, may_take_back)
        _tell(enrollment, activity, found)
    return found


def _refuse(
    enrollment: Enrollment,
    activity: ActivityPage,
    before: Decimal | None,
    mark: Decimal,
    shown: Decimal | None,
) -> None:
    if before is None and not queries.is_done(enrollment, activity):
        raise NothingToCorrect
    if before != shown:
        raise MarkChanged(before)
    if before == mark:
        raise SameMark


def _recompute(
    enrollment: Enrollment, activity: ActivityPage, found: MarkCorrection, may_take_back: bool
) -> None:
    """What was reached stays, but for what rested on the wrong mark."""
    quiz = QuizPage.objects.filter(pk=activity.pk).first()
    after = found.after or Decimal(0)
    if quiz is not None and after >= quiz.pass_mark:
        complete(enrollment=enrollment, activity=quiz)
    had_met = enrollment.is_eligible
    is_lower = found.before is not None and after < found.before
    completion.refresh(enrollment, is_correction=is_lower)
    if had_met and not enrollment.is_eligible and not may_take_back:
        raise TakesBack


def _tell(enrollment: Enrollment, activity: ActivityPage, found: MarkCorrection) -> None:
    notify(
        enrollment.user,
        MarkNotice.CORRECTED,
        key=f"mark-correction-{found.pk}",
        params={"title": activity.title, "reason": found.reason}
        | _told(enrollment, activity, found.after),
        url=reverse("courses:marks", args=[enrollment.batch.public_id]),
    )


def _told(enrollment: Enrollment, activity: ActivityPage, mark: Decimal | None) -> dict[str, str]:
    """Return what news of a mark say of it: nothing while its quiz does not show it."""
    quiz = QuizPage.objects.filter(pk=activity.pk).first()
    if quiz is not None and not revealed_of(enrollment, quiz, tries(enrollment, quiz)).mark:
        return {}
    return {"mark": str(mark)}


MARK_AGAIN = "courses.mark_again"


class NobodyTouched(Refused):
    message = _("All answers have the key as it is published already. Nothing would change.")


def begin_marking_again(*, question: Question, reason: str, by: User) -> Remarking:
    """Mark all answers to `question` again with its key as published, as a job; keep why.

    Also where nobody's mark rises: a wrong key would be shown for ever. Raises WhyMissing or
    NobodyTouched.
    """
    reason = reason_of(reason)
    touched = [row.answer.pk for row in queries.effect_of(question).touched]
    if not touched:
        raise NobodyTouched
    with transaction.atomic():
        made = Remarking.objects.create(
            bank_id=question.question_id, reason=reason, made_by=by, made_at=timezone.now()
        )
        enqueue(
            MARK_AGAIN,
            {"remarking": made.pk, "answers": touched},
            by=by,
            title=gettext("Mark again: %(question)s") % {"question": question.slug},
            return_url=reverse("courses:mark_again", args=[question.question_id]),
            total=len(touched),
        )
    return made


def mark_again(remarking: Remarking, answer_id: int) -> None:
    """Mark one answer again, keep what was before, and tell whose mark is another one now.

    Twice it is once. A mark never gets less by it. Who gains nothing reads the corrected key too,
    and what is not handed in yet is marked with it then.
    """
    answer = AttemptAnswer.objects.select_related("attempt__enrollment").get(pk=answer_id)
    with transaction.atomic():
        enrollment = locks.enrollment(answer.attempt.enrollment)
        attempt = locks.attempt(answer.attempt)
        question = Question.objects.filter(question_id=remarking.bank_id).first()
        done = RemarkedAnswer.objects.filter(remarking=remarking, answer=answer_id)
        if question is None or done.exists():
            return
        for touched in queries.touched_by(question, [answer_id]):
            if touched.gains:
                _mark_again(remarking, enrollment, attempt, touched)
            elif touched.has_other_key:
                touched.answer.key = touched.key
                touched.answer.save(update_fields=["key"])
            if not touched.is_open:
                attempt.pictures.add(*pictures_of([touched.key["said"]]))


def _mark_again(
    remarking: Remarking, enrollment: Enrollment, attempt: QuizAttempt, touched: queries.Touched
) -> None:
    answer, again = touched.answer, touched.again
    counted = queries.counting_mark(enrollment, attempt.quiz)
    RemarkedAnswer.objects.create(
        remarking=remarking,
        answer=answer,
        key_before=answer.key,
        share_before=answer.share or 0,
        share=again.share,
        mark_before=attempt.mark or 0,
        mark=again.mark,
    )
    answer.key, answer.share = touched.key, again.share
    answer.save(update_fields=["key", "share"])
    attempt.mark = again.mark
    attempt.has_passed = attempt.has_passed or touched.passes
    attempt.save(update_fields=["mark", "has_passed"])
    # Nor by a changed way of counting, which this is not the moment for.
    count_attempt(enrollment, attempt, by=remarking.made_by, may_lower=False)
    completion.refresh(enrollment)
    counts = queries.counting_mark(enrollment, attempt.quiz)
    # Another attempt may be the one that counts.
    if counts != counted:
        notify(
            enrollment.user,
            MarkNotice.CORRECTED,
            key=f"remarking-{remarking.pk}-{attempt.pk}",
            params={"title": attempt.quiz.title, "reason": remarking.reason}
            | _told(enrollment, attempt.quiz, counts),
            url=reverse("courses:marks", args=[enrollment.batch.public_id]),
        )
