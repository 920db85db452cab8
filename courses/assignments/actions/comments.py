"""Sentences that a trainer says often, and how often each is said."""

from django.db.models import F

from academy.people.models import User
from courses.models import Review, SavedComment


def save_comment(*, owner: User, text: str) -> SavedComment:
    """Keep a sentence for later reviews. Saved twice it is one."""
    comment, _created = SavedComment.objects.get_or_create(owner=owner, text=text.strip())
    return comment


def drop_comment(*, comment: SavedComment) -> None:
    """Forget a saved comment; reviews that used its words keep them."""
    comment.delete()


def count_said(found: Review) -> None:
    """Count the saved comments that stand in a review: those said most are offered first."""
    words = [found.feedback, *(pin["text"] for pin in found.pins)]
    own = SavedComment.objects.filter(owner_id=found.reviewer_id).values_list("pk", "text")
    said = [pk for pk, text in own if any(text in one for one in words)]
    if said:
        SavedComment.objects.filter(pk__in=said).update(used_count=F("used_count") + 1)
