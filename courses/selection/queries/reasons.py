"""Why this person and why not that one, in sentences."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.admission.proposal import reasons
from courses.admission.proposal.asked import Kind, kind
from courses.admission.queries.asking import DOUBLE
from courses.models import Outcome, ProposalPlace
from courses.selection.queries.kinds import Words

OTHERS = ("instead_of", "last", "accepted")


def spoken_of(places: Iterable[ProposalPlace]) -> set[Kind]:
    """Return all that the reasons of `places` name."""
    return {
        kind(one["by"], one["value"])
        for place in places
        for listed in (
            place.why.get("quotas", ()),
            place.why.get("full", ()),
            place.why.get("fills", {}).get("of", ()),
        )
        for one in listed
    }


def people(places: Iterable[ProposalPlace]) -> set[str]:
    """Return the public ids of the other applications that the reasons of `places` name."""
    return {place.why[name] for place in places for name in OTHERS if name in place.why}


def why(place: ProposalPlace, words: Words, names: Mapping[str, str]) -> str:
    """Return why the proposal says what it says of this person."""
    told = place.why
    if place.proposed == Outcome.APART:
        return _apart(told["why"])
    if told["why"] == reasons.FOR_LEAST:
        return _("Needed for %(quotas)s, so taken before %(name)s, who stands higher.") % {
            "quotas": words.all_of(told["quotas"]),
            "name": names.get(told["instead_of"], "–"),
        }
    if told["why"] in {reasons.MOST_FULL, reasons.NEVER}:
        return _full(told, words)
    if told["why"] == reasons.BELOW:
        return _("Stands below the last who is accepted, %(name)s.") % {
            "name": names.get(told["last"], "–")
        }
    if told["why"] == reasons.PASSED_OVER:
        return _("Stands high enough, but %(name)s is needed for %(quotas)s.") % {
            "name": names.get(told["accepted"], "–"),
            "quotas": words.all_of(told["quotas"]),
        }
    return {
        reasons.MERIT: _("Among the best by score."),
        reasons.MOVED_UP: _("Moved up: all who stand higher are stopped by a full quota."),
        reasons.NO_SEATS: _("No seat is left."),
    }[told["why"]]


def _apart(told: str) -> str:
    if told == DOUBLE:
        return _(
            "Has probably applied twice. Compare the two, decline one or merge the accounts, "
            "then make a new proposal."
        )
    return _("Has a seat in another batch of this program already.")


def _full(told: Mapping[str, Any], words: Words) -> str:
    if told["why"] == reasons.NEVER:
        return _("Nobody of %(quotas)s is to be accepted.") % {"quotas": words.all_of(told["full"])}
    return _("The most is reached for %(quotas)s.") % {"quotas": words.all_of(told["full"])}


def fills(place: ProposalPlace, words: Words) -> str:
    """Return which seat this reserve can take; "" for who is none."""
    seats = place.why.get("fills")
    if seats is None:
        return ""
    if not seats["of"]:
        return _("Can take any seat that becomes free.")
    text = ngettext(
        "Can take the seat of %(count)d person who is of %(quotas)s.",
        "Can take the seat of any of %(count)d people who are of %(quotas)s.",
        seats["seats"],
    )
    return text % {"count": seats["seats"], "quotas": words.all_of(seats["of"])}


def unmet(told: Mapping[str, Any], words: Words, seated: Mapping[Kind, int]) -> str:
    """Return what is missing to a quota, why, and the smallest change that would do.

    The solver was asked for what was still wanted; the sentence counts who is `seated` too.
    """
    there = seated.get(kind(told["by"], told["value"]), 0)
    label = words.of(kind(told["by"], told["value"]))
    text = ngettext(
        "%(label)s: %(count)d is missing to the least of %(least)d.",
        "%(label)s: %(count)d are missing to the least of %(least)d.",
        told["missing"],
    )
    said = text % {"label": label, "count": told["missing"], "least": told["least"] + there}
    return f"{said} {_cause(told, words)} {_change(told, there)}"


def _cause(told: Mapping[str, Any], words: Words) -> str:
    if told["why"] == "seats":
        return _("There are too few seats for all quotas.")
    if told["why"] == "too_few_applicants":
        text = ngettext(
            "Only %(count)d person can be chosen.",
            "Only %(count)d people can be chosen.",
            told["applied"],
        )
        return text % {"count": told["applied"]}
    if told["full"]:
        return _("The most of %(quotas)s stands in the way.") % {
            "quotas": words.all_of(told["full"])
        }
    return _("Other quotas stand in the way.")


def _change(told: Mapping[str, Any], there: int) -> str:
    change = told["change"]
    if change["field"] == "seats":
        text = ngettext(
            "It would be reached with %(count)d seat to give.",
            "It would be reached with %(count)d seats to give.",
            change["to"],
        )
        return text % {"count": change["to"]}
    return _("It would be reached with a least of %(count)d.") % {"count": change["to"] + there}
