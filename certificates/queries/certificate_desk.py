"""What the certificate desk shows of one batch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from academy.core.models import Job
from academy.core.models.job import JobState
from academy.people.models import User
from certificates.errors import IssuedUnprinted, OwnCertificate
from certificates.models import Certificate, CertificateDesign, CertificateKind
from certificates.queries import doubts, printed_names, registry
from certificates.queries.doubts import Doubt
from certificates.queries.early import still_to_come
from certificates.queries.readiness import Readiness, readiness
from certificates.rules import is_own
from courses.models import Batch, Enrollment

# What the lists are narrowed to, in their addresses.
DOUBTFUL = "doubtful"
DIFFERS = "differs"
TABS = ("ready", "waiting", "issued")
JOB_TONES = {
    JobState.QUEUED: "next",
    JobState.RUNNING: "next",
    JobState.DONE: "good",
    JobState.FAILED: "bad",
}


def url(batch: Batch, *, tab: str = "", kind: str = CertificateKind.COMPLETION) -> str:
    """Return the address of the page, at `tab` and for `kind`."""
    query = {}
    if tab:
        query["tab"] = tab
    if kind != CertificateKind.COMPLETION:
        query["kind"] = str(kind)
    return reverse("certificates:batch", args=[batch.public_id], query=query)


def read(batch: Batch, params: Mapping[str, str], reader: User) -> dict[str, Any]:
    """Return the page's context for the address's `params` (kind, tab, name); its list is
    `rows`, whole."""
    kind = params.get("kind", "")
    kind = kind if kind in CertificateKind.values else CertificateKind.COMPLETION
    tab = params.get("tab", "")
    people = _people(batch, kind, reader)
    ready = [one for one in people if one.is_ready]
    waiting = [one for one in people if one.reasons]
    issued = issued_rows(batch, kind)
    counts = {
        "ready": len(ready),
        "waiting": len(waiting),
        "issued": sum(1 for one in people if one.certificate),
    }
    tab = tab if tab in TABS else "ready" if ready else "issued" if counts["issued"] else "waiting"
    design, job = design_of(batch), latest_job(batch)
    return {
        "batch": batch,
        "kind": str(kind),
        "kinds": _kinds(batch, kind),
        "tab": tab,
        "tabs": _tabs(batch, tab, kind, counts),
        "counts": counts,
        "rows": {"ready": ready, "waiting": waiting, "issued": issued}[tab],
        "ready_at_once": sum(one.is_ready and not one.was_revoked for one in people),
        "other_names_count": sum(one.is_ready and one.name_differs for one in people),
        "only_other_names": params.get("name", "") == DIFFERS,
        "early": still_to_come(batch),
        "doubtful_url": f"{url(batch, tab='issued', kind=kind)}&state={DOUBTFUL}",
        "doubtful_count": sum(bool(one.doubt) for one in issued),
        # While a job is at it, a file may still come.
        "unprinted_count": 0
        if job and job["is_running"]
        else registry.unprinted(batch).filter(kind=kind).count(),
        "unsent_count": registry.unsent(batch).filter(kind=kind).count(),
        "design": design,
        "may_choose_design": reader.has_perm("certificates.choose_design", batch.program),
        "designs": CertificateDesign.objects.all(),
        "job": job,
    }


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate at the desk, with what is to be decided about it."""

    certificate: Certificate
    doubt: Doubt | None

    @property
    def name_differs(self) -> bool:
        return bool(self.registered_name)

    @property
    def registered_name(self) -> str:
        """The registered name where another one is printed, else ""."""
        user, printed = self.certificate.enrollment.user, self.certificate.facts["full_name"]
        return user.full_name if printed_names.differs(user, printed) else ""

    @property
    def titles(self) -> list[str]:
        user, printed = self.certificate.enrollment.user, self.certificate.facts["full_name"]
        return printed_names.unregistered_titles(user, printed)

    @property
    def early(self) -> dict[str, Any] | None:
        """What was still to come when it was issued, and why that was not waited for."""
        found: dict[str, Any] | None = self.certificate.facts.get("evidence", {}).get(
            "before_the_end"
        )
        return found


