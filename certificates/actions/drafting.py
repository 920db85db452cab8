"""What a certificate of an enrollment would say today, with what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from academy.web import kept
from certificates.models import CertificateDesign, CertificateKind, ProgramDesign
from certificates.pdf.facts import CertificateFacts, ModuleFacts
from certificates.pdf.layout import LANGUAGE
from cms.models import ModulePage
from courses.completion import queries as completion
from courses.completion.plan import state_of
from courses.completion.rules import Demand, requirements, rounded
from courses.models import Batch, Enrollment, Mark

ISSUER = "OPOP Academy"


@dataclass(frozen=True, slots=True)
class TaughtModule:
    """A module of a batch; `weights` of its graded activities by their id."""

    course: str
    title: str
    hours: Decimal
    weights: dict[int, Decimal]


@dataclass(frozen=True, slots=True)
class Taught:
    """What a batch taught: the same for all its certificates, so read once for many."""

    batch: Batch
    design: CertificateDesign | None
    courses: tuple[str, ...]
    modules: tuple[TaughtModule, ...]
    hours: Decimal
    demands: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Facts still without number and code, and the evidence that is frozen with them."""

    facts: CertificateFacts
    evidence: dict[str, Any]


# The same for all certificates of a batch: read once for two hundred, and again after a change.
_kept: kept.Near[Taught] = kept.Near(size=16, seconds=600)


def taught(batch: Batch) -> Taught:
    """Return what `batch` taught, in the order of its courses, as it is worded now."""
    chosen = ProgramDesign.objects.select_related("design").filter(program=batch.program_id).first()
    kept_one = _kept.get(batch.pk, state_of(batch), lambda: _read(batch))
    return replace(kept_one, batch=batch, design=chosen.design if chosen else None)


def _read(batch: Batch) -> Taught:
    required = completion.demands_of([batch.pk])[batch.pk]
    paths = {item.path[: -ModulePage.steplen] for item in required}
    pages = list(ModulePage.objects.filter(path__in=paths).order_by("path"))
    courses = [item.course for item in batch.batch_courses.select_related("course")]
    modules: list[TaughtModule] = []
    for course in courses:
        own = [page for page in pages if page.path.startswith(course.path)]
        inside = [[item for item in required if item.path.startswith(page.path)] for page in own]
        minutes = [sum(item.minutes for item in items) for items in inside]
        for page, items, hours in zip(own, inside, _apportion(course.hours, minutes), strict=True):
            weights = {i.activity_id: i.weight for i in items if i.is_graded and i.weight}
            modules.append(TaughtModule(course.title, page.title, hours, weights))
    return Taught(
        batch=batch,
        design=None,
        courses=tuple(course.title for course in courses),
        modules=tuple(modules),
        hours=sum((module.hours for module in modules), Decimal(0)),
        demands=tuple(required),
    )


def draft(of: Taught, design: CertificateDesign, enrollment: Enrollment, kind: str) -> Draft:
    """Return what a certificate of `kind` for `enrollment` would say, issued today.

    Everything is worded in Indonesian, the language of the certificate.
    """
    batch = of.batch
    figures = completion.read(batch, [enrollment], demands=of.demands)[enrollment.pk]
    rule = completion.rule_of(batch)
    marks = dict(Mark.objects.filter(enrollment=enrollment).values_list("activity_id", "value"))
    pesantren = enrollment.pesantren
    is_completion = kind == CertificateKind.COMPLETION
    with translation.override(LANGUAGE):
        met = [item for item in requirements(rule, figures) if item.is_met]
        if not is_completion:
            met = [item for item in met if item.key == "attendance"]
        facts = CertificateFacts(
            kind=kind,
            number="",
            code="",
            full_name=enrollment.user.printed_name,
            arabic_name=enrollment.user.arabic_name,
            pesantren=pesantren.name if pesantren else "",
            regency=pesantren.regency.name if pesantren else "",
            heading=design.heading if is_completion else _("Certificate of attendance"),
            statement=design.body
            if is_completion
            else _("has taken part in the sessions of the training programme"),
            program=batch.program.name,
            batch=str(batch),
            starts_on=batch.starts_on,
            ends_on=batch.ends_on,
            courses=of.courses,
            modules=tuple(_module(module, marks, is_completion) for module in of.modules),
            hours=of.hours,
            mean_mark=_rounded(figures.mean_mark) if is_completion else None,
            attendance_percent=figures.attendance_percent,
            rules=tuple(item.text for item in met),
            issued_on=timezone.localdate(),
            city=design.city,
            issuer=ISSUER,
            signer_name=design.signer_name,
            signer_title=design.signer_title,
            check_address=_check_address(),
            verify_url="",
        )
        evidence = {
            "requirements": [
                {"key": item.key, "text": item.text, "detail": item.detail} for item in met
            ],
            "activities_done": sorted(figures.done),
            "marks": {str(activity): str(mark) for activity, mark in sorted(marks.items())},
            "sessions_attended": figures.attended_count,
            "sessions_held": figures.held_count,
            "completed_at": enrollment.completed_at.isoformat()
            if enrollment.completed_at
            else None,
        }
    return Draft(facts=facts, evidence=evidence)


def numbered(
    facts: CertificateFacts, *, number: str, code: str, issued_on: date
) -> CertificateFacts:
    """Return `facts` with number, day, code and the address where the code is checked."""
    path = reverse("certificates:check", args=[code])
    return replace(
        facts,
        number=number,
        code=code,
        issued_on=issued_on,
        verify_url=settings.BASE_URL + path,
    )


def _check_address() -> str:
    """Return what a person types into a browser, without scheme and last slash."""
    address = settings.BASE_URL + reverse("certificates:check_form")
    return address.split("://", 1)[1].rstrip("/")


def _module(module: TaughtModule, marks: dict[int, Decimal], with_mark: bool) -> ModuleFacts:
    weights = {activity: w for activity, w in module.weights.items() if activity in marks}
    total = sum(weights.values(), Decimal(0))
    mean = sum((w * marks[a] for a, w in weights.items()), Decimal(0)) / total if total else None
    return ModuleFacts(
        course=module.course,
        title=module.title,
        hours=module.hours,
        mark=_rounded(mean) if with_mark else None,
    )


def _rounded(mark: Decimal | None) -> Decimal | None:
    return None if mark is None else rounded(mark)


def _apportion(hours: int, minutes: Iterable[int]) -> list[Decimal]:
    """Return the half hours of each module: shares of the course's `hours` by its minutes.

    The shares add up to the hours that the course declares; where it declares none, each
    module has its own minutes, rounded up to half an hour.
    """
    minutes = list(minutes)
    if not hours or not sum(minutes):
        return [Decimal(-(-one // 30)) / 2 for one in minutes]
    exact = [Decimal(2 * hours * one) / sum(minutes) for one in minutes]
    halves = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (halves[i] - exact[i], i))
    for index in by_remainder[: 2 * hours - sum(halves)]:
        halves[index] += 1
    return [Decimal(half) / 2 for half in halves]
