"""Several people go to another batch at once: who fits is shown, each goes as one alone would."""

import uuid

import pytest
from django.urls import reverse

from academy.core.models import Job
from academy.notify.models import Notice
from academy.notify.texts import sentence
from courses.completion.actions import pin
from courses.models import BatchMove, EnrollmentState
from courses.workspace.queries.people import moving_many
from courses.workspace.views import moving_many as pages
from tests.courses.world import world
from tests.factories.courses import BatchFactory, CompletionFactory, EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(client):
    """Three people in a batch, and another batch of the program, run by one more person."""
    found = world(3)
    found.fourth = BatchFactory(
        program=found.batch.program, name="Angkatan IV", courses=[found.tree.course],
        coordinators=[found.coordinator, UserFactory(coordinator=True)],
    )  # fmt: skip
    pin(found.fourth, by=None)
    client.force_login(found.coordinator)
    return found


def act(client, here, seats, **more):
    sent = {
        "action": "move", "selected": [str(seat.public_id) for seat in seats],
        "client_id": str(uuid.uuid4()),
    } | more  # fmt: skip
    return client.post(reverse("courses:people_act", args=[here.batch.public_id]), sent)


def asked(here, **more):
    return {"batch": here.fourth.pk, "reason": "Jadwal panen."} | more


def move(client, here, seats, **more):
    looked = act(client, here, seats, **asked(here, **more))
    return act(client, here, seats, **asked(here, **more), seen=looked.context["seen"])


def batches(seats):
    for seat in seats:
        seat.refresh_from_db()
    return [seat.batch_id for seat in seats]


def test_ticked_people_are_looked_at_first_and_then_go_with_a_reason(client, here):
    CompletionFactory(enrollment=here.seats[0], activity=here.tree.lessons[0])
    first = act(client, here, here.seats)
    assert "preview" not in first.context
    looked = act(client, here, here.seats, **asked(here))
    going = {row.enrollment.pk: row for row in looked.context["preview"].going}
    assert set(going) == {seat.pk for seat in here.seats}
    row = going[here.seats[0].pk]
    assert (row.done_count, row.counting_count, row.submission_count) == (1, 1, 1)
    assert batches(here.seats) == [here.batch.pk] * 3

    sent = asked(here, seen=looked.context["seen"])
    page = act(client, here, here.seats, **sent)
    assert page.url == reverse("courses:batch_overview", args=[here.batch.public_id])
    assert batches(here.seats) == [here.fourth.pk] * 3
    # Sent twice it is once: nobody is left to move.
    act(client, here, here.seats, **sent)
    assert BatchMove.objects.filter(reason="Jadwal panen.").count() == 3


def test_each_participant_is_told_and_who_runs_a_batch_once(client, here):
    colleague = here.fourth.coordinators.exclude(pk=here.coordinator.pk).get()
    move(client, here, here.seats)
    [told] = Notice.objects.filter(user=colleague)
    assert "Angkatan IV" in sentence(told)
    assert sentence(told).endswith("3.")
    for seat in here.seats:
        assert "Jadwal panen." in sentence(Notice.objects.get(user=seat.user))


def test_who_finds_no_seat_or_may_not_go_stays_and_it_is_said_why(client, here):
    passed, free, late = here.seats
    passed.state = EnrollmentState.COMPLETED
    passed.save()
    for seat, name in ((passed, "Aminah"), (free, "Budi"), (late, "Citra")):
        seat.user.full_name = name
        seat.user.save()
        seat.pesantren = passed.pesantren
        seat.save()
    had = EnrollmentFactory(batch=here.batch)
    EnrollmentFactory(batch=here.fourth, user=had.user, state=EnrollmentState.WITHDRAWN)
    here.fourth.seats = 1
    here.fourth.save()
    looked = act(client, here, [*here.seats, had], **asked(here))
    preview = looked.context["preview"]
    assert [row.enrollment for row in preview.going] == [free]
    assert {row.enrollment.pk: str(row.why_not) for row in preview.staying} == {
        passed.pk: "Sudah lulus di angkatan ini, dan itu tetap di sana.",
        late.pk: "Tidak ada kursi kosong lagi.",
        had.pk: "Sudah atau pernah memegang kursi di angkatan itu.",
    }
    act(client, here, [*here.seats, had], **asked(here, seen=looked.context["seen"]))
    assert batches([*here.seats, had]) == [
        here.batch.pk, here.fourth.pk, here.batch.pk, here.batch.pk,
    ]  # fmt: skip


def test_what_has_changed_since_the_preview_is_looked_at_again(client, here):
    looked = act(client, here, here.seats, **asked(here))
    here.fourth.seats = 1
    here.fourth.save()
    back = act(client, here, here.seats, **asked(here, seen=looked.context["seen"]))
    assert "Ada yang berubah sejak Anda melihatnya" in back.content.decode()
    assert len(back.context["preview"].going) == 1
    assert not BatchMove.objects.exists()


def test_without_a_reason_or_another_batch_nothing_goes(client, here):
    looked = act(client, here, here.seats, **asked(here, reason=" "))
    assert set(looked.context["form"].errors) == {"reason"}
    here.fourth.coordinators.clear()
    page = act(client, here, here.seats).content.decode()
    assert "Belum ada angkatan tujuan" in page


def test_more_than_a_few_go_as_long_work_that_says_how_many(client, here, run_jobs, monkeypatch):
    monkeypatch.setattr(pages, "AT_ONCE", 2)
    answered = move(client, here, here.seats)
    [job] = Job.objects.filter(kind=moving_many.MOVE_JOB)
    assert answered.url == reverse("courses:job", args=[job.public_id])
    here.seats[0].state = EnrollmentState.WITHDRAWN
    here.seats[0].save()
    run_jobs()
    assert batches(here.seats) == [here.batch.pk, here.fourth.pk, here.fourth.pk]
    job.refresh_from_db()
    assert job.result["told"][0] == "2 orang dipindahkan ke Angkatan IV."
    assert job.result["told"][1].startswith("Tetap: 1.")
    assert job.args["reason"] == ""


def test_who_has_moved_is_moved_back_the_same_way(client, here):
    move(client, here, here.seats)
    sent = {"action": "move", "selected": [str(seat.public_id) for seat in here.seats]}
    sent |= {"batch": here.batch.pk, "reason": "Kembali.", "client_id": str(uuid.uuid4())}
    there = reverse("courses:people_act", args=[here.fourth.public_id])
    looked = client.post(there, sent)
    client.post(there, sent | {"seen": looked.context["seen"]})
    assert batches(here.seats) == [here.batch.pk] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_asks_as_often_for_three_people_as_for_one(
    client, here, count, django_assert_num_queries
):
    act(client, here, here.seats[:count], **asked(here))
    with django_assert_num_queries(22):
        act(client, here, here.seats[:count], **asked(here))
