"""A person's name, phone, birth date or pesantren is set right by those who run the batch."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.notify.actions import notify
from academy.people.accounts.actions.accounts import update_profile
from academy.people.locks import account as locked_account
from academy.people.models import Membership, MembershipRole, Pesantren, User
from academy.people.registry.actions.memberships import add_membership, end_membership
from courses.acts import locks
from courses.acts.reasons import reason_of
from courses.admission.actions.deciding import set_pesantren
from courses.models import Application, CorrectedField, Enrollment, PersonCorrection
from courses.models.notices import PersonNotice
from courses.models.verbs import CourseVerb
from courses.workspace.queries.people import corrections


class NotYours(Refused):
    message = _(
        "Your own data, and those of people who work here, are changed by their owner, in Profile."
    )


class NothingChanged(Refused):
    message = _("This is what stands there already.")


class ChangedMeanwhile(Refused):
    message = _("Somebody else has changed this person meanwhile. Look again, then correct it.")


def correct_person(
    *,
    enrollment: Enrollment,
    by: User,
    changes: Mapping[str, Any],
    shown: Mapping[str, Any],
    reason: str,
) -> PersonCorrection:
    """Set right what `changes` says, by `CorrectedField`, and tell the person.

    `shown` is what the page showed of the same fields. The pesantren is that of this seat, of
    its application and of the membership behind it. Raises NotYours, WhyMissing,
    NothingChanged, ChangedMeanwhile, NameUnusable or PhoneInvalid; nothing is changed then.
    """
    if not by.has_perm("courses.correct_person", enrollment):
        raise NotYours
    reason = reason_of(reason)
    with transaction.atomic():
        # Who was moved here has applied for another batch: both are locked, in their order.
        asked = enrollment.application
        asked_in = enrollment.batch_id if asked is None else asked.batch_id
        _batch, enrollment = locks.batches_and_enrollment(enrollment, asked_in)
        # After the seat, as everywhere; nobody changes the profile meanwhile.
        enrollment.user = locked_account(enrollment.user)
        before = corrections.values_of(enrollment)
        wanted = _wanted(before, changes, shown)
        _write(enrollment.user, wanted, by)
        if CorrectedField.PESANTREN in wanted:
            _move_to(enrollment, wanted[CorrectedField.PESANTREN], by)
        return _keep(enrollment, before, wanted, by, reason)


def correct_applicant(
    *,
    application: Application,
    by: User,
    changes: Mapping[str, Any],
    shown: Mapping[str, Any],
    reason: str,
) -> PersonCorrection:
    """Set right the account of who has applied, as `correct_person` does; it may have no seat."""
    if not by.has_perm("courses.correct_person", application):
        raise NotYours
    reason = reason_of(reason)
    with transaction.atomic():
        application = locks.application(application)
        if not by.has_perm("courses.correct_person", application):
            raise ChangedMeanwhile
        application.user = locked_account(application.user)
        before = corrections.values_of(application)
        wanted = _wanted(before, changes, shown)
        _write(application.user, wanted, by)
        return _keep(application, before, wanted, by, reason)


def _wanted(
    before: Mapping[str, Any], changes: Mapping[str, Any], shown: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what of `changes` is none yet. Raises ChangedMeanwhile or NothingChanged."""
    if any(before[name] != shown[name] for name in changes):
        raise ChangedMeanwhile
    wanted = {name: value for name, value in changes.items() if before[name] != value}
    if not wanted:
        raise NothingChanged
    return wanted


_OF_THE_ACCOUNT = {CorrectedField.NAME, CorrectedField.PHONE, CorrectedField.BIRTH}


def _write(person: User, wanted: dict[str, Any], by: User) -> None:
    profile = {str(name): value for name, value in wanted.items() if name in _OF_THE_ACCOUNT}
    if profile:
        update_profile(user=person, by=by, **profile)


def _move_to(enrollment: Enrollment, pesantren: Pesantren, by: User) -> None:
    before, enrollment.pesantren = enrollment.pesantren, pesantren
    enrollment.save(update_fields=["pesantren"])
    application = enrollment.application
    if application is not None and application.pesantren_id == (before and before.pk):
        set_pesantren(application=application, by=by, pesantren=pesantren)
    # Companions are named by the academy, and stay.
    wrong = Membership.objects.filter(
        user=enrollment.user, pesantren=before, ended_on__isnull=True
    ).exclude(role=MembershipRole.COMPANION)
    if before is None and application is not None and application.membership_role:
        role = MembershipRole(application.membership_role)
        add_membership(user=enrollment.user, pesantren=pesantren, role=role, by=by)
    for membership in wrong:
        add_membership(
            user=enrollment.user,
            pesantren=pesantren,
            role=MembershipRole(membership.role),
            started_on=membership.started_on,
            by=by,
        )
        end_membership(membership=membership, by=by)


def _keep(
    way: corrections.Way, before: dict[str, Any], wanted: dict[str, Any], by: User, reason: str
) -> PersonCorrection:
    person = way.user
    after = corrections.values_of(way)
    made = PersonCorrection.objects.create(
        person=person,
        enrollment=way if isinstance(way, Enrollment) else None,
        changes={
            str(name): [corrections.as_text(before[name]), corrections.as_text(after[name])]
            for name in wanted
        },
        reason=reason,
        corrected_by=by,
        corrected_at=timezone.now(),
    )
    fields = sorted(str(name) for name in wanted)
    audit.record(CourseVerb.PERSON_CORRECTED, way, by=by, correction=made.pk, fields=fields)
    with translation.override(person.language):
        in_words = ", ".join(str(CorrectedField(name).label) for name in fields)
    notify(
        person,
        PersonNotice.CORRECTED,
        key=f"person-correction-{made.pk}",
        params={"fields": in_words, "reason": reason},
    )
    return made
