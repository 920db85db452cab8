"""Two accounts of one person become one, with everything in both."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit, states
from academy.core.errors import Refused
from academy.notify.actions import notify
from academy.people.accounts.actions.merging import merge_accounts
from academy.people.errors import AccountErased, AccountMerged
from academy.people.locks import accounts as locked_accounts
from academy.people.models import User
from courses.acts import locks
from courses.acts.reasons import reason_of
from courses.models import ApplicationState, PersonMerge
from courses.models.notices import PersonNotice
from courses.models.verbs import CourseVerb
from courses.workspace.queries.people import merging


class NotMergeable(Refused):
    message = _(
        "Your own account, and those of people who work here, are not merged. Nor are accounts "
        "with a seat or an application in a batch that you do not run: a program manager can "
        "do that."
    )


class OneAccount(Refused):
    message = _("This is one account, not two.")


class Clash(Refused):
    """Both have what a person has once; what to do first is the message."""


def merge_people(*, kept: User, gone: User, by: User, reason: str) -> PersonMerge:
    """Give `kept` all that `gone` has, close `gone`, and tell the person. Nothing takes it back.

    Seats go with the work, the marks and the certificates in them. A seat that `gone` has left,
    in a batch where `kept` has one, stays with the closed account. Drafts of applications that
    are too many are withdrawn.

    Raises OneAccount, WhyMissing, NotMergeable, SeatMoved, AccountErased, AccountMerged or
    Clash; nothing is changed then.
    """
    if kept.pk == gone.pk:
        raise OneAccount
    reason = reason_of(reason)
    with transaction.atomic():
        locks.all_of([kept, gone])
        now = locked_accounts(kept, gone)
        kept, gone = now[kept.pk], now[gone.pk]
        _refuse(kept, gone, by)
        for draft in merging.drafts_ending(kept=kept, gone=gone):
            states.move(draft, ApplicationState.WITHDRAWN, by=by)
        merged = merge_accounts(gone=gone, kept=kept, by=by)
        made = PersonMerge.objects.create(
            person=kept,
            account=gone,
            reason=reason,
            merged_by=by,
            merged_at=timezone.now(),
            rows=merged.rows,
            left=merged.left,
        )
        audit.record(CourseVerb.PERSON_MERGED, made, by=by, kept=kept.pk, gone=gone.pk)
        notify(
            kept,
            PersonNotice.MERGED,
            key=f"person-merge-{made.pk}",
            params={"account": gone.username, "username": kept.username, "reason": reason},
        )
    return made


def _refuse(kept: User, gone: User, by: User) -> None:
    people = (kept, gone)
    if any(person.erased_at is not None for person in people):
        raise AccountErased
    if any(person.merged_into_id is not None for person in people):
        raise AccountMerged
    is_own = by.pk in {kept.pk, gone.pk}
    if is_own or not all(by.has_perm("courses.merge_person", person) for person in people):
        raise NotMergeable
    if why := merging.clash(kept=kept, gone=gone):
        raise Clash(why)
