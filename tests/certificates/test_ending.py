"""Revoking and replacing: what was issued stays, with its number and why it ended."""

import pytest

from academy.core.errors import InvalidTransition
from academy.core.models import AuditEntry
from academy.notify.models import Notice
from certificates.actions.ending import replace, revoke
from certificates.actions.issuing import issue
from certificates.actions.printing import print_pdf
from certificates.actions.sending import send
from certificates.errors import NotReady, ReasonMissing
from certificates.models import Certificate
from tests.factories.certificates import graduate

pytestmark = pytest.mark.django_db


def test_revoking_keeps_the_certificate_and_its_number(batch, coordinator):
    seat = graduate(batch)
    certificate = print_pdf(issue(seat, by=coordinator))
    send(certificate, by=coordinator)
    with pytest.raises(ReasonMissing):
        revoke(certificate, by=coordinator, reason="  ")
    revoke(certificate, by=coordinator, reason="Foto bukan karya sendiri")
    certificate.refresh_from_db()
    assert (certificate.state, certificate.reason) == ("revoked", "Foto bukan karya sendiri")
    assert certificate.pdf
    with pytest.raises(InvalidTransition):
        revoke(certificate, by=coordinator, reason="Sekali lagi")
    certificate.refresh_from_db()
    assert certificate.reason == "Foto bukan karya sendiri"
    assert list(Notice.objects.order_by("pk").values_list("kind", flat=True)) == [
        "certificate_ready",
        "certificate_revoked",
    ]
    assert "karya" not in str(list(AuditEntry.objects.values_list("data", flat=True)))
    # A new one may be issued, under a new number.
    assert issue(seat, by=coordinator).serial == 2


def test_replacing_corrects_the_name_and_is_sent_if_the_old_one_was(
    batch, coordinator, run_jobs, django_capture_on_commit_callbacks
):
    old = send(print_pdf(issue(graduate(batch, full_name="Sulasri"), by=coordinator)), by=None)
    new = replace(old, by=coordinator, reason="Salah ketik", full_name=" Sulastri,  S.Pd. ")
    run_jobs()
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state, new.replaces, new.serial) == ("replaced", "valid", old, 2)
    assert (old.facts["full_name"], new.facts["full_name"]) == ("Sulasri", "Sulastri, S.Pd.")
    assert new.enrollment.user.printed_name == "Sulastri, S.Pd."
    [entry] = AuditEntry.objects.about(new.enrollment.user)
    assert (entry.verb, entry.actor) == ("corrected the printed name", coordinator)
    assert new.pdf
    assert new.sent_at
    with pytest.raises(InvalidTransition):
        replace(old, by=coordinator, reason="Dua kali")
    assert Certificate.objects.count() == 2


def test_what_was_not_sent_is_replaced_in_silence_and_the_log_has_the_time(
    batch, coordinator, run_jobs
):
    old = print_pdf(issue(graduate(batch), by=coordinator))
    new = replace(old, by=coordinator, reason="Salah ketik")
    run_jobs()
    new.refresh_from_db()
    old.refresh_from_db()
    assert (bool(new.pdf), new.sent_at) == (True, None)
    assert old.ended_at == new.issued_at
    assert not Notice.objects.filter(user=new.enrollment.user).exists()


def test_a_name_that_cannot_be_printed_replaces_nothing(batch, coordinator):
    old = issue(graduate(batch), by=coordinator)
    with pytest.raises(NotReady):
        replace(old, by=coordinator, reason="Salah ketik", full_name="Sulastri 田")
    assert [one.state for one in Certificate.objects.all()] == ["valid"]
