"""The privacy notice, and consent to one version of it, given and withdrawn (UU 27/2022)."""

import re
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.core import audit, jobs
from academy.core.text.typed import clean_typed
from academy.people import locks
from academy.people.ages import is_minor
from academy.people.errors import (
    ConsentNeedsAdult,
    GiverUnnamed,
    NoPrivacyNotice,
    NoticeChanged,
    NoticeUnfinished,
)
from academy.people.models import Consent, ConsentGiver, PrivacyNotice, User
from academy.people.models.verbs import PeopleVerb

# Kinds of jobs: people know no batches, so who has to be told is found above.
_TOLD_OF_WITHDRAWALS: list[str] = []


def tell_of_withdrawals(kind: str) -> None:
    """Let a job of `kind` run after each withdrawal, with `person` and `withdrawal` (ids)."""
    _TOLD_OF_WITHDRAWALS.append(kind)


# What an academy begins with: the law's duties in order, with gaps to fill in.
_FIRST_TEXT = Path(__file__).with_name("first_notice.id.md")
_GAP = re.compile(r"\[[^\]\n]+\](?!\()")


def first_text() -> str:
    """Return the text that a first notice begins with; what is in square brackets is a gap."""
    return _FIRST_TEXT.read_text(encoding="utf-8")


def draft() -> PrivacyNotice | None:
    """Return the draft of the next version, if there is one."""
    return PrivacyNotice.objects.filter(published_at__isnull=True).first()


def keep_draft(*, text: str, by: User) -> PrivacyNotice:
    """Keep `text` as the draft of the version that follows the last one published."""
    with transaction.atomic():
        # Whoever publishes the draft at this moment ends first: this is then the next version.
        notices = PrivacyNotice.objects.select_for_update().order_by("version")
        last = max((one.version for one in notices if one.published_at is not None), default=0)
        notice, is_new = PrivacyNotice.objects.update_or_create(
            version=last + 1, published_at=None, defaults={"text": text}
        )
        verb = PeopleVerb.CREATED if is_new else PeopleVerb.CHANGED
        audit.record(verb, notice, by=by, version=notice.version)
    return notice


def publish(*, notice: PrivacyNotice, by: User) -> PrivacyNotice:
    """Put `notice` in force; published twice is published once.

    It cannot be changed afterwards: nobody publishes what they have not seen. Raises
    NoticeChanged where its text is another by now, and NoticeUnfinished while something in
    square brackets stands in it.
    """
    shown = notice.text
    with transaction.atomic():
        notice = PrivacyNotice.objects.select_for_update().get(pk=notice.pk)
        if notice.published_at is not None:
            return notice
        if notice.text != shown:
            raise NoticeChanged
        if gaps := _GAP.findall(notice.text):
            raise NoticeUnfinished(
                _("This is still to be filled in: %(gap)s. Replace it, brackets and all.")
                % {"gap": gaps[0]}
            )
        notice.published_at = timezone.now()
        notice.save(update_fields=["published_at"])
        audit.record(PeopleVerb.PUBLISHED, notice, by=by, version=notice.version)
    return notice


def shown_notice(version: str) -> PrivacyNotice:
    """Return the notice in force, where it is the one with the `version` that a page showed.

    Raises NoPrivacyNotice, or NoticeChanged: nobody agrees to what they have not read.
    """
    notice = PrivacyNotice.current()
    if notice is None:
        raise NoPrivacyNotice
    if version != str(notice.version):
        raise NoticeChanged
    return notice


def give_consent(
    *,
    user: User,
    giver: ConsentGiver,
    by: User | None,
    giver_name: str = "",
    notice: PrivacyNotice | None = None,
) -> Consent:
    """Note that `giver` agreed, for `user`, to `notice` (the current one if not given).

    Given twice for one version it is one consent. Raises NoPrivacyNotice,
    ConsentNeedsAdult (a person under 18 does not give it alone) or GiverUnnamed.
    """
    notice = notice or PrivacyNotice.current()
    if notice is None:
        raise NoPrivacyNotice
    if giver == ConsentGiver.SELF and is_minor(user):
        raise ConsentNeedsAdult
    giver_name = "" if giver == ConsentGiver.SELF else clean_typed(giver_name)
    if giver != ConsentGiver.SELF and not giver_name:
        raise GiverUnnamed
    with transaction.atomic():
        locks.account(user)
        consent, created = Consent.objects.get_or_create(
            user=user,
            notice=notice,
            withdrawn_at=None,
            defaults={
                "giver": giver,
                "giver_name": giver_name,
                "recorded_by": by,
                "given_at": timezone.now(),
            },
        )
        if created:
            audit.record(
                PeopleVerb.CONSENT_GIVEN, user, by=by, version=notice.version, giver=str(giver)
            )
    return consent


def withdraw_consent(*, user: User, by: User) -> int:
    """Withdraw every consent of `user` that is in force; return how many.

    What was done under them stays lawful and recorded; withdrawn twice changes nothing. Those
    who run the person's batches are told after the commit.
    """
    with transaction.atomic():
        locks.account(user)
        valid = Consent.objects.filter(user=user, withdrawn_at=None).select_related("notice")
        versions = [consent.notice.version for consent in valid]
        valid.update(withdrawn_at=timezone.now())
        if versions:
            entry = audit.record(PeopleVerb.CONSENT_WITHDRAWN, user, by=by, versions=versions)
            for kind in _TOLD_OF_WITHDRAWALS:
                jobs.enqueue(kind, {"person": user.pk, "withdrawal": entry.pk}, by=None)
    return len(versions)
