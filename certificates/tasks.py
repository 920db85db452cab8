from django.db.models import Case, When

from academy.core.jobs import Progress, job_task
from academy.people.models import User
from certificates.actions import archive, issuing, printing, sending, telling
from certificates.models import Certificate
from certificates.queries.registry import PRINT_JOB, printable, unprinted
from courses.models import Batch, Enrollment


@job_task(issuing.ISSUE_JOB)
def issue(
    progress: Progress,
    *,
    batch: int,
    enrollments: list[int],
    kind: str,
    send_too: bool,
    by: int,
    early_reason: str = "",
) -> None:
    in_order = Case(*(When(pk=pk, then=place) for place, pk in enumerate(enrollments)))
    chosen = (
        Enrollment.objects.filter(pk__in=enrollments)
        .select_related("user", "pesantren__regency", "batch__program", "batch__completion_rule")
        .order_by(in_order)
    )
    progress.total(len(enrollments))
    progress.job.result = issuing.issue_many(
        Batch.objects.select_related("program", "completion_rule").get(pk=batch),
        chosen,
        by=User.objects.get(pk=by),
        kind=kind,
        send_too=send_too,
        early_reason=early_reason,
        on_step=progress.step,
    )
    telling.tell_issued(progress.job, progress.job.result)


@job_task(sending.SEND_JOB)
def send(progress: Progress, *, batch: int, certificates: list[int], by: int) -> None:
    sending.send_many(progress, certificates, by=User.objects.get(pk=by))


@job_task(PRINT_JOB)
def print_one(progress: Progress, *, certificate: int, send_too: bool, by: int) -> None:
    progress.total(1)
    printed = printing.print_pdf(Certificate.objects.get(pk=certificate))
    if send_too:
        sending.send(printed, by=User.objects.get(pk=by))
    progress.step(1)


@job_task(printing.MISSING_JOB)
def print_missing(progress: Progress, *, batch: int) -> None:
    waiting = list(unprinted(Batch.objects.get(pk=batch)))
    progress.total(len(waiting))
    for step, certificate in enumerate(waiting, start=1):
        printing.print_pdf(certificate)
        progress.step(step)


@job_task(archive.ZIP_JOB)
def make_zip(progress: Progress, *, batch: int) -> None:
    chosen = Batch.objects.get(pk=batch)
    progress.total(printable(chosen).count())
    progress.job.file = archive.make_zip(chosen, on_step=progress.step)
    progress.job.result = archive.packed(chosen)
    telling.tell_packed(progress.job)
