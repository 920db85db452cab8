"""A draft is confirmed once, and its people are taken in by a job."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.core import audit, jobs, states
from academy.core.text.typed import clean_typed
from academy.people.errors import NoPrivacyNotice
from academy.people.models import PrivacyNotice, User
from courses.intake.actions.drafts import address_of, locked
from courses.intake.actions.errors import ChangedMeanwhile, NobodyToTake, NotDraft
from courses.models import IntakeList, IntakeState
from courses.models.seats.intake import TAKEN_LOTS, Lot
from courses.models.verbs import CourseVerb

TAKE_JOB = "courses.take_intake"


def confirm(
    *,
    listing: IntakeList,
    by: User,
    shown: int,
    pillar: str,
    rest_to: str,
    membership_role: str = "",
    consent_by: str = "",
) -> IntakeList:
    """Have the people of a draft taken in, as it was `shown` (its revision).

    Confirmed twice, by whomever, it is one job. `consent_by`: who has signed for the consent of
    all. Raises ChangedMeanwhile, NobodyToTake, NoPrivacyNotice or NotDraft.
    """
    with transaction.atomic():
        listing = locked(listing)
        if listing.state in {IntakeState.TAKING, IntakeState.TAKEN}:
            return listing
        if not listing.is_draft:
            raise NotDraft
        if listing.revision != shown:
            raise ChangedMeanwhile
        # Who is here already is looked at as well: the result names them.
        rows = listing.rows.filter(lot__in=[*TAKEN_LOTS, Lot.THERE, Lot.BARRED])
        if not rows.filter(lot__in=TAKEN_LOTS).exists():
            raise NobodyToTake
        consent_by = clean_typed(consent_by)
        if consent_by and PrivacyNotice.current() is None:
            raise NoPrivacyNotice
        states.move(
            listing,
            IntakeState.TAKING,
            by=by,
            pillar=pillar,
            rest_to=rest_to,
            membership_role=membership_role,
            consent_by=consent_by,
            confirmed_by=by,
            confirmed_at=timezone.now(),
        )
        numbers = list(rows.order_by("number").values_list("pk", flat=True))
        _have_taken(listing, numbers, by)
        audit.record(
            CourseVerb.LIST_CONFIRMED,
            listing,
            by=by,
            batch=listing.batch_id,
            rows=len(numbers),
            has_consent=bool(consent_by),
        )
    return listing


def take_on(*, listing: IntakeList, by: User) -> IntakeList:
    """Go on where the work on a confirmed list has stopped for good."""
    with transaction.atomic():
        listing = locked(listing)
        job = listing.job
        if listing.state == IntakeState.TAKING and job is not None and not job.is_running:
            _have_taken(listing, job.args["rows"], by)
    return listing


def _have_taken(listing: IntakeList, rows: list[int], by: User) -> None:
    listing.job = jobs.enqueue(
        TAKE_JOB,
        {"listing": listing.pk, "batch": listing.batch_id, "rows": rows, "by": by.pk},
        by=by,
        title=_("Take in the people of %(file)s") % {"file": listing.filename},
        return_url=address_of(listing),
        total=len(rows),
    )
    listing.save(update_fields=["job"])
