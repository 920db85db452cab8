"""The record of accesses: who came to which account, and to whose data, when and from where.

One row for an act, written beside it: in the transaction of the act where it has one. From
where, the request says that is being answered (`academy.web.edge.address.here`), so that an action
need not know it; what a job or a command does has no address. An attempt that was made to wait
was not checked and is not recorded: what may be guessed, and so what can be written here, has
the limits of `academy.people.entrance.guessing.throttle`.
"""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from academy.people.models import Access, AccessKind, User
from academy.people.requests import SignedInRequest, is_signed_in
from academy.web.edge.address import here

# The same as acts: a year, and a month to look back at it.
KEPT_FOR = dt.timedelta(days=400)
AT_ONCE = 1000
# So long a file that was opened is read on without another row.
GOES_ON_FOR = dt.timedelta(hours=1)


def record(
    kind: AccessKind, *, by: User | None, about: User | int | None = None, role: str = ""
) -> None:
    """Write that `by` did this, about a person (or the person's key) or nobody in particular."""
    place = here()
    Access.objects.create(
        kind=kind,
        who=by,
        about_id=about.pk if isinstance(about, User) else about,
        role=role,
        address=place.address[:60],
        path=place.path[:200],
    )


def opened(
    request: SignedInRequest, person: int, kind: AccessKind = AccessKind.PERSON_OPENED
) -> None:
    """Record that the reader opens what is of `person` (a key), if it is somebody else.

    Reading alone: what is sent, the audit log has. A player that asks for the next part of a
    file has opened it before, which the record says.
    """
    reads = request.method in {"GET", "HEAD"}
    if reads and person != request.user.pk and not _goes_on(request, person, kind):
        record(kind, by=request.user, about=person)


def _goes_on(request: SignedInRequest, person: int, kind: AccessKind) -> bool:
    if request.headers.get("Range", "bytes=0-").startswith("bytes=0-"):
        return False
    return Access.objects.filter(
        kind=kind,
        who=request.user.pk,
        about=person,
        path=here().path[:200],
        at__gt=timezone.now() - GOES_ON_FOR,
    ).exists()


def exported(request: HttpRequest) -> None:
    """Record that a list goes out as a spreadsheet."""
    if is_signed_in(request):
        record(AccessKind.EXPORTED, by=request.user)


def forget_old(at_once: int = AT_ONCE) -> int:
    """Delete what was recorded longer ago than `KEPT_FOR`, `at_once` rows at a time."""
    count, limit = 0, timezone.now() - KEPT_FOR
    while True:
        old = list(
            Access.objects.filter(at__lt=limit)
            .order_by("at")
            .values_list("pk", flat=True)[:at_once]
        )
        Access.objects.filter(pk__in=old).delete()
        count += len(old)
        if len(old) < at_once:
            return count
