"""The participant's four places: what the bar at the thumb shows and which is current."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

LEARN_ROOT = "/belajar/"


@dataclass(frozen=True, slots=True)
class Tab:
    """One place of the participant's bar."""

    label: str | Promise
    url: str
    icon: str
    current: bool


_PLACES = (
    (pgettext_lazy("participant tab", "Home"), LEARN_ROOT, "home"),
    (pgettext_lazy("participant tab", "Learn"), "/belajar/kursus/", "book"),
    (pgettext_lazy("participant tab", "Schedule"), "/belajar/jadwal/", "calendar"),
    (pgettext_lazy("participant tab", "Account"), "/akun/", "user"),
)


def learn_tabs(path: str) -> list[Tab]:
    """Return the four tabs for a page at `path`, one current at most.

    Below /belajar/ the longest address that begins `path` wins, and what lies in no
    other place (an outline, a lesson, a quiz) belongs to Learn.
    """
    if path == LEARN_ROOT:
        current = LEARN_ROOT
    else:
        current = next((url for _label, url, _icon in _PLACES[1:] if path.startswith(url)), "")
        if not current and path.startswith(LEARN_ROOT):
            current = _PLACES[1][1]
    return [Tab(label, url, icon, url == current) for label, url, icon in _PLACES]
