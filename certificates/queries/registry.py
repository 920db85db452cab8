"""Certificates that were issued: lists, and the public look-up by code."""

from collections.abc import Collection
from itertools import product
from uuid import UUID

from django.db.models import BigIntegerField, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.urls import reverse

from academy.core.codes import ALPHABET
from academy.core.models import Job
from academy.core.text.typed import only_code
from academy.people.models import User
from certificates.models import Certificate, CertificateState
from courses.learning.queries.outcome import Outcome
from courses.models import Batch, Enrollment

# Signs that no code has, and what the reader may have taken for them.
MISREAD = {"0": "QD", "O": "QD", "1": "7J", "I": "JT", "L": "J7"}
MAX_MISREAD = 3
CODE_LENGTH = 10
# The job that makes the file of one certificate; its number is in the args.
PRINT_JOB = "certificates.print"


def of_batch(batch: Batch, *, state: str = "") -> QuerySet[Certificate]:
    """Return the certificates of `batch`, newest first."""
    found = (
        Certificate.objects.filter(enrollment__batch=batch)
        .select_related("enrollment__user", "replaced_by", "replaces")
        .order_by("-issued_at", "-pk")
    )
    return found.filter(state=state) if state else found


def printable(batch: Batch) -> QuerySet[Certificate]:
    """Return the valid certificates of `batch` whose PDF is there."""
    return of_batch(batch, state=CertificateState.VALID).exclude(pdf="")


def unprinted(batch: Batch) -> QuerySet[Certificate]:
    """Return the valid certificates of `batch` that have a number, no file, and no job for it."""
    number = Cast(KeyTextTransform("certificate", "args"), BigIntegerField())
    coming = Job.objects.unfinished().filter(kind=PRINT_JOB).values(number=number)
    return of_batch(batch, state=CertificateState.VALID).filter(pdf="").exclude(pk__in=coming)


def unsent(batch: Batch, selected: Collection[UUID] | None = None) -> QuerySet[Certificate]:
    """Return the valid certificates of `batch` (of `selected`, unless None) not sent so far."""
    found = printable(batch).filter(sent_at__isnull=True)
    return found if selected is None else found.filter(public_id__in=selected)


def outcome(enrollment: Enrollment) -> Outcome | None:
    """Return what the holder of a seat has been given at its end: the latest that was sent."""
    sent = Certificate.objects.filter(enrollment=enrollment, sent_at__isnull=False)
    states = set(sent.values_list("state", flat=True))
    if not states & {CertificateState.VALID, CertificateState.REVOKED}:
        return None
    return Outcome(CertificateState.VALID in states, reverse("certificates:own_list"))


def own(user: User) -> QuerySet[Certificate]:
    """Return the certificates that were sent to `user`, newest first."""
    return (
        Certificate.objects.filter(enrollment__user=user, sent_at__isnull=False)
        .select_related("replaced_by")
        .order_by("-issued_at", "-pk")
    )


def by_code(typed: str) -> Certificate | None:
    """Return the certificate whose code was typed, forgivingly; None if there is none.

    Signs that no code has stand for those they look like, as long as only one
    certificate fits.
    """
    code = only_code(typed)
    if len(code) != CODE_LENGTH:
        return None
    odd = [sign for sign in code if sign not in ALPHABET]
    if len(odd) > MAX_MISREAD:
        return None
    choices = [MISREAD.get(sign, sign) for sign in code]
    candidates = ["".join(signs) for signs in product(*choices)]
    found = list(
        Certificate.objects.filter(code__in=candidates).select_related("replaced_by", "program")[:2]
    )
    return found[0] if len(found) == 1 else None
