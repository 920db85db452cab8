"""The people of a confirmed list become accounts and seats, one row after the other.

Each row and what becomes of it are one transaction (`Progress.once_each`): a worker that is killed
makes nobody twice. Who is known is looked for again under the lock of the batch, and one more that
all lists share: two that come at once, also to two batches, do not make one person twice.
"""

import datetime as dt
from collections import Counter as Count

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.core import audit, states
from academy.core.errors import Refused
from academy.core.jobs import Progress
from academy.core.models import Counter
from academy.notify.actions import notify, tell_done
from academy.notify.notices import NoticeKind
from academy.people.accounts.actions.accounts import create_account
from academy.people.accounts.actions.roles import grant_role
from academy.people.consent.actions import give_consent
from academy.people.models import ConsentGiver, MembershipRole, Role, User
from academy.people.registry.actions.memberships import add_membership
from courses.acts import locks
from courses.admission.actions import deciding
from courses.enrollment.actions import seats
from courses.intake.queries.known import known_people
from courses.intake.queries.reading import grantable_by
from courses.intake.reasons import SENTENCES, Reason
from courses.intake.rules.persons import PARTICIPANT
from courses.intake.rules.rows import Values
from courses.models import (
    Application,
    ApplicationState,
    Batch,
    Enrollment,
    IntakeList,
    IntakeRow,
    IntakeState,
)
from courses.models.seats.application import OPEN_STATES
from courses.models.seats.intake import TAKEN_LOTS, Lot, RestTo, Result, Why
from courses.models.verbs import CourseVerb

# What all lists have in common while somebody is looked for and made.
ONE_BY_ONE = "intake of people"


class NotTaken(Refused):
    """Why somebody who is right in the file is not taken after all."""


def take_all(progress: Progress, *, listing: IntakeList, rows: list[int], by: User) -> None:
    """Take in each of `rows` (keys), note what became of it, and sum up."""
    with translation.override(by.language):
        progress.once_each(rows, lambda key: _take_one(listing, key, by))
        with transaction.atomic():
            progress.step(len(rows))
            fresh = IntakeList.objects.select_for_update().get(pk=listing.pk)
            if fresh.state == IntakeState.TAKING:
                results = listing.rows.exclude(result="").values_list("result", flat=True)
                figures = dict(Count(map(str, results)))
                figures["made"] = listing.rows.filter(has_made_account=True).count()
                states.move(fresh, IntakeState.TAKEN, by=by, figures=figures)
        progress.job.result |= {"told": [_told(fresh.figures)]}
        tell_done(progress.job, lambda: _told(fresh.figures))


def _told(figures: dict[str, int]) -> str:
    count = figures.get(Result.SEATED, 0)
    return ngettext(
        "%(count)d person has a seat by the list. See who, and who has none.",
        "%(count)d people have a seat by the list. See who, and who has none.",
        count,
    ) % {"count": count}


def _take_one(listing: IntakeList, key: int, by: User) -> None:
    row = IntakeRow.objects.filter(pk=key, listing=listing, result="").first()
    if row is None:
        return
    try:
        with transaction.atomic():
            _take(listing, row, by)
    except Refused as refusal:
        IntakeRow.objects.filter(pk=key).update(
            result=Result.REFUSED, told=str(refusal.message)[:400]
        )


def _take(listing: IntakeList, row: IntakeRow, by: User) -> None:
    batch = locks.batch(listing.batch_id)
    Counter.take(ONE_BY_ONE)
    values = Values(**row.values)
    found = known_people([values], batch).standing(values, decision=row.decision, by=by.pk)
    if values.role != PARTICIPANT and values.role not in grantable_by(by):
        raise NotTaken(SENTENCES[Reason.ROLE_FORBIDDEN])
    if found.lot == Lot.THERE:
        row.result, row.person_id = Result.THERE, found.person
        row.enrollment = batch.enrollments.get(user=found.person)
    elif found.lot not in TAKEN_LOTS:
        raise NotTaken(Why(found.why or Why.ALIKE).label)
    else:
        row.has_made_account = found.person is None
        row.person = _account(listing, row, values, by, found.person)
        if values.role == PARTICIPANT:
            _give_place(listing, row, batch, row.person, by)
        else:
            grant_role(user=row.person, role=Role(values.role), by=by)
            if values.role == Role.COORDINATOR:
                batch.coordinators.add(row.person)
                audit.record(CourseVerb.CHANGED, batch, by=by, fields=["coordinators"])
            row.result = Result.ROLE
    row.save()


