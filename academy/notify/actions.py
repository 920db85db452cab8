"""Tell people what they should know, and note that they have read it."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone, translation

from academy.core.models import Job
from academy.notify import kinds
from academy.notify.models import Notice
from academy.notify.notices import NoticeKind
from academy.people.models import User


def notify(
    user: User, kind: StrEnum, *, key: str, params: dict[str, Any] | None = None, url: str = ""
) -> Notice:
    """Tell `user` once: a second call with the same `key` returns the first notice.

    `kind` is registered (`academy.notify.kinds`). `params` are JSON details for its sentence,
    frozen as they are now; moments as ISO text, `at` and `was_at` as pairs of them.
    `url` is the page that the notice leads to.
    Raises KeyError for a kind that no app has registered.
    """
    kinds.get(kind)
    notice, _created = Notice.objects.get_or_create(
        user=user, key=key, defaults={"kind": kind, "params": params or {}, "url": url}
    )
    return notice


class News(NamedTuple):
    """What one of many is told (see `notify`)."""

    user: User
    key: str
    params: dict[str, Any]
    url: str


def notify_many(kind: StrEnum, news: Iterable[News]) -> None:
    """Tell many people one kind of news, each once, as `notify` tells it to one.

    In a few statements: a whole batch is told while somebody waits.
    """
    kinds.get(kind)
    notices = [Notice(kind=kind, **one._asdict()) for one in news]
    Notice.objects.bulk_create(notices, batch_size=200, ignore_conflicts=True)


def tell_done(job: Job, sentence: Callable[[], str]) -> None:
    """Tell who started `job` what came of it, in their language; once, however often it ran."""
    reader = job.created_by
    if reader is None:
        return
    with translation.override(reader.language):
        text = sentence()
    notify(
        reader,
        NoticeKind.MESSAGE,
        key=f"job:{job.public_id}",
        params={"text": text},
        url=job.return_url,
    )


def outdate(user: User, *, key: str) -> None:
    """Let what `user` was told under `key` be news no more: it stays in the list, as read."""
    Notice.objects.filter(user=user, key=key).unread().update(read_at=timezone.now())


def mark_read(notice: Notice) -> Notice:
    """Note that the reader has opened `notice`; the first time counts."""
    with transaction.atomic():
        notice = Notice.objects.select_for_update().get(pk=notice.pk)
        if notice.read_at is None:
            notice.read_at = timezone.now()
            notice.save(update_fields=["read_at"])
    return notice


def mark_all_read(*, user: User) -> int:
    """Note that `user` has seen all notices; return how many were unread."""
    return Notice.objects.filter(user=user).unread().update(read_at=timezone.now())
