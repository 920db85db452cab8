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
from courses.models import CorrectedField, Enrollment, PersonCorrection
from courses.models.notices import PersonNotice
from courses.models.verbs import CourseVerb
from courses.workspace.queries import corrections


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
        if any(before[name] != shown[name] for name in changes):
            raise ChangedMeanwhile
        wanted = {name: value for name, value in changes.items() if before[name] != value}
        if not wanted:
            raise NothingChanged
        _write(enrollment, wanted, by)
        return _keep(enrollment, before, wanted, by, reason)


_OF_THE_ACCOUNT = {CorrectedField.NAME, CorrectedField.PHONE, CorrectedField.BIRTH}


def _write(enrollment: Enrollment, wanted: dict[str, Any], by: User) -> None:
    profile = {str(name): value for name, value in wanted.items() if name in _OF_THE_ACCOUNT}
    if profile:
        update_profile(user=enrollment.user, by=by, **profile)
    if CorrectedField.PESANTREN in wanted:
        _move_to(enrollment, wanted[CorrectedField.PESANTREN], by)


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
    enrollment: Enrollment, before: dict[str, Any], wanted: dict[str, Any], by: User, reason: str
) -> PersonCorrection:
    person = enrollment.user
    after = corrections.values_of(enrollment)
    made = PersonCorrection.objects.create(
        person=person,
        enrollment=enrollment,
        changes={
            str(name): [corrections.as_text(before[name]), corrections.as_text(after[name])]
            for name in wanted
        },
        reason=reason,
        corrected_by=by,
        corrected_at=timezone.now(),
    )
    fields = sorted(str(name) for name in wanted)
    audit.record(CourseVerb.PERSON_CORRECTED, enrollment, by=by, correction=made.pk, fields=fields)
    with translation.override(person.language):
        in_words = ", ".join(str(CorrectedField(name).label) for name in fields)
    notify(
        person,
        PersonNotice.CORRECTED,
        key=f"person-correction-{made.pk}",
        params={"fields": in_words, "reason": reason},
    )
    return made
