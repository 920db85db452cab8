"""A decision about a whole list goes on by itself: seen, broken off, repeated, taken back."""

import uuid
from datetime import timedelta
from html import unescape

import pytest
from celery import current_app
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from academy.core.jobs import AT_ONCE
from academy.core.models import AuditEntry, Job
from academy.notify.models import Notice
from courses.admission.actions import Decision, Deed, decide_many
from courses.admission.actions.deciding_long import request_decision, request_undo
from courses.models import Application, Enrollment
from tests.courses.acts.meeting import meeting
from tests.courses.applying import pages
from tests.factories.courses import ApplicationFactory, BatchFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
# Fewer seats than people, and some in a state of their own.
SEATS, STATES = 2, ("verified", "verified", "verified", "submitted", "reserve")


def asked(batch, decision, rows, by, **more) -> Job:
    """Ask for a long decision as the page does, whose limit of fifty is the page's alone."""
    return request_decision(
        decision, batch=batch, applications=rows, by=by, return_url=pages(batch),
        **{"client_id": uuid.uuid4()} | more,
    )  # fmt: skip


def applied(batch, states=STATES) -> list[Application]:
    rows = [
        ApplicationFactory(batch=batch, state=state, score=50 + at, reserve_position=None)
        for at, state in enumerate(states)
        if state != "reserve"
    ]
    waiting = ApplicationFactory(batch=batch, state="verified", score=10)
    decide_many(Decision(Deed.RESERVE), applications=[waiting], by=UserFactory())
    return [*rows, Application.objects.get(pk=waiting.pk)]


def stands(batch) -> list[tuple]:
    """Return of each application where it stands, who has a seat, and what the person was told."""
    return [
        (
            row.state,
            row.reserve_position,
            row.reason,
            row.decided_from,
            Enrollment.objects.filter(application=row).count(),
            sorted(Notice.objects.filter(user=row.user).values_list("kind", flat=True)),
            list(AuditEntry.objects.about(row).values_list("verb", "data__before", "data__after")),
        )
        for row in batch.applications.order_by("pk")
    ]


@pytest.fixture
def coordinator(batch):
    return batch.coordinators.get()


DECISIONS = [
    Decision(Deed.VERIFY),
    Decision(Deed.ACCEPT),
    Decision(Deed.ACCEPT, rest_to_reserve=True),
    Decision(Deed.RESERVE, reason="Menunggu kursi."),
    Decision(Deed.DECLINE, reason="Kuota penuh."),
]


@pytest.mark.parametrize("decision", DECISIONS)
def test_it_gives_what_the_same_decision_gives_at_once_and_is_taken_back_whole(
    batch, coordinator, run_jobs, decision
):
    other = BatchFactory(selecting=True, seats=SEATS)
    rows, twins = applied(batch), applied(other)
    before = [row[0:2] for row in stands(batch)]
    decide_many(decision, applications=twins, by=coordinator)

    job = asked(batch, decision, rows, coordinator)
    run_jobs()

    assert stands(batch) == stands(other)
    job.refresh_from_db()
    assert (job.done_count, job.total_count) == (5, 5)
    # Words about people stand with the applications alone.
    assert job.args["reason"] == ""
    request_undo(job, batch=batch, by=coordinator, client_id=uuid.uuid4(), return_url=pages(batch))
    run_jobs()
    assert [row[0:2] for row in stands(batch)] == before


def test_a_worker_killed_at_any_moment_leaves_nothing_undone_or_done_twice(
    batch, coordinator, run_jobs
):
    """Each time at another statement, until a run came through without being killed."""
    rows = applied(batch)
    decision = Decision(Deed.ACCEPT, rest_to_reserve=True)
    other = BatchFactory(selecting=True, seats=SEATS)
    outcomes = decide_many(decision, applications=applied(other), by=coordinator)
    job = asked(batch, decision, rows, coordinator)
    kills, statement = 0, 12
    while True:
        left = [statement]

        def killed(run, sql, params, many, context, left=left):
            left[0] -= 1
            if not left[0]:
                raise SystemExit
            return run(sql, params, many, context)

        Job.objects.update(attempts=0)
        try:
            with connection.execute_wrapper(killed):
                run_jobs()
        except SystemExit:
            kills, statement = kills + 1, statement + 7
        else:
            break
    assert kills > 5
    assert stands(batch) == stands(other)
    job.refresh_from_db()
    assert (job.state, job.done_count) == ("done", 5)
    refused = [place for places in job.refusals.values() for place in places]
    assert len(refused) == sum(not outcome.is_done for outcome in outcomes) == 2
    # The coordinator is told once too.
    assert Notice.objects.filter(user=coordinator).count() == 1


