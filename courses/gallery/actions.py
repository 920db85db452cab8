"""The way of a work into the gallery, and out of it."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit, states
from academy.core.errors import Refused
from academy.core.text.typed import clean_typed
from academy.notify.actions import notify, outdate
from academy.people.ages import is_minor
from academy.people.errors import ConsentNeedsAdult, GiverUnnamed
from academy.people.models import ConsentGiver, User
from courses.acts import locks
from courses.acts.reasons import reason_of
from courses.gallery.queries import photos_of
from courses.models import (
    GalleryState,
    GalleryWork,
    Reason,
    ShownName,
    Submission,
    SubmissionState,
)
from courses.models.notices import GalleryNotice
from courses.models.seats.enrollment import SEAT_LEFT
from courses.models.verbs import CourseVerb


class NotAccepted(Refused):
    message = _("Only accepted work is shown in the gallery.")


class NothingToShow(Refused):
    message = _("There is no photo in this work, so it cannot be shown in the gallery.")


class AuthorLeft(Refused):
    message = _(
        "This participant has left the batch, so the work is not shown in its gallery any more."
    )


class HiddenNow(Refused):
    message = _(
        "Those who run the batch have hidden this work. Ask them to show it again first, then "
        "propose it."
    )


class CannotBeShown(Refused):
    message = _("This work cannot be shown now, so nothing was changed. Why stands on this page.")


class TakenDownMeanwhile(Refused):
    message = _(
        "Somebody else has taken this work down meanwhile, with the reason that stands on this "
        "page. Yours was not sent."
    )


class WordMissing(Refused):
    about = "word"
    message = _("Write why this work is good: its readers learn from it.")


class ProposedAlready(Refused):
    message = _("This work was proposed for the gallery already. Nothing was changed.")


def propose(*, submission: Submission, word: str, by: User) -> GalleryWork:
    """Ask the author of an accepted work whether it may be shown, with `word`: why it is good.

    The same proposal sent twice is one. What was taken down can be proposed anew. Raises
    NotAccepted, AuthorLeft, NothingToShow, HiddenNow, WordMissing or ProposedAlready.
    """
    word = word.strip()
    if not word:
        raise WordMissing
    with transaction.atomic():
        seat, submission = locks.enrollment_and_submission(submission)
        if submission.state != SubmissionState.ACCEPTED:
            raise NotAccepted
        if seat.state in SEAT_LEFT:
            raise AuthorLeft
        if not photos_of(submission):
            raise NothingToShow
        now, work = timezone.now(), GalleryWork.objects.filter(submission=submission).first()
        if work is not None and work.state != GalleryState.TAKEN_DOWN:
            if (work.word, work.proposed_by_id) == (word, by.pk):
                return work
            raise ProposedAlready
        if work is not None and work.hidden_at is not None:
            raise HiddenNow
        if work is None:
            work = GalleryWork.objects.create(
                submission=submission,
                batch=seat.batch,
                word=word,
                proposed_by=by,
                proposed_at=now,
            )
        else:
            states.move(
                work, GalleryState.PROPOSED, by=by, word=word, proposed_by=by, proposed_at=now,
                batch=seat.batch, answered_at=None, giver="", giver_name="",
            )  # fmt: skip
        audit.record(CourseVerb.GALLERY_PROPOSED, work, by=by, submission=submission.pk)
        notify(
            seat.user,
            GalleryNotice.PROPOSED,
            key=_asked_key(work),
            params={"title": submission.assignment.title},
            url=reverse("courses:gallery_own", args=[work.public_id]),
        )
    return work


def show(
    *,
    work: GalleryWork,
    shown_name: ShownName,
    giver: ConsentGiver = ConsentGiver.SELF,
    giver_name: str = "",
) -> GalleryWork:
    """Let the author's work be seen by the batch, under the name chosen. Done twice it is once.

    Raises ConsentNeedsAdult (who is under 18 does not decide it alone), GiverUnnamed,
    CannotBeShown where it is hidden, accepted no more, or its author has left, or
    InvalidTransition where it was taken down meanwhile.
    """
    giver_name = "" if giver == ConsentGiver.SELF else clean_typed(giver_name)
    if giver != ConsentGiver.SELF and not giver_name:
        raise GiverUnnamed
    said: dict[str, Any] = {
        "shown_name": shown_name,
        "giver": giver,
        "giver_name": giver_name,
        "answered_at": timezone.now(),
    }
    with transaction.atomic():
        author = locks.enrollment(work.submission.enrollment).user
        if giver == ConsentGiver.SELF and is_minor(author):
            raise ConsentNeedsAdult
        work = GalleryWork.objects.select_related("submission__enrollment").get(pk=work.pk)
        if not work.can_be_shown:
            raise CannotBeShown
        if work.state != GalleryState.SHOWN:
            return states.move(work, GalleryState.SHOWN, by=author, **said)
        # Asked again: another name, or after the consent to everything was withdrawn.
        GalleryWork.objects.filter(pk=work.pk).update(**said)
        audit.record(CourseVerb.CHANGED, work, by=author, shown_name=str(shown_name))
    return work


def keep_back(*, work: GalleryWork) -> GalleryWork:
    """Let the author's work be seen by nobody, from now on. Done twice it is once."""
    with transaction.atomic():
        author = locks.enrollment(work.submission.enrollment).user
        work = GalleryWork.objects.get(pk=work.pk)
        if work.state in {GalleryState.PROPOSED, GalleryState.SHOWN}:
            states.move(work, GalleryState.KEPT_BACK, by=author, answered_at=timezone.now())
    return work


def take_down(*, work: GalleryWork, reason: str, by: User) -> GalleryWork:
    """Take a work out of the gallery, or take a proposal back. Sent twice it is once.

    The author reads the reason. Raises WhyMissing, or TakenDownMeanwhile where somebody else has
    done it.
    """
    why = reason_of(reason)
    with transaction.atomic():
        seat = locks.enrollment(work.submission.enrollment)
        joined = GalleryWork.objects.select_related("submission__assignment", "taken_down_reason")
        work = joined.get(pk=work.pk)
        if work.state == GalleryState.TAKEN_DOWN:
            told = work.taken_down_reason
            if work.taken_down_by_id != by.pk or told is None or told.text != why:
                raise TakenDownMeanwhile
            return work
        kept, now = Reason.objects.keep(why, person=seat.user), timezone.now()
        states.move(
            work, GalleryState.TAKEN_DOWN, by=by, reason=kept, taken_down_reason=kept,
            taken_down_by=by, taken_down_at=now,
        )  # fmt: skip
        outdate(seat.user, key=_asked_key(work))
        notify(
            seat.user,
            GalleryNotice.TAKEN_DOWN,
            key=f"gallery-down-{work.pk}-{now.timestamp():.0f}",
            params={"title": work.submission.assignment.title, "reason": why},
            url=reverse("courses:gallery_own", args=[work.public_id]),
        )
    return work


def _asked_key(work: GalleryWork) -> str:
    return f"gallery-{work.pk}-{work.proposed_at.timestamp():.0f}"
