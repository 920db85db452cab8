"""A review in work: what a page has of it, and what is kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from academy.people.models import User
from courses.models import ReviewDraft, Submission


@dataclass(frozen=True, slots=True)
class Typed:
    """What a page has of a review: texts by field, those it `shown`, and which edit it is."""

    texts: Mapping[str, str]
    shown: Mapping[str, str]
    page: str
    edit: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What is stored now; `clashes`: fields that this page and another one have changed."""

    texts: Mapping[str, str]
    clashes: Collection[str] = ()

    def shown_after(self, typed: Typed) -> dict[str, str]:
        """Return what the page shows from now on: a clash is told, the rest is as it stands."""
        found = {}
        for name, text in typed.texts.items():
            stored = self.texts.get(name, "")
            is_known = name in self.clashes or stored == text
            found[name] = stored if is_known else typed.shown.get(name, stored)
        return found

    def unseen(self, typed: Typed) -> list[str]:
        """Return the fields that hold something else than the page: no verdict rests on them."""
        return [name for name, text in typed.texts.items() if self.texts.get(name, "") != text]


def draft_of(submission: Submission, user: User) -> ReviewDraft:
    """Return what `user` has in work of a review of `submission`; a new one where it is nothing."""
    own = ReviewDraft.objects.filter(submission=submission, reviewer=user)
    found = own.select_related("voice").first()
    return found or ReviewDraft(submission=submission, reviewer=user)
