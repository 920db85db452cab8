"""Two accounts of one person become one: the other is closed, and leads there."""

from dataclasses import dataclass

from django.db import transaction

from academy.core import audit
from academy.people.entrance.actions import end_sessions
from academy.people.errors import AccountErased, AccountMerged
from academy.people.holdings import merging
from academy.people.models import User
from academy.people.models.verbs import PeopleVerb

# What fills a gap. Not the e-mail: who owns the address comes in by Google, so its owner alone
# gives it to an account.
FILLING = ("phone", "birth_on", "gender", "title", "arabic_name")


@dataclass(frozen=True, slots=True)
class Merged:
    """What went over: keys of rows by relation, and what of the closed account stands nowhere."""

    rows: dict[str, list[int]]
    filled: list[str]
    left: dict[str, str]


def merge_accounts(*, gone: User, kept: User, by: User) -> Merged:
    """Give `kept` what `gone` has, and close `gone`; both are locked by the caller.

    Nobody signs in to `gone` any more: its PIN, sessions and second steps end, and its user
    name means `kept`. Raises AccountErased or AccountMerged.
    """
    for person in (gone, kept):
        if person.erased_at is not None:
            raise AccountErased
        if person.merged_into_id is not None:
            raise AccountMerged
    with transaction.atomic():
        end_sessions(user=gone)
        rows = merging.move(gone=gone, kept=kept)
        filled = [name for name in FILLING if getattr(gone, name) and not getattr(kept, name)]
        for name in filled:
            setattr(kept, name, getattr(gone, name))
        left = {
            name: str(value)
            for name in ("phone", "email")
            if (value := getattr(gone, name)) and value != getattr(kept, name)
        }
        gone.merged_into, gone.is_active, gone.must_change_secret = kept, False, False
        gone.phone, gone.email = "", None
        gone.set_unusable_password()
        gone.save()
        kept.save(update_fields=filled)
        audit.record(PeopleVerb.MERGED, gone, by=by, into=kept.pk)
        audit.record(PeopleVerb.MERGED, kept, by=by, of=gone.pk, filled=filled)
    return Merged(rows, filled, left)
