"""Reporting, and what those who run the batch make of it."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import acts, audit
from academy.core.errors import Refused
from academy.notify.actions import notify
from academy.people.models import User
from courses.acts import locks
from courses.acts.kinds import ActKind
from courses.acts.reasons import reason_of
from courses.models import Hiding, Report, ReportState
from courses.models.notices import PostNotice
from courses.models.said.reporting import ReportQuerySet
from courses.models.verbs import CourseVerb
from courses.moderation.kinds import Kind

# More in a day is no care for others any more.
MOST_A_DAY = 20
DAY = dt.timedelta(days=1)


class OwnThing(Refused):
    message = _("This is your own. You can change it or take it back yourself.")


class AboutOneself(Refused):
    message = _("This is yours, or about you. Somebody else who runs the batch decides about it.")


class HiddenAlready(Refused):
    message = _(
        "Those who run your batch have hidden this already. Thank you for looking out for the "
        "others."
    )


class TooManyReports(Refused):
    message = _(
        "You have reported much today. Those who run your batch look through it first; tell them "
        "directly if something cannot wait."
    )


class DecidedMeanwhile(Refused):
    message = _("Somebody else has decided this meanwhile. Look at it as it stands now.")


def report(*, kind: Kind, thing: Any, by: User, reason: str, text: str, client_id: UUID) -> Report:
    """Tell those who run the batch that `thing` should be looked at. One person does so once.

    Who reports again what was decided opens it again. Raises OwnThing, HiddenAlready or
    TooManyReports.
    """
    if kind.author(thing).pk == by.pk:
        raise OwnThing
    with transaction.atomic():
        thing = locks.thing(thing)
        act = acts.once(
            client_id, kind=ActKind.REPORT, person=by, content=[kind.name, thing.pk, reason, text]
        )
        if act.is_repeated:
            return act.earlier(Report)
        if thing.hidden_at is not None:
            raise HiddenAlready
        now = timezone.now()
        if Report.objects.filter(reporter=by, reported_at__gt=now - DAY).count() >= MOST_A_DAY:
            raise TooManyReports
        made, is_new = Report.objects.get_or_create(
            kind=kind.name,
            object_id=thing.pk,
            reporter=by,
            defaults={
                "batch": thing.batch,
                "reason": reason,
                "text": text,
                "reported_at": now,
            },
        )
        if not is_new and made.state != ReportState.OPEN:
            Report.objects.filter(pk=made.pk).update(
                reason=reason, text=text, reported_at=now, state=ReportState.OPEN,
                decided_by=None, decided_at=None,
            )  # fmt: skip
        audit.record(CourseVerb.REPORTED, made, by=by, kind=kind.name, thing=thing.pk)
        return act.gives(made)


def hide(*, kind: Kind, thing: Any, by: User, reason: str) -> Any:
    """Let nobody but its author and those who lead read `thing`; tell its author why.

    Sent twice with the same reason it is once. Raises WhyMissing, DecidedMeanwhile where it is
    hidden already, or AboutOneself: what others say of one's own work somebody else hides.
    """
    reason = reason_of(reason)
    if kind.author(thing).pk != by.pk and kind.concerning(by).filter(pk=thing.pk).exists():
        raise AboutOneself
    with transaction.atomic():
        thing = locks.thing(thing)
        if thing.hidden_at is not None:
            if _hiding(kind, thing).filter(hidden_by=by, reason=reason).exists():
                return thing
            raise DecidedMeanwhile
        thing.hidden_at = timezone.now()
        thing.save(update_fields=["hidden_at"])
        author = kind.author(thing)
        made = Hiding.objects.create(
            kind=kind.name, object_id=thing.pk, person=author, reason=reason, hidden_by=by,
            hidden_at=thing.hidden_at,
        )  # fmt: skip
        _decide(kind, thing, ReportState.HIDDEN, by)
        kind.changed(thing)
        audit.record(CourseVerb.HIDDEN, thing, by=by, hiding=made.pk)
        notify(
            author,
            PostNotice.HIDDEN,
            key=f"hiding-{made.pk}",
            params={"reason": reason},
            url=kind.own(thing),
        )
    return thing


def show_again(*, kind: Kind, thing: Any, by: User) -> Any:
    """Let everybody read `thing` again, and tell its author; what was said against it is settled.

    Done twice it is once. Raises AboutOneself.
    """
    with transaction.atomic():
        thing = locks.thing(thing)
        if thing.hidden_at is None:
            return thing
        if kind.concerning(by).filter(pk=thing.pk).exists():
            raise AboutOneself
        thing.hidden_at = None
        thing.save(update_fields=["hidden_at"])
        now = timezone.now()
        made = _hiding(kind, thing).get()
        made.shown_at, made.shown_by = now, by
        made.save(update_fields=["shown_at", "shown_by"])
        _decide(kind, thing, ReportState.DISMISSED, by)
        kind.changed(thing)
        audit.record(CourseVerb.SHOWN_AGAIN, thing, by=by, hiding=made.pk)
        notify(
            kind.author(thing), PostNotice.SHOWN_AGAIN, key=f"hiding-{made.pk}-shown",
            url=kind.own(thing),
        )  # fmt: skip
    return thing


def dismiss(*, kind: Kind, thing: Any, by: User) -> int:
    """Leave `thing` as it is; return how many reports that settles. Sent twice it is once.

    Raises DecidedMeanwhile where somebody else has hidden it or settled them.
    """
    with transaction.atomic():
        thing = locks.thing(thing)
        if thing.hidden_at is not None:
            raise DecidedMeanwhile
        count = _decide(kind, thing, ReportState.DISMISSED, by)
        if count:
            audit.record(CourseVerb.DISMISSED, thing, by=by, reports=count)
        elif not _about(kind, thing).filter(decided_by=by).exists():
            raise DecidedMeanwhile
    return count


def _about(kind: Kind, thing: Any) -> ReportQuerySet:
    return Report.objects.filter(kind=kind.name, object_id=thing.pk)


def _hiding(kind: Kind, thing: Any) -> QuerySet[Hiding]:
    """Return the hiding that stands of `thing`, if there is one."""
    return Hiding.objects.filter(kind=kind.name, object_id=thing.pk, shown_at=None)


def _decide(kind: Kind, thing: Any, state: ReportState, by: User) -> int:
    return _about(kind, thing).open().update(state=state, decided_by=by, decided_at=timezone.now())