def _account(
    listing: IntakeList, row: IntakeRow, values: Values, by: User, known: int | None
) -> User:
    """Return the account of a person: the known one as it is, or a new one without a PIN."""
    if known is not None:
        user = User.objects.get(pk=known)
    else:
        user = create_account(
            by=by,
            full_name=values.full_name,
            email=values.email,
            phone=values.phone,
            gender=values.gender,
            birth_on=dt.date.fromisoformat(values.birth_date) if values.birth_date else None,
            must_change_secret=True,
            is_demo=settings.DEMO_SIGN_IN,
        )
        if listing.consent_by:
            give_consent(
                user=user, giver=ConsentGiver.PESANTREN, giver_name=listing.consent_by, by=by
            )
    if listing.membership_role and row.pesantren and values.role == PARTICIPANT:
        add_membership(
            user=user,
            pesantren=row.pesantren,
            role=MembershipRole(listing.membership_role),
            by=by,
        )
    return user


def _give_place(listing: IntakeList, row: IntakeRow, batch: Batch, user: User, by: User) -> None:
    """Give a seat, or a place on the reserve list where none is left. Raises Refused."""
    asked = batch.applications.filter(user=user, state__in=OPEN_STATES).first()
    waits = asked is not None and asked.state != ApplicationState.DRAFT
    try:
        with transaction.atomic():
            if asked is not None and waits:
                row.enrollment = _accepted(listing, asked, by)
            else:
                row.enrollment = seats.take(
                    batch=batch,
                    user=user,
                    pillar=listing.pillar,
                    pesantren=row.pesantren,
                    application=None,
                    by=by,
                )
        row.result = Result.SEATED
    except seats.BatchFull:
        if listing.rest_to != RestTo.RESERVE:
            raise
        row.application = _reserved(listing, row, batch, user, asked, by)
        row.result = Result.RESERVE
    if not row.has_made_account:
        _tell(row, user, batch)


def _accepted(listing: IntakeList, asked: Application, by: User) -> Enrollment:
    """Accept an application that waits: the list says that it was looked at."""
    if not asked.pillar:
        asked.pillar = listing.pillar
        asked.save(update_fields=["pillar"])
    if asked.state == ApplicationState.SUBMITTED:
        asked = deciding.verify(application=asked, by=by)
    return deciding.accept(application=asked, by=by)


def _reserved(
    listing: IntakeList,
    row: IntakeRow,
    batch: Batch,
    user: User,
    asked: Application | None,
    by: User,
) -> Application:
    """Give the next place on the reserve list; who has one keeps it."""
    if asked is None:
        asked = Application.objects.create(
            batch=batch,
            program_id=batch.program_id,
            user=user,
            state=ApplicationState.VERIFIED,
            pesantren=row.pesantren,
            membership_role=listing.membership_role,
            pillar=listing.pillar,
            submitted_at=timezone.now(),
        )
    elif asked.state in {ApplicationState.DRAFT, ApplicationState.SUBMITTED}:
        raise seats.BatchFull
    return deciding.put_on_reserve(application=asked, by=by)


def _tell(row: IntakeRow, user: User, batch: Batch) -> None:
    """Tell somebody who has an account already; the others learn it by their cards."""
    with translation.override(user.language):
        text = _("You have a seat in %(batch)s.")
        if row.result == Result.RESERVE:
            text = _("You are on the reserve list of %(batch)s.")
        text = text % {"batch": batch}
    notify(
        user,
        NoticeKind.MESSAGE,
        key=f"intake:{row.pk}",
        params={"text": text},
        url=reverse("courses:learn_home"),
    )
