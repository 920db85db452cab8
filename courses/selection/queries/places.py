"""The people of a proposal as its list shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.web import lists
from courses.models import (
    Application,
    Outcome,
    Proposal,
    ProposalChange,
    ProposalPlace,
)
from courses.selection.queries import reasons
from courses.selection.queries.kinds import Words, words_of

TONES = {
    Outcome.ACCEPT: "good",
    Outcome.RESERVE: "info",
    Outcome.LEAVE: "",
    Outcome.APART: "next",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One person with the sentences about the place."""

    place: ProposalPlace
    tone: str
    why: str
    fills: str
    # What was changed by hand and stands, the last of it; None: nothing.
    change: ProposalChange | None


def of_proposal(proposal: Proposal) -> QuerySet[Any]:
    """Return the places with all that the list shows of each."""
    changes = ProposalChange.objects.filter(undone_at__isnull=True)
    return (
        ProposalPlace.objects.filter(proposal=proposal)
        .select_related("application__user", "application__pesantren__regency")
        .prefetch_related(
            Prefetch("changes", changes.select_related("made_by", "reason").order_by("pk"))
        )
    )


def told(places: Iterable[ProposalPlace]) -> list[Told]:
    """Return `places` in words: four queries at most, however many they are."""
    places = list(places)
    words, names = words_of(reasons.spoken_of(places)), _names(reasons.people(places))
    return [_told(place, words, names) for place in places]


def _names(ids: set[str]) -> dict[str, str]:
    if not ids:
        return {}
    found = Application.objects.filter(public_id__in=ids)
    return {str(one): name for one, name in found.values_list("public_id", "user__full_name")}


def _told(place: ProposalPlace, words: Words, names: Mapping[str, str]) -> Told:
    standing = list(place.changes.all())
    return Told(
        place,
        TONES[Outcome(place.outcome)],
        reasons.why(place, words, names),
        reasons.fills(place, words),
        standing[-1] if standing else None,
    )


def _home(row: Told) -> Any:
    return row.place.application.pesantren


COLUMNS = (
    lists.Column(
        "rank",
        pgettext_lazy("proposal", "Rank"),
        lambda row: row.place.rank,
        sort="rank",
        css="num",
    ),
    lists.Column(
        "name",
        _("Name"),
        lambda row: row.place.application.user.full_name,
        sort="application__user__full_name",
    ),
    lists.Column("outcome", _("Proposed"), lambda row: row.place.get_outcome_display()),
    lists.Column("score", _("Score"), lambda row: row.place.score, sort="score", css="num"),
    lists.Column(
        "pesantren",
        _("Pesantren"),
        lambda row: _home(row).name if _home(row) else row.place.application.pesantren_note,
        sort="application__pesantren__name",
    ),
    lists.Column(
        "regency",
        _("Regency"),
        lambda row: _home(row).regency.name if _home(row) else "",
        sort="application__pesantren__regency__kemendagri_code",
    ),
    lists.Column(
        "gender", _("Gender"), lambda row: row.place.application.user.get_gender_display()
    ),
    lists.Column(
        "pillar",
        _("Pillar"),
        lambda row: row.place.application.get_pillar_display(),
        sort="application__pillar",
    ),
    lists.Column("why", pgettext_lazy("proposal", "Why"), lambda row: row.why),
    lists.Column("fills", _("Which seat"), lambda row: row.fills),
    lists.Column(
        "change",
        _("Changed by hand"),
        lambda row: row.change.reason.text if row.change and row.change.reason else "",
    ),
)


def counts(proposal: Proposal) -> dict[str, int]:
    """Return how many there are of each outcome, and under "" of all."""
    rows = proposal.places.order_by().values("outcome").annotate(count=Count("pk"))
    found = dict.fromkeys(Outcome.values, 0) | {row["outcome"]: row["count"] for row in rows}
    return found | {"": sum(found.values())}