def test_what_colleagues_decide_meanwhile_stands_and_stays_when_it_is_taken_back(
    batch, coordinator, run_jobs
):
    rows = [ApplicationFactory(batch=batch) for _number in range(4)]
    job = asked(batch, Decision(Deed.VERIFY), rows, coordinator)
    declined, verified, *mine = rows
    # The worker has begun, and has not come to them yet.
    Job.objects.update(started_at=timezone.now())
    colleague = UserFactory(coordinator=True)
    decide_many(Decision(Deed.DECLINE, reason="Ganda."), applications=[declined], by=colleague)
    decide_many(Decision(Deed.VERIFY), applications=[verified], by=colleague)
    run_jobs()
    job.refresh_from_db()
    told = job.result["told"]
    assert told[:2] == [
        "2 pendaftaran diverifikasi.",
        "1 sementara itu sudah diputuskan orang lain.",
    ]
    assert len(told) == 3
    assert told[2].startswith("1 dibiarkan seperti semula: Orang lain sudah memutuskan")

    request_undo(job, batch=batch, by=coordinator, client_id=uuid.uuid4(), return_url=pages(batch))
    run_jobs()
    assert {row.pk: row.state for row in batch.applications.all()} == {
        declined.pk: "declined",
        verified.pk: "verified",
    } | {row.pk: "submitted" for row in mine}


def test_all_of_the_list_shows_how_far_it_is_and_what_came_of_it(
    work, batch, coordinator, run_jobs
):
    for _number in range(AT_ONCE + 1):
        ApplicationFactory(batch=batch)
    path = f"{pages(batch)}putuskan/?state=submitted"
    page = work.post(path, {"action": "verify", "everything": "1"})
    form = {
        "action": "verify",
        "ids": page.context["ids"],
        "confirmed": "1",
        "client_id": str(uuid.uuid4()),
    }

    # The line broke, and the browser sends it again.
    answers = [work.post(path, form) for _time in range(2)]

    job = Job.objects.get()
    assert {answer.url for answer in answers} == {f"{pages(batch)}?state=submitted"}
    assert not Application.objects.filter(state="verified").exists()
    Job.objects.update(state="running", done_count=7, total_count=51)
    # Whoever comes back sees it, also on another page of the list.
    assert "7 of 51 done" in work.get(pages(batch)).text
    part = work.get(f"{pages(batch)}proses/")
    assert ("7 of 51 done" in part.text, "hx-trigger" in part.text) == (True, True)
    Job.objects.update(state="queued", done_count=0)
    run_jobs()
    part = work.get(f"{pages(batch)}proses/?state=submitted").text
    assert "51 pendaftaran diverifikasi." in part
    assert "hx-trigger" not in part
    assert (
        "51 pendaftaran diverifikasi."
        in work.get(reverse("courses:job", args=[job.public_id])).text
    )

    undo = {"job": str(job.public_id), "client_id": str(uuid.uuid4())}
    for client_id in (undo["client_id"], undo["client_id"], str(uuid.uuid4())):
        work.post(f"{pages(batch)}batalkan/?state=submitted", undo | {"client_id": client_id})
    assert Job.objects.count() == 2
    run_jobs()
    assert Application.objects.filter(state="submitted").count() == AT_ONCE + 1
    page = work.get(pages(batch)).text
    assert "51 keputusan dibatalkan." in page
    assert 'name="job"' not in page


