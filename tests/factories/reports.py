"""A small program with people in every state, for figures and lists."""

import random
from collections.abc import Iterable

from django.utils import timezone

from certificates.models import Certificate, CertificateKind, CertificateState
from courses.models import Batch, Enrollment, EnrollmentState, Program
from tests.factories.courses import ApplicationFactory, EnrollmentFactory, days
from tests.factories.people import PesantrenFactory, RegencyFactory, UserFactory

STATES = [
    EnrollmentState.ACTIVE, EnrollmentState.COMPLETED, EnrollmentState.COMPLETED,
    EnrollmentState.FAILED, EnrollmentState.WITHDRAWN, EnrollmentState.REPLACED,
]  # fmt: skip
PILLARS = ["santripreneur", "pesantrenpreneur", "sosiopreneur"]


def certificate(
    enrollment: Enrollment,
    *,
    state: str = CertificateState.VALID,
    kind: str = CertificateKind.COMPLETION,
    issued_at=None,
) -> Certificate:
    """Return a certificate as a row; no PDF is printed."""
    serial = Certificate.objects.count() + 1
    return Certificate.objects.create(
        enrollment=enrollment,
        program=enrollment.batch.program,
        year=2026,
        serial=serial,
        number=f"{enrollment.batch.program.code}/2026/{serial:04}",
        kind=kind,
        state=state,
        facts={},
        facts_sha256="0" * 64,
        issued_at=issued_at or timezone.now(),
        reason="" if state == CertificateState.VALID else "Nama salah tulis.",
    )


def seat(batch: Batch, state: str = EnrollmentState.ACTIVE, **fields) -> Enrollment:
    """Return a seat with the application that led to it; `gender` goes to a new person."""
    user = fields.pop("user", None) or UserFactory(gender=fields.pop("gender", "female"))
    if "pesantren" not in fields:
        fields["pesantren"] = PesantrenFactory()
    application = ApplicationFactory(
        batch=batch, user=user, pesantren=fields["pesantren"], state="accepted",
        pillar=fields.get("pillar", "santripreneur"),
    )  # fmt: skip
    if state == EnrollmentState.COMPLETED:
        fields.setdefault("completed_at", timezone.now() - days(3))
    return EnrollmentFactory(batch=batch, user=user, application=application, state=state, **fields)


def populate(batches: Iterable[Batch], people: int = 12, seed: int = 7) -> Program:
    """Give each of `batches` that many people of every kind, some only applicants."""
    chance = random.Random(seed)
    places = [PesantrenFactory(regency=RegencyFactory()) for _ in range(3)]
    batches = list(batches)
    for batch in batches:
        for number in range(people):
            pesantren = chance.choice([*places, None])
            gender, pillar = chance.choice(["female", "male", ""]), chance.choice(PILLARS)
            if number % 4 == 3:
                ApplicationFactory(
                    batch=batch, pesantren=pesantren, pillar=chance.choice([pillar, ""]),
                    user=UserFactory(gender=gender), state=chance.choice(["submitted", "declined"]),
                )  # fmt: skip
                continue
            made = seat(
                batch, chance.choice(STATES), pesantren=pesantren, gender=gender, pillar=pillar
            )
            if made.state == EnrollmentState.COMPLETED and chance.random() < 0.7:
                certificate(made, state=CertificateState.REPLACED)
                certificate(made)
            elif chance.random() < 0.3:
                certificate(made, kind=CertificateKind.ATTENDANCE)
        ApplicationFactory(batch=batch, state="draft")
    return batches[0].program
