"""Sessions and rosters, as their pages need them."""

from django.db.models import Count, Q, QuerySet

from courses.models import (
    Attendance,
    AttendanceRequest,
    AttendanceStatus,
    Batch,
    Enrollment,
    Session,
)
from courses.models.seats.enrollment import SEAT_LEFT

# Of one session; who contests more has a word with the coordinator.
SHOWN = 50


def sessions_of(batch: Batch) -> QuerySet[Session]:
    """Return the sessions of `batch` in time, with how many of those who have a seat were noted
    and came."""
    is_here = ~Q(attendance__enrollment__state__in=SEAT_LEFT)
    came = Q(attendance__status=AttendanceStatus.PRESENT)
    return (
        batch.sessions.select_related("trainer")
        .annotate(
            noted_count=Count("attendance", filter=is_here),
            present_count=Count("attendance", filter=is_here & came),
        )
        .order_by("starts_at", "pk")
    )


def roster(
    session: Session, enrollments: QuerySet[Enrollment]
) -> list[tuple[Enrollment, Attendance | None]]:
    """Return `enrollments` by pesantren and name, each with what is noted of it."""
    noted = {
        item.enrollment_id: item
        for item in Attendance.objects.filter(session=session)
        .select_related("noted_by")
        .only("session", "enrollment", "status", "noted_at", "noted_by__full_name")
    }
    # Hundreds of rows, of wide tables: what the list shows, and no more.
    people = (
        enrollments.select_related("user", "pesantren")
        .only("public_id", "batch", "user__full_name", "user__title", "pesantren__name")
        .order_by("pesantren__name", "pesantren_id", "user__full_name", "pk")
    )
    return [(person, noted.get(person.pk)) for person in people]


def contested(session: Session) -> list[AttendanceRequest]:
    """Return what companions changed, or ask to change, of what others noted: the newest first."""
    found = session.requests.select_related("enrollment__user", "asked_by", "decided_by")
    return list(found[:SHOWN])
