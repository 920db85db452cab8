"""Tell people what they should know, and note that they have read it."""

from django.db import transaction
from django.utils import timezone

from academy.notify.models import Notice, NoticeKind


def notify(
    user, kind: NoticeKind, *, key: str, params: dict | None = None, url: str = ""
) -> Notice:
    """Tell `user` once: a second call with the same `key` returns the first notice.

    `params` are JSON details for the sentence of the kind (`academy.notify.texts`), frozen
    as they are now; moments as ISO text. `url` is the page that the notice leads to.
    """
    notice, _created = Notice.objects.get_or_create(
        user=user, key=key, defaults={"kind": kind, "params": params or {}, "url": url}
    )
    return notice


def mark_read(notice: Notice) -> Notice:
    """Note that the reader has opened `notice`; the first time counts."""
    with transaction.atomic():
        notice = Notice.objects.select_for_update().get(pk=notice.pk)
        if notice.read_at is None:
            notice.read_at = timezone.now()
            notice.save(update_fields=["read_at"])
    return notice


def mark_all_read(*, user) -> int:
    """Note that `user` has seen all notices; return how many were unread."""
    return Notice.objects.filter(user=user).unread().update(read_at=timezone.now())
