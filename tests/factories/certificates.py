"""Designs, and people who are ready for a certificate."""

from datetime import timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from certificates.models import CertificateDesign, ProgramDesign
from courses.models import Batch, Enrollment, EnrollmentState
from tests.factories.course_tree import course_tree
from tests.factories.courses import (
    BatchFactory,
    CompletionRuleFactory,
    EnrollmentFactory,
    MarkFactory,
    ProgramFactory,
    RequiredActivityFactory,
)
from tests.factories.people import UserFactory


class CertificateDesignFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CertificateDesign

    name = factory.Sequence(lambda n: f"Desain {n}")
    heading = "Sertifikat Kelulusan"
    body = "telah memenuhi seluruh syarat program pelatihan"
    city = "Surabaya"
    signer_name = "Dr. Hj. Retno Wulandari, M.M."
    signer_title = "Kepala Dinas Koperasi dan UKM Provinsi Jawa Timur"


class ProgramDesignFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProgramDesign

    program = factory.SubFactory(ProgramFactory)
    design = factory.SubFactory(CertificateDesignFactory)


def finished_batch(*, with_design: bool = True, **batch) -> Batch:
    """Return a batch that taught one course of two modules, with its required activities."""
    tree = course_tree(modules=2, lessons=1, hours=12)
    over = {
        "starts_on": timezone.localdate() - timedelta(days=60),
        "ends_on": timezone.localdate() - timedelta(days=2),
    }
    made = BatchFactory(courses=[tree.course], **over | batch)
    CompletionRuleFactory(batch=made)
    for activity in tree.activities:
        RequiredActivityFactory(batch=made, activity=activity)
    if with_design:
        ProgramDesignFactory(program=made.program)
    return made


def graduate(batch: Batch, *, marks: bool = True, **user) -> Enrollment:
    """Return a completed enrollment of `batch`; `user` goes to the person."""
    enrollment = EnrollmentFactory(
        batch=batch,
        user=UserFactory(**user),
        state=EnrollmentState.COMPLETED,
        completed_at=timezone.now(),
        is_eligible=True,
        eligible_at=timezone.now(),
        mean_mark=Decimal(80),
    )
    for item in batch.required_activities.select_related("activity") if marks else ():
        if item.activity.is_graded:
            MarkFactory(enrollment=enrollment, activity=item.activity)
    return enrollment
