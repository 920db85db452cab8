"""What a coordinator decides: verify, accept, reserve, decline, and take it back.

Nobody decides about the own application: each of these raises OwnApplication. Given the
state that the page `shown`, each but `unverify` raises DecidedMeanwhile where it is another now.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from academy.core import audit, states
from academy.core.errors import InvalidTransition
from academy.notify.actions import notify
from academy.notify.models import Notice
from academy.people.models import MembershipRole, Pesantren, User
from academy.people.registry.actions.memberships import add_membership
from courses.acts import locks
from courses.admission.actions import errors, reserve
from courses.admission.queries import links
from courses.enrollment.actions import seats
from courses.models import Application, ApplicationState, Batch, Enrollment, Reason
from courses.models.notices import ApplicationNotice
from courses.models.seats.application import OPEN_STATES
from courses.models.verbs import CourseVerb

TOLD = {
    ApplicationState.ACCEPTED: ApplicationNotice.ACCEPTED,
    ApplicationState.RESERVE: ApplicationNotice.RESERVE,
    ApplicationState.DECLINED: ApplicationNotice.DECLINED,
}


def _locked(
    application: Application, by: User, shown: str = "", wanted: str = ""
) -> tuple[Batch, Application]:
    """Return batch and application under lock.

    `shown` is the state that the page showed on which `wanted` was decided. Raises
    OwnApplication, for everything that is decided here, and DecidedMeanwhile.
    """
    if application.user_id == by.pk:
        raise errors.OwnApplication
    batch, application = locks.batch_and_application(application)
    if shown and application.state not in {shown, wanted}:
        raise errors.DecidedMeanwhile(application)
    return batch, application


def _decide(
    application: Application, state: ApplicationState, *, by: User, reason: str, **more: Any
) -> None:
    """Move the application, close the gap it leaves on the reserve list, tell the person."""
    position = application.reserve_position
    changes: dict[str, Any] = {
        "decided_at": timezone.now(),
        "decided_by": by,
        "decided_from": application.state,
        "decided_from_place": position,
        "reserve_position": None,
        **more,
    }
    # Each decision keeps its reason, for the history; the application has the one that holds.
    why = Reason.objects.keep(reason, person=application.user)
    states.move(application, state, by=by, reason=why, **changes)
    if application.reason != reason:
        application.reason = reason
        application.save(update_fields=["reason"])
    if changes["reserve_position"] is None:
        reserve.close_gap(application.batch, position)
    if state in TOLD:
        notify(
            application.user,
            TOLD[state],
            key=_notice_key(application, state),
            params=links.notice_params(
                application, reason=reason, position=application.reserve_position
            ),
            url=links.status_path(application),
        )


def _refuse_unverified(application: Application) -> None:
    if application.state == ApplicationState.SUBMITTED:
        raise errors.NotVerified


def _notice_key(application: Application, state: str) -> str:
    return f"application:{application.pk}:{state}"


def verify(*, application: Application, by: User, shown: str = "") -> Application:
    """Note that answers and papers were checked. Done twice it is once.

    Raises InvalidTransition for one that was not sent or is decided already.
    """
    with transaction.atomic():
        _batch, application = _locked(application, by, shown, ApplicationState.VERIFIED)
        if application.state == ApplicationState.VERIFIED:
            return application
        # The table knows more ways to "verified": they are `undo`, which tidies up as well.
        if application.state != ApplicationState.SUBMITTED:
            raise InvalidTransition
        _decide(application, ApplicationState.VERIFIED, by=by, reason="")
    return application


def unverify(*, application: Application, by: User) -> Application:
    """Take the checking back. Done twice it is once. Raises InvalidTransition."""
    with transaction.atomic():
        _batch, application = _locked(application, by)
        if application.state == ApplicationState.SUBMITTED:
            return application
        if application.state != ApplicationState.VERIFIED:
            raise InvalidTransition
        _decide(application, ApplicationState.SUBMITTED, by=by, reason="")
    return application


def set_score(*, application: Application, by: User, score: int | None) -> Application:
    """Keep the score, 0 to 100, by which the seats are given; None takes it away."""
    with transaction.atomic():
        _batch, application = _locked(application, by)
        before, application.score = application.score, score
        application.save(update_fields=["score"])
        audit.record(CourseVerb.SCORED, application, by=by, before=before, after=score)
    return application


def set_pesantren(*, application: Application, by: User, pesantren: Pesantren) -> Application:
    """Say which pesantren of the list the applicant meant."""
    with transaction.atomic():
        _batch, application = _locked(application, by)
        application.pesantren = pesantren
        application.save(update_fields=["pesantren"])
        audit.record(CourseVerb.PESANTREN_SET, application, by=by, pesantren=pesantren.pk)
    return application


def accept(*, application: Application, by: User, shown: str = "") -> Enrollment:
    """Give the applicant a seat and tell the person. Accepted twice it is one seat.

    Atomic under parallel calls: the batch's row is locked while seats are counted. Who
    leaves the reserve list lets the others move up. Raises BatchFull, BatchEnded, HadSeat,
    SeatedElsewhere, NotVerified, PillarMissing or InvalidTransition; nothing is changed then.
    """
    with transaction.atomic():
        batch, application = _locked(application, by, shown, ApplicationState.ACCEPTED)
        if application.state == ApplicationState.ACCEPTED:
            return Enrollment.objects.get(application=application)
        _refuse_unverified(application)
        if not application.pillar:
            raise errors.PillarMissing
        _decide(application, ApplicationState.ACCEPTED, by=by, reason="")
        enrollment = seats.take(
            batch=batch,
            user=application.user,
            pillar=application.pillar,
            pesantren=application.pesantren,
            application=application,
            by=by,
        )
        _note_membership(application, by=by)
    return enrollment


def _note_membership(application: Application, *, by: User) -> None:
    """Note where the person belongs. Companions are named by the academy, never by applying."""
    role = application.membership_role
    if application.pesantren and role and role != MembershipRole.COMPANION:
        add_membership(
            user=application.user, pesantren=application.pesantren, role=MembershipRole(role), by=by
        )


def put_on_reserve(
    *, application: Application, by: User, reason: str = "", shown: str = ""
) -> Application:
    """Give the applicant the next place on the reserve list. Done twice it is one place.

    Raises NotVerified, SeatedElsewhere or InvalidTransition.
    """
    with transaction.atomic():
        batch, application = _locked(application, by, shown, ApplicationState.RESERVE)
        _refuse_unverified(application)
        if application.state != ApplicationState.RESERVE:
            seats.refuse_seated(user=application.user, program_id=application.program_id)
            _decide(
                application,
                ApplicationState.RESERVE,
                by=by,
                reason=reason,
                reserve_position=reserve.next_position(batch),
            )
    return application


def decline(*, application: Application, by: User, reason: str, shown: str = "") -> Application:
    """Say no, with the reason that the applicant reads. Raises ReasonMissing, InvalidTransition."""
    if not reason.strip():
        raise errors.ReasonMissing
    with transaction.atomic():
        _batch, application = _locked(application, by, shown, ApplicationState.DECLINED)
        if shown and application.state != shown and application.reason != reason.strip():
            # Declined already, but in other words: those the applicant has read.
            raise errors.DecidedMeanwhile(application)
        if application.state != ApplicationState.DECLINED:
            _decide(application, ApplicationState.DECLINED, by=by, reason=reason.strip())
    return application


def undo(*, application: Application, by: User, shown: str = "") -> Application:
    """Take the last decision back: the application waits again as it did before.

    The notice of the decision goes too, and who was on the reserve list has the old place.
    Raises HasBegun once somebody who was accepted has been seen, AppliedAgain where the person
    has an open application since, SeatedElsewhere where the person has another seat in the
    program since, InvalidTransition where there is no decision to take back.
    """
    with transaction.atomic():
        enrollment = _locked_enrollment(application)
        _batch, application = _locked(application, by, shown)
        state = application.state
        if state == ApplicationState.VERIFIED:
            return unverify(application=application, by=by)
        # Sent twice, the second finds no decision; the table alone would let it verify.
        if state not in TOLD:
            raise InvalidTransition
        if enrollment is not None:
            _give_seat_back(application, enrollment, by=by)
        _put_back(application, by=by)
        Notice.objects.filter(user=application.user, key=_notice_key(application, state)).delete()
    return application


def _put_back(application: Application, *, by: User) -> None:
    """Move a decided application to where it was, on the reserve list to its old place."""
    open_ones = Application.objects.filter(
        user=application.user_id, program=application.program_id, state__in=OPEN_STATES
    )
    if open_ones.exclude(pk=application.pk).exists():
        raise errors.AppliedAgain
    if application.state != ApplicationState.RESERVE:
        # Who learns elsewhere waits for nothing here; off the reserve list leads the way.
        seats.refuse_seated(user=application.user, program_id=application.program_id)
    state, more = _before(application), {}
    if state == ApplicationState.RESERVE:
        more["reserve_position"] = reserve.open_gap(
            application.batch, application.decided_from_place
        )
    try:
        _decide(application, state, by=by, reason="", **more)
    except IntegrityError as error:
        # At this very moment.
        raise errors.AppliedAgain from error


def _before(application: Application) -> ApplicationState:
    """Return what the decision found, where one goes back there; otherwise "verified"."""
    found = application.decided_from
    if application.state == ApplicationState.RESERVE:
        return ApplicationState.VERIFIED
    if found == ApplicationState.RESERVE:
        return ApplicationState.RESERVE
    was_declined = application.state == ApplicationState.DECLINED
    if was_declined and found == ApplicationState.SUBMITTED:
        return ApplicationState.SUBMITTED
    return ApplicationState.VERIFIED


def _locked_enrollment(application: Application) -> Enrollment | None:
    """Return the seat that `application` was given, locked after its batch."""
    locks.batch(application.batch_id)
    enrollment = Enrollment.objects.filter(application=application).first()
    return enrollment and locks.enrollment(enrollment)


def _give_seat_back(application: Application, enrollment: Enrollment, *, by: User) -> None:
    if enrollment.batch_id != application.batch_id:
        raise locks.SeatMoved
    if enrollment.first_seen_at is not None:
        raise errors.HasBegun
    audit.record(
        CourseVerb.SEAT_TAKEN_BACK,
        application,
        by=by,
        batch=enrollment.batch_id,
        enrollment=enrollment.pk,
    )
    try:
        enrollment.delete()
    except ProtectedError as error:
        # Marks, hand-ins or attendance stand on it.
        raise errors.HasBegun from error
