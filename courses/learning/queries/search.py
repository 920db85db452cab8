"""Search through the activities that one person learns: titles, summaries and their texts."""

from dataclasses import dataclass

from academy.core.text.spelling import folded
from cms.queries.texts import texts_of
from courses.learning.queries import way
from courses.learning.queries.steps import Place
from courses.models import Enrollment

LIMIT = 40
MAX_WORDS = 6
# How much of the text stands before and after the word that was found.
BEFORE, AFTER = 60, 120


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of the text: `before`, the word found, `after`."""

    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An activity found: where it stands, and the piece of its text that holds a word."""

    seat: Enrollment
    place: Place
    excerpt: Excerpt | None


def search(seats: list[Enrollment], text: str) -> list[Hit]:
    """Return the activities of `seats` that hold every word of `text`, parts of words too.

    Those with all words in the title come first, then in the order of the courses; at most
    LIMIT. What is not open yet is found by title and summary: its text is not shown.
    """
    words = [folded(word) for word in text.split()[:MAX_WORDS]]
    if not words:
        return []
    in_titles: list[Hit] = []
    in_texts: list[Hit] = []
    seen = set()
    for seat in seats:
        learning = way.read(seat)
        texts = texts_of([course.outline.id for course in learning.courses])
        for place in learning.places():
            activity = place.step.activity
            body = texts[place.course.outline.id].get(activity.id, "")
            body = body if place.step.can_open else ""
            if activity.id in seen or not _holds(
                f"{activity.title} {activity.summary} {body}", words
            ):
                continue
            seen.add(activity.id)
            hits = in_titles if _holds(activity.title, words) else in_texts
            hits.append(Hit(seat, place, excerpt_of(body, words)))
    return [*in_titles, *in_texts][:LIMIT]


def _holds(text: str, words: list[str]) -> bool:
    text = folded(text)
    return all(word in text for word in words)


def excerpt_of(text: str, words: list[str]) -> Excerpt | None:
    """Return the piece of `text` around the first of `words` (folded) that stands in it."""
    lowered = folded(text)
    at, word = min(
        ((at, word) for word in words if (at := lowered.find(word)) >= 0), default=(-1, "")
    )
    if at < 0:
        return None
    end = at + len(word)
    before, after = text[max(0, at - BEFORE) : at], text[end : end + AFTER]
    # Whole words at both ends; an ellipsis says that the text goes on.
    if at > BEFORE:
        before = "… " + before.partition(" ")[2]
    if end + AFTER < len(text):
        after = after.rpartition(" ")[0] + " …"
    return Excerpt(before, text[at:end], after)