def issued_rows(batch: Batch, kind: str) -> list[Issued]:
    """Return the certificates of `kind` of `batch`, newest first."""
    found = registry.of_batch(batch).filter(kind=kind)
    return with_doubts(
        found.select_related("enrollment__batch__program", "enrollment__batch__completion_rule")
    )


def with_doubts(certificates: Iterable[Certificate]) -> list[Issued]:
    """Return `certificates`, each with what is to be decided about it."""
    certificates = list(certificates)
    doubtful = doubts.of_certificates(certificates)
    return [Issued(one, doubtful.get(one.pk)) for one in certificates]


def design_of(batch: Batch) -> CertificateDesign | None:
    """Return the design that certificates of the batch's program use."""
    return CertificateDesign.objects.filter(programs__program=batch.program_id).first()


def _people(batch: Batch, kind: str, reader: User) -> list[Readiness]:
    """Return everybody's readiness; `reader` waits for somebody else to issue the own one."""
    own = (str(OwnCertificate.message),)
    return [
        one
        if one.certificate or not is_own(reader, one.enrollment)
        else replace(one, reasons=one.reasons + own)
        for one in readiness(batch, kind)
    ]


def ready_people(
    batch: Batch, kind: str, selected: Sequence[UUID] | None, reader: User
) -> list[Enrollment]:
    """Return whom `reader` may issue for now; of `selected` ones only, unless None.

    Whose certificate was revoked gets another one only when selected.
    """
    return [
        one.enrollment
        for one in _people(batch, kind, reader)
        if one.is_ready
        and (not one.was_revoked if selected is None else one.enrollment.public_id in selected)
    ]


def latest_job(batch: Batch) -> dict[str, Any] | None:
    """Return the batch's last long work as the component shows it."""
    job = Job.objects.filter(
        kind__startswith="certificates.", return_url__startswith=url(batch)
    ).first()
    if job is None:
        return None
    return {
        "row": job,
        "title": job.title,
        "state": job.get_state_display(),
        "tone": JOB_TONES[JobState(job.state)],
        "is_running": job.is_running,
        "sentence": _job_sentence(job),
        "refused": _refused(job),
        "has_file": bool(job.file) and job.state == JobState.DONE,
    }


def _job_sentence(job: Job) -> str:
    if job.state == JobState.FAILED:
        return _("This did not work. What was done until then is kept; you can start it again.")
    if job.state == JobState.DONE:
        return _("Finished: %(done)s of %(total)s.") % {
            "done": job.done_count - sum(map(len, job.refusals.values())),
            "total": job.total_count,
        }
    if not job.total_count:
        return _("Waiting for its turn.")
    return _("%(done)s of %(total)s done.") % {"done": job.done_count, "total": job.total_count}


def _refused(job: Job) -> list[dict[str, str]]:
    """Return who is without what a job of issuing or sending was asked for, and why."""
    reasons = {item["enrollment"]: item["reason"] for item in job.result.get("refused", ())}
    reasons |= dict.fromkeys(job.result.get("unprinted", ()), str(IssuedUnprinted.message))
    asked = job.args.get("certificates", ())
    passed_over = {asked[at]: why for why, places in job.refusals.items() for at in places}
    seats = Certificate.objects.filter(pk__in=passed_over).values_list("enrollment_id", "pk")
    reasons |= {seat: passed_over[pk] for seat, pk in seats}
    people = Enrollment.objects.select_related("user").in_bulk(reasons)
    return [
        {"name": people[seat].user.full_name, "reason": reason} for seat, reason in reasons.items()
    ]


def _kinds(batch: Batch, kind: str) -> list[dict[str, Any]]:
    labels = {
        CertificateKind.COMPLETION: pgettext("certificates", "Completion"),
        CertificateKind.ATTENDANCE: pgettext("certificates", "Attendance"),
    }
    return [
        {"label": label, "url": url(batch, kind=one), "current": one == kind}
        for one, label in labels.items()
    ]


def _tabs(batch: Batch, tab: str, kind: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    labels = {
        "ready": pgettext("certificates", "Ready"),
        "waiting": pgettext("certificates", "Not ready"),
        "issued": pgettext("certificates", "Issued"),
    }
    return [
        {
            "label": label,
            "url": url(batch, tab=name, kind=kind),
            "current": name == tab,
            "count": counts[name],
        }
        for name, label in labels.items()
    ]
