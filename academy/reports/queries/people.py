"""The lists behind the figures: seats, applications and pesantren of a program.

Figures and lists start from the same querysets, so that a figure is the length of the
list it opens.
"""

from collections.abc import Iterable

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from academy.core.text.typed import uuid_of
from academy.people.models import Pesantren, User
from certificates.models import Certificate, CertificateKind, CertificateState
from courses.models import Application, Batch, Enrollment, EnrollmentState, Program
from courses.models.seats.enrollment import TAKING_PART


def programs_run_by(user: User) -> QuerySet[Program]:
    """Return the programs that `user` manages or runs a batch of, with their graduates."""
    found = Program.objects.visible_to(user)
    if not user.is_program_manager:
        run = Batch.objects.filter(program=OuterRef("pk"), coordinators=user)
        found = found.filter(Exists(run)) if user.is_coordinator else found.none()
    passed = Q(batches__enrollments__state=EnrollmentState.COMPLETED)
    return found.annotate(
        completed=Count("batches__enrollments", filter=passed, distinct=True)
    ).order_by("-starts_on", "pk")


def programs_of_partner(user: User) -> QuerySet[Program]:
    """Return the programs whose figures `user` reads as a partner (managers: all)."""
    found = Program.objects.visible_to(user)
    if not user.is_program_manager:
        found = found.filter(partners=user) if user.is_partner else found.none()
    return found.order_by("-starts_on", "pk")


def batches(program: Program, user: User) -> QuerySet[Batch]:
    """Return the batches of `program` whose people `user` works with."""
    return Batch.objects.visible_to(user).filter(program=program).order_by("number")


def has_certificate() -> Exists:
    """Return the condition "a certificate of completion is valid", on enrollments."""
    return Exists(
        Certificate.objects.filter(
            enrollment=OuterRef("pk"),
            kind=CertificateKind.COMPLETION,
            state=CertificateState.VALID,
        )
    )


def seats(of: Iterable[Batch] | QuerySet[Batch]) -> QuerySet[Enrollment]:
    """Return all seats ever given in the batches `of`."""
    return Enrollment.objects.filter(batch__in=of)


def applications(of: Iterable[Batch] | QuerySet[Batch]) -> QuerySet[Application]:
    """Return all applications that were sent to the batches `of`."""
    return Application.objects.sent().filter(batch__in=of)


def once_each(rows: QuerySet[Enrollment]) -> QuerySet[Enrollment]:
    """Return of `rows` one a person: the seat with which they take part, else the latest."""
    taking_part = Q(state__in=TAKING_PART)
    shown = (
        rows.order_by()
        .values("user")
        .annotate(shown=Coalesce(Max("pk", filter=taking_part), Max("pk")))
        .values("shown")
    )
    return rows.filter(pk__in=shown)


def seats_list(program: Program, user: User) -> QuerySet[Enrollment]:
    """Return the seats that `user` may see, with what the list shows of each."""
    return (
        seats(batches(program, user))
        .select_related("user", "batch", "pesantren__regency")
        .annotate(is_certified=has_certificate())
    )


def applications_list(program: Program, user: User) -> QuerySet[Application]:
    """Return the applications that `user` may see, with what the list shows of each."""
    return applications(batches(program, user)).select_related(
        "user", "batch", "pesantren__regency"
    )


def chosen_pesantren(public_id: str) -> Pesantren | None:
    """Return the pesantren that an address names, to say so above its list."""
    wanted = uuid_of(public_id)
    if wanted is None:
        return None
    return Pesantren.objects.select_related("regency").filter(public_id=wanted).first()


def pesantren_list(program: Program, user: User) -> QuerySet[Pesantren]:
    """Return the pesantren of those with a seat, with how many people got one and passed."""
    seen = Q(enrollments__batch__in=batches(program, user))
    passed = seen & Q(enrollments__state=EnrollmentState.COMPLETED)
    return (
        Pesantren.objects.filter(pk__in=seats(batches(program, user)).values("pesantren"))
        .select_related("regency")
        .annotate(
            accepted=Count("enrollments__user", filter=seen, distinct=True),
            completed=Count("enrollments__user", filter=passed, distinct=True),
        )
    )
