"""Of whom nobody has noted yet whether they came."""

from typing import Any

from django.db.models import Count, F, QuerySet

from courses.models import Attendance, Enrollment, Session


def missing_at(sessions: list[Session], seats: QuerySet[Enrollment]) -> list[tuple[Session, int]]:
    """Return in which of `sessions` how many of `seats` are not noted.

    Who got the seat when a session was over is not asked for it.
    """
    expected = counts_of(
        seats.filter(batch__sessions__in=sessions, enrolled_at__lte=F("batch__sessions__ends_at")),
        "batch__sessions",
    )
    noted = counts_of(
        Attendance.objects.filter(
            # Who has moved away since was noted, and is not expected any more.
            session__in=sessions,
            enrollment__in=seats.values("pk"),
            enrollment__batch=F("session__batch"),
            enrollment__enrolled_at__lte=F("session__ends_at"),
        ),
        "session",
    )
    counts = [(each, expected.get(each.pk, 0) - noted.get(each.pk, 0)) for each in sessions]
    return [(each, count) for each, count in counts if count > 0]


def counts_of(rows: QuerySet[Any], key: str) -> dict[int, int]:
    """Return how many of `rows` there are for each value of `key`."""
    return dict(rows.order_by().values_list(key).annotate(count=Count("pk")))