def test_taking_back_that_broke_off_is_asked_for_again_and_takes_back_the_rest(
    work, batch, coordinator, run_jobs
):
    rows = [ApplicationFactory(batch=batch) for _number in range(3)]
    job = asked(batch, Decision(Deed.VERIFY), rows, coordinator)
    run_jobs()
    undo = {"job": str(job.public_id)}
    work.post(f"{pages(batch)}batalkan/", undo | {"client_id": str(uuid.uuid4())})
    Job.objects.exclude(pk=job.pk).update(state="failed", finished_at=timezone.now())

    page = work.get(pages(batch))
    assert f'name="job" value="{job.public_id}"' in page.text
    work.post(f"{pages(batch)}batalkan/", undo | {"client_id": str(uuid.uuid4())})
    run_jobs()

    assert {row.state for row in batch.applications.all()} == {"submitted"}
    assert 'name="job"' not in work.get(pages(batch)).text


def test_after_a_quarter_of_an_hour_it_is_not_taken_back_any_more(
    work, batch, coordinator, run_jobs
):
    row = ApplicationFactory(batch=batch)
    job = asked(batch, Decision(Deed.VERIFY), [row], coordinator)
    run_jobs()
    assert 'name="job"' in work.get(pages(batch)).text
    Job.objects.update(finished_at=timezone.now() - timedelta(minutes=15, seconds=1))
    assert 'name="job"' not in work.get(pages(batch)).text
    work.post(f"{pages(batch)}batalkan/", {"job": str(job.public_id)})
    work.post(f"{pages(batch)}batalkan/", {"job": "x"})
    assert Job.objects.count() == 1


def test_a_colleague_sees_that_it_runs_and_neither_its_result_nor_a_way_to_take_it_back(
    client, batch, coordinator, run_jobs
):
    colleague, manager = UserFactory(coordinator=True), UserFactory(program_manager=True)
    batch.coordinators.add(colleague)
    row = ApplicationFactory(batch=batch)
    job = asked(batch, Decision(Deed.VERIFY), [row], coordinator)
    client.force_login(colleague)
    assert f"oleh {coordinator.full_name}" in unescape(client.get(pages(batch)).text)
    run_jobs()
    assert job.title not in client.get(pages(batch)).text
    assert client.get(reverse("courses:job", args=[job.public_id])).status_code == 404
    for reader in (colleague, manager):
        client.force_login(reader)
        client.post(f"{pages(batch)}batalkan/", {"job": str(job.public_id)})
    assert Job.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_part_of_the_list_asks_the_same_for_one_and_three(
    work, batch, coordinator, django_assert_num_queries, count
):
    for _number in range(count):
        asked(batch, Decision(Deed.VERIFY), [ApplicationFactory(batch=batch)], coordinator)
    work.get(f"{pages(batch)}proses/")
    with django_assert_num_queries(6):
        work.get(f"{pages(batch)}proses/")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time")
@pytest.mark.django_db(transaction=True)
def test_two_who_decide_overlapping_lists_at_once_give_each_seat_once(run_jobs):
    batch = BatchFactory(selecting=True, seats=3)
    rows = [ApplicationFactory(batch=batch, state="verified") for _number in range(6)]
    one, two = UserFactory(coordinator=True), UserFactory(coordinator=True)
    first = asked(batch, Decision(Deed.ACCEPT), rows[:5], one)
    second = asked(batch, Decision(Deed.ACCEPT, rest_to_reserve=True), rows[2:], two)
    tasks = current_app.tasks
    with meeting() as meets:
        meets.both(lambda: tasks[first.kind](first.pk), lambda: tasks[second.kind](second.pk))
    accepted = batch.applications.filter(state="accepted")
    assert accepted.count() == Enrollment.objects.filter(batch=batch).count() == 3
    assert Notice.objects.filter(kind="application_accepted").count() == 3
    places = batch.applications.filter(state="reserve").order_by("reserve_position")
    found = list(places.values_list("reserve_position", flat=True))
    assert found == list(range(1, len(found) + 1))
    assert Job.objects.unfinished().count() == 0
