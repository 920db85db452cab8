"""An account is locked before something is written to it or about it, and only here.

It may have been closed since the page was read: merged with another one, or erased. What was
written to it then would belong to nobody.
"""

from academy.people.errors import AccountErased, AccountMerged
from academy.people.models import User


def account(user: User) -> User:
    """Lock the account of `user`, and return it as it is now. Raises AccountErased, AccountMerged.

    Those who only refer to the row (an act, a notice) do not wait for it, nor it for them.
    """
    found = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if found.erased_at is not None:
        raise AccountErased
    if found.merged_into_id is not None:
        raise AccountMerged
    return found


def accounts(*users: User) -> dict[int, User]:
    """Lock accounts in the order of their keys, closed ones too; return them by key."""
    keys = [user.pk for user in users]
    people = User.objects.select_for_update(no_key=True).filter(pk__in=keys)
    return {person.pk: person for person in people.order_by("pk")}
