"""Who may issue, and which enrollments may have a certificate."""

import rules

from academy.people.models import User
from certificates.models import Certificate, CertificateKind
from courses.enrollment.rules import runs_batch
from courses.models import Enrollment, EnrollmentState
from courses.programs.rules import is_program_manager

# A certificate of attendance is for everybody who kept a seat, whatever the result.
STATES_BY_KIND = {
    CertificateKind.COMPLETION: frozenset({EnrollmentState.COMPLETED}),
    CertificateKind.ATTENDANCE: frozenset(
        {EnrollmentState.ACTIVE, EnrollmentState.COMPLETED, EnrollmentState.FAILED}
    ),
}


def is_own(by: User, enrollment: Enrollment) -> bool:
    """Say whether the seat is that of `by`: nobody decides about the own certificate."""
    return by is not None and enrollment.user_id == by.pk


@rules.predicate
def runs_batch_of(user: User, certificate: Certificate) -> bool:
    return bool(runs_batch(user, certificate.enrollment.batch))


rules.add_perm("certificates.issue", runs_batch)
rules.add_perm("certificates.manage", runs_batch_of)
# All batches of the program get it, so none of their coordinators chooses alone.
rules.add_perm("certificates.choose_design", is_program_manager)
