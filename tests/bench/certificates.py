"""Issue certificates in this process, on the database that the environment names; print figures."""

import json
import time

import django

django.setup()

from academy.people.models import User
from certificates.actions.ending import revoke
from certificates.actions.issuing import issue_many
from certificates.models import Certificate, CertificateState

COUNT = 60


def main() -> None:
    first = Certificate.objects.filter(state=CertificateState.VALID).first()
    manager = User.objects.get(username="pengelola")
    valid = Certificate.objects.filter(
        state=CertificateState.VALID, kind=first.kind, enrollment__batch=first.enrollment.batch
    ).select_related("enrollment")
    seats = []
    for certificate in valid[:COUNT]:
        revoke(certificate, by=manager, reason="bench")
        seats.append(certificate.enrollment)
    batch = first.enrollment.batch
    options = {"by": manager, "kind": first.kind, "send_too": False, "on_step": lambda step: None}
    issue_many(batch, seats[:1], **options)  # what the whole batch shares is laid out once
    wall, cpu = time.monotonic(), time.process_time()
    result = issue_many(batch, seats[1:], **options)
    wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    count = result["issued"]
    print(json.dumps({"count": count, "per_second": count / wall, "cpu_ms": 1000 * cpu / count}))


main()
