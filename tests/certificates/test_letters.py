"""Whoever runs a batch tells people by WhatsApp that their certificate is there."""

import pytest
from django.urls import reverse

from certificates.actions.ending import revoke
from certificates.actions.issuing import issue
from certificates.actions.printing import print_pdf
from certificates.actions.sending import send
from courses.workspace.letters import messages_for
from tests.factories.certificates import graduate

pytestmark = pytest.mark.django_db


def test_who_has_got_a_certificate_is_told_where_it_lies_while_it_is_valid(
    client, batch, coordinator
):
    seat = graduate(batch)
    certificate = print_pdf(issue(seat, by=coordinator))
    # Issued is not sent: the person would not find it yet.
    assert "certificate" not in dict(messages_for(seat))
    send(certificate, by=coordinator)
    told = dict(messages_for(seat))["certificate"]
    assert batch.program.name in told.text
    assert told.text.endswith(reverse("certificates:own_list"))
    client.force_login(coordinator)
    page = client.get(reverse("courses:person", args=[seat.public_id])).content.decode()
    assert told.url.split("?")[0] in page
    revoke(certificate, by=coordinator, reason="Salah orang.")
    assert "certificate" not in dict(messages_for(seat))
