"""What the tests of the desk send, and what it leaves."""

import uuid

from certificates.models import Certificate


def form(**more):
    return {"client_id": str(uuid.uuid4()), "kind": "completion", **more}


def issued():
    return list(Certificate.objects.all())
