"""A person need not do an activity: given with a reason, and taken back again."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.notify.actions import notify
from academy.people.models import User
from cms.models import ActivityPage
from courses.acts import locks
from courses.acts.reasons import reason_of
from courses.completion import actions as completion
from courses.models import Enrollment, Exemption
from courses.models.notices import MarkNotice
from courses.models.verbs import CourseVerb


class OwnExemption(Refused):
    message = _("Nobody is exempt by the own hand. Somebody else who runs the batch does it.")


class ExemptAlready(Refused):
    message = _("This person is exempt from it already.")


def exempt(*, enrollment: Enrollment, activity: ActivityPage, by: User, reason: str) -> Exemption:
    """Ask `activity` of this person no more, and let its mark count no more.

    What was done in it stays done. Raises OwnExemption, WhyMissing or ExemptAlready.
    """
    if enrollment.user_id == by.pk:
        raise OwnExemption
    reason = reason_of(reason)
    with transaction.atomic():
        seat = locks.enrollment(enrollment)
        if Exemption.objects.valid().filter(enrollment=seat, activity=activity).exists():
            raise ExemptAlready
        made = Exemption.objects.create(
            enrollment=seat,
            activity=activity,
            reason=reason,
            given_by=by,
            given_at=timezone.now(),
        )
        audit.record(CourseVerb.EXEMPTED, seat, by=by, activity=activity.pk, exemption=made.pk)
        completion.refresh(seat)
        _tell(seat, activity, MarkNotice.EXEMPTED, f"exemption-{made.pk}", reason=reason)
    return made


def end_exemption(*, exemption: Exemption, by: User) -> Exemption:
    """Ask the activity of this person again. Who has met the rule keeps it. Twice it is once."""
    if exemption.enrollment.user_id == by.pk:
        raise OwnExemption
    with transaction.atomic():
        seat = locks.enrollment(exemption.enrollment)
        found = Exemption.objects.select_related("activity").get(pk=exemption.pk)
        if found.ended_at is not None:
            return found
        found.ended_at, found.ended_by = timezone.now(), by
        found.save(update_fields=["ended_at", "ended_by"])
        audit.record(
            CourseVerb.EXEMPTION_ENDED,
            seat,
            by=by,
            activity=found.activity_id,
            exemption=found.pk,
        )
        completion.refresh(seat)
        _tell(seat, found.activity, MarkNotice.ASKED_AGAIN, f"exemption-ended-{found.pk}")
    return found


def _tell(
    seat: Enrollment, activity: ActivityPage, kind: MarkNotice, key: str, **more: str
) -> None:
    notify(
        seat.user,
        kind,
        key=key,
        params={"title": activity.title} | more,
        url=reverse("courses:marks", args=[seat.batch.public_id]),
    )
