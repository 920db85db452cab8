"""The act that happens once: the one memory of what has been sent before.

    act = acts.once(client_id, kind="hand_in", person=user, content=(draft.pk, note))
    if act.is_repeated:
        return act.earlier(Submission)
    ...
    return act.gives(submission)

The row is written first, in the transaction of the act: of two sendings at the same time the
second waits, and then finds what the first one made. What is refused leaves no row.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused
from academy.core.models import Act

# A handset keeps what it could not send, or what it got no answer to, until it has a signal:
# days at most pesantren, the months of a holiday for one that lay in a drawer, and never
# longer than the batch runs that its work is for. A year and a month is beyond all of them.
KEPT_FOR = dt.timedelta(days=400)
AT_ONCE = 1000


class SentDifferently(Refused):
    message = _(
        "This page was sent before with something else on it, and that is what counts. "
        "Load the page again, then send what is new."
    )


class SentAndGone(Refused):
    message = _(
        "This page was sent before, and what came of it has been removed since. "
        "Load the page again if you want to do it once more."
    )


@dataclass(frozen=True, slots=True)
class Once:
    """An act under way, or one that has come before (`is_repeated`)."""

    act: Act
    is_repeated: bool

    def gives[Made: models.Model](self, made: Made) -> Made:
        """Keep `made` as what came of the act, and return it."""
        kept = {"object_type": made._meta.label_lower, "object_id": made.pk}
        if not self.is_repeated:
            Act.objects.filter(pk=self.act.pk).update(**kept)
        return made

    def earlier[Made: models.Model](self, model: type[Made]) -> Made:
        """Return what came of the act when it came first. Raises SentAndGone."""
        found = self.act.gave()
        if not isinstance(found, model):
            raise SentAndGone
        return found


def once(
    client_id: UUID,
    *,
    kind: str,
    person: Any,
    content: object,
    part: str = "",
    happened_at: dt.datetime | None = None,
) -> Once:
    """Write the act, or find the earlier sending of it.

    Runs in the caller's transaction, after its locks or before them all: nobody else waits for
    this row but another sending of the same. `person` is a user, or None for somebody
    without an account. `content` is all that was sent (it is
    compared as JSON). Raises SentDifferently where the same person has sent the same id with
    something else or for another purpose.
    """
    act = Act(
        client_id=client_id,
        part=part,
        person=person,
        kind=kind,
        content=_checksum(content),
        happened_at=happened_at,
    )
    try:
        with transaction.atomic():
            act.save(force_insert=True)
    except IntegrityError:
        found = find(client_id, person=person, part=part)
        if found is None:
            raise
        return _the_same(found, act)
    return Once(act, is_repeated=False)


def before(
    client_id: UUID, *, kind: str, person: Any, content: object, part: str = ""
) -> Once | None:
    """Return the earlier sending of an act, or None. Nothing is written.

    For what has to be known before anything is checked. Raises SentDifferently like `once`.
    """
    found = find(client_id, person=person, part=part)
    if found is None:
        return None
    return _the_same(found, Act(kind=kind, content=_checksum(content)))


def find(client_id: UUID, *, person: Any, part: str = "") -> Act | None:
    """Return the act that `person` (None: without an account) has sent under this id."""
    return Act.objects.filter(client_id=client_id, person=person, part=part).first()


def is_same(act: Act, *, kind: str, content: object) -> bool:
    """Whether `act` was sent for this purpose with this content."""
    return act.kind == kind and act.content == _checksum(content)


def forget_old(at_once: int = AT_ONCE) -> int:
    """Delete the acts received longer ago than `KEPT_FOR`, `at_once` of them; return how many.

    One of them, sent again after that, is not known any more, and is judged like a first one.
    Nothing is recorded doubly where the row it makes is the only one there can be: a lesson is
    done once, a batch has a number and a program an address once, a person asks once in a
    program, has one open attempt at a quiz, one open hand-in with each file in it once, one
    review of a hand-in and one valid certificate. Whose batch is over is refused besides.
    What has no such row (a session, a slip with a PIN) comes from pages that a session opened,
    and no session lives for longer than two weeks. A message of the public contact page would
    be there twice.
    """
    count, limit = 0, timezone.now() - KEPT_FOR
    while True:
        # In the order in which they came, so that no index has to know their age.
        oldest = Act.objects.order_by("pk").values_list("pk", "received_at")[:at_once]
        old = [pk for pk, received_at in oldest if received_at < limit]
        Act.objects.filter(pk__in=old).delete()
        count += len(old)
        if len(old) < at_once:
            return count


def _the_same(found: Act, sent: Act) -> Once:
    if (found.kind, found.content) != (sent.kind, sent.content):
        raise SentDifferently
    return Once(found, is_repeated=True)


def _checksum(content: object) -> str:
    text = json.dumps(content, default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
