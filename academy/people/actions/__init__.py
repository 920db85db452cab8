"""What changes a person's account, roles, places and consents."""

from academy.people.accounts.actions.accounts import create_account, update_profile
from academy.people.consent.actions import give_consent, withdraw_consent
from academy.people.registry.actions.memberships import add_membership, end_membership
from academy.people.accounts.actions.roles import grant_role, revoke_role
from academy.people.entrance.actions import change_secret, prove_secret, reset_pin

__all__ = [
    "add_membership",
    "change_secret",
    "create_account",
    "end_membership",
    "give_consent",
    "grant_role",
    "prove_secret",
    "reset_pin",
    "revoke_role",
    "update_profile",
    "withdraw_consent",
]
