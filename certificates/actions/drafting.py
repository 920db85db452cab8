"""What a certificate of an enrollment would say today, with what it rests on."""

from collections import defaultdict
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
from courses.completion.requirements import requirements
from courses.completion.rules import Demand, rounded
from courses.models import Batch, Enrollment, Mark

ISSUER = "OPOP Academy"


@dataclass(frozen=True, slots=True)
class TaughtCourse:
    """A course of a batch with the titles of its demanded modules by their paths, in order."""

    title: str
    hours: int
    modules: dict[str, str]


@dataclass(frozen=True, slots=True)
class Taught:
    """What a batch taught: the same for all its certificates, so read once for many."""

    batch: Batch
    design: CertificateDesign | None
    courses: tuple[TaughtCourse, ...]
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
    return Taught(
        batch=batch,
        design=None,
        courses=tuple(
            TaughtCourse(
                course.title,
                course.hours,
                {page.path: page.title for page in pages if page.path.startswith(course.path)},
            )
            for course in courses
        ),
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
    modules = _modules(of, figures.required, marks if is_completion else {})
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
            courses=tuple(course.title for course in of.courses),
            modules=modules,
            hours=sum((module.hours for module in modules), Decimal(0)),
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


def _modules(
    of: Taught, asked: Iterable[Demand], marks: dict[int, Decimal]
) -> tuple[ModuleFacts, ...]:
    """Return the modules of which something was asked of the person, with hours and mark.

    What the batch demands since the person passed is no part of the certificate.
    """
    inside: dict[str, list[Demand]] = defaultdict(list)
    for item in asked:
        inside[item.path[: -ModulePage.steplen]].append(item)
    found: list[ModuleFacts] = []
    for course in of.courses:
        paths = [path for path in course.modules if path in inside]
        minutes = [sum(item.minutes for item in inside[path]) for path in paths]
        for path, hours in zip(paths, _apportion(course.hours, minutes), strict=True):
            mark = _mean(inside[path], marks)
            title = course.modules[path]
            found.append(ModuleFacts(course=course.title, title=title, hours=hours, mark=mark))
    return tuple(found)


def _mean(items: Iterable[Demand], marks: dict[int, Decimal]) -> Decimal | None:
    marked = [item for item in items if item.is_graded and item.activity_id in marks]
    total = sum((item.weight for item in marked), Decimal(0))
    earned = sum((item.weight * marks[item.activity_id] for item in marked), Decimal(0))
    return rounded(earned / total) if total else None


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
