"""What happens while a certificate is issued, sent or ended by somebody else."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.conf import settings
from django.db import connections, transaction

from academy.core.models import AuditEntry
from academy.notify.models import Notice
from certificates.actions.ending import replace, revoke
from certificates.actions.issuing import issue
from certificates.actions.printing import print_pdf
from certificates.actions.sending import send
from certificates.models import Certificate
from courses.models import Enrollment
from tests.factories.certificates import finished_batch, graduate
from tests.factories.people import UserFactory


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True)


def while_held(row, change, act):
    """Run `act` while `change` is being made under a lock on `row`; return what it gave."""
    started = Event()

    def acting():
        try:
            started.set()
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
            answer = pool.submit(acting)
            started.wait()
            with pytest.raises(TimeoutError):
                answer.result(timeout=1)
            change()
        return answer.result(timeout=30)


needs_row_locks = pytest.mark.skipif(
    "sqlite" in settings.DATABASES["default"]["ENGINE"], reason="SQLite lets one write at a time"
)


@needs_row_locks
@pytest.mark.django_db(transaction=True)
def test_a_mark_corrected_while_a_certificate_waits_is_the_mark_it_prints(coordinator):
    seat = graduate(finished_batch())
    certificate = while_held(
        Enrollment.objects.get(pk=seat.pk),
        lambda: seat.marks.update(value=95),
        lambda: issue(seat, by=coordinator),
    )
    assert certificate.facts["mean_mark"] == "95.00"
    assert set(certificate.facts["evidence"]["marks"].values()) == {"95.00"}


@needs_row_locks
@pytest.mark.django_db(transaction=True)
def test_a_rule_changed_while_a_certificate_waits_is_the_rule_it_rests_on(coordinator):
    seat = graduate(finished_batch())
    seat = Enrollment.objects.select_related("batch__completion_rule", "user").get(pk=seat.pk)
    rule = seat.batch.completion_rule

    def change():
        type(rule).objects.filter(pk=rule.pk).update(minimum_mark=61)

    # Whoever changes a rule holds all the seats that it measures.
    certificate = while_held(
        Enrollment.objects.get(pk=seat.pk), change, lambda: issue(seat, by=coordinator)
    )
    assert "61" in " ".join(certificate.facts["rules"])


@needs_row_locks
@pytest.mark.django_db(transaction=True)
def test_a_replacement_prints_the_mark_corrected_while_it_waits(coordinator):
    seat = graduate(finished_batch())
    old = issue(seat, by=coordinator)
    new = while_held(
        Enrollment.objects.get(pk=seat.pk),
        lambda: seat.marks.update(value=95),
        lambda: replace(old, by=coordinator, reason="Nilai salah"),
    )
    assert new.facts["mean_mark"] == "95.00"


@pytest.mark.django_db
def test_a_certificate_sent_by_two_is_sent_once(coordinator):
    certificate = print_pdf(issue(graduate(finished_batch()), by=coordinator))
    late = Certificate.objects.get(pk=certificate.pk)
    sent = send(certificate, by=coordinator)
    assert send(late, by=coordinator).sent_at == sent.sent_at
    assert AuditEntry.objects.filter(verb="sent").count() == 1


@pytest.mark.django_db
def test_a_certificate_revoked_meanwhile_is_not_announced_as_ready(coordinator):
    certificate = print_pdf(issue(graduate(finished_batch()), by=coordinator))
    revoke(Certificate.objects.get(pk=certificate.pk), by=coordinator, reason="Keliru")
    assert send(certificate, by=coordinator).sent_at is None
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_a_certificate_that_nobody_was_sent_is_revoked_without_a_notice(coordinator):
    revoke(issue(graduate(finished_batch()), by=coordinator), by=coordinator, reason="Keliru")
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_who_was_sent_a_certificate_meanwhile_is_sent_the_new_one(coordinator, run_jobs):
    certificate = print_pdf(issue(graduate(finished_batch()), by=coordinator))
    send(Certificate.objects.get(pk=certificate.pk), by=coordinator)
    new = replace(certificate, by=coordinator, reason="Salah ketik")
    run_jobs()
    assert Certificate.objects.get(pk=new.pk).sent_at is not None


@pytest.mark.django_db
def test_who_was_sent_a_certificate_meanwhile_is_told_that_it_is_revoked(coordinator):
    certificate = print_pdf(issue(graduate(finished_batch()), by=coordinator))
    send(Certificate.objects.get(pk=certificate.pk), by=coordinator)
    revoke(certificate, by=coordinator, reason="Keliru")
    assert set(Notice.objects.values_list("kind", flat=True)) == {
        "certificate_ready",
        "certificate_revoked",
    }
