"""Answers that are not sent yet: words and pictures, kept for the one who writes them."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from academy.people.models import User
from courses.acts import locks
from courses.asking import rules
from courses.asking.actions.pictures import UNSENT_KEPT
from courses.asking.actions.refusals import QuestionGone
from courses.models import AnswerDraft, Post, PostPicture
from courses.models.said.asking import LONGEST_DRAFT

# Who has not come back to it by then does not send it.
KEPT_FOR = dt.timedelta(days=91)
# Of two devices, as many as each may send.
MOST_IN_DRAFT = 2 * rules.MOST_PICTURES


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """What of a draft stood in the form that is sent; the rest is from another device."""

    text: str = ""
    pictures: Collection[UUID] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of what was to be kept: what is to be said of it."""

    has_others_words: bool = False
    is_cut: bool = False
    has_too_many_pictures: bool = False


def keep_draft(
    *,
    question: Post,
    by: User,
    text: str,
    pictures: Sequence[PostPicture] = (),
    shown: ShownDraft,
) -> Kept:
    """Keep what `by` has written of an answer; of nothing, nothing is kept.

    Words and pictures that another device has kept since the form was `shown` stay beside it, as
    far as there is room: of the words, what was kept earlier is cut at its end. Raises
    QuestionGone.
    """
    with transaction.atomic():
        question = locks.thread(question)
        if question.is_withheld:
            raise QuestionGone
        found = AnswerDraft.objects.filter(post=question, author=by).first()
        draft = found or AnswerDraft(post=question, author=by)
        others = _others_words(draft, shown, text)
        draft.text, is_cut = _joined(others, text)
        draft.saved_at = timezone.now()
        draft.save()
        left_out = set(shown.pictures) - {picture.public_id for picture in pictures}
        draft.pictures.filter(public_id__in=left_out).update(draft=None)
        has_too_many = _put_in(draft, pictures)
        _drop_if_empty(draft)
    return Kept(bool(others), is_cut, has_too_many)


def end_draft(*, question: Post, by: User, text: str, shown: ShownDraft | None) -> None:
    """Let the draft go with the answer that is sent: as much of it as was `shown`; None: all."""
    draft = AnswerDraft.objects.filter(post=question.pk, author=by).first()
    if draft is None:
        return
    if shown is None:
        draft.delete()
        return
    draft.pictures.filter(public_id__in=shown.pictures).update(draft=None)
    draft.text = _others_words(draft, shown, text)
    draft.save(update_fields=["text"])
    _drop_if_empty(draft)


def forget_old() -> int:
    """Delete drafts that nobody has touched for long, and those whose question is gone.

    A question may be shown again: its drafts wait as long as pictures do that are not sent. Return
    how many went; their pictures are of no draft then, and are swept as such.
    """
    now = timezone.now()
    gone = now - UNSENT_KEPT
    old = AnswerDraft.objects.filter(
        Q(saved_at__lt=now - KEPT_FOR)
        | Q(post__hidden_at__lt=gone)
        | Q(post__taken_back_at__lt=gone)
    )
    with transaction.atomic():
        # One that its author saves at this moment is old no more.
        keys = [row.pk for row in old.select_for_update(of=("self",))]
        AnswerDraft.objects.filter(pk__in=keys).delete()
    return len(keys)


def _joined(others: str, text: str) -> tuple[str, bool]:
    """Return what is kept of earlier words and new ones, and whether some of it had to go."""
    between = "\n\n" if others else ""
    room = LONGEST_DRAFT - len(between) - len(text)
    if room >= len(others):
        return f"{others}{between}{text}".strip(), False
    if room <= 0:
        return text[:LONGEST_DRAFT], True
    return f"{others[:room]}{between}{text}".strip(), True


def _put_in(draft: AnswerDraft, pictures: Sequence[PostPicture]) -> bool:
    """Put `pictures` beside those of a draft, each once; return whether some do not fit in."""
    there = list(draft.pictures.values_list("sha256", flat=True))
    room = max(0, MOST_IN_DRAFT - len(there))
    new: dict[str, int] = {}
    for picture in pictures:
        if picture.sha256 not in there:
            new.setdefault(picture.sha256, picture.pk)
    keys = list(new.values())[:room]
    own = PostPicture.objects.filter(pk__in=keys, owner=draft.author_id, post=None)
    own.update(draft=draft)
    return len(new) > room


def _others_words(draft: AnswerDraft, shown: ShownDraft, text: str) -> str:
    """Return the words of a draft that are neither those shown nor those sent."""
    kept = _plain(draft.text)
    return "" if kept in {"", _plain(shown.text), _plain(text)} else draft.text


def _plain(text: str) -> str:
    # Browsers send ends of lines in their own way.
    return text.replace("\r\n", "\n").strip()


def _drop_if_empty(draft: AnswerDraft) -> None:
    if not draft.text.strip() and not draft.pictures.exists():
        draft.delete()
