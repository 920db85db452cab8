"""A companion's page: several pesantren, whom to note, and what to tell the santri this week."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.attendance.actions.groups import place
from courses.models import Enrollment
from courses.workspace.queries import companion, this_week
from tests.courses.world import world
from tests.factories.batches import SessionGroupFactory
from tests.factories.courses import (
    AttendanceFactory,
    CompletionFactory,
    EnrollmentFactory,
    ExtensionFactory,
    ModuleScheduleFactory,
    SessionFactory,
)
from tests.factories.people import MembershipFactory, PesantrenFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("courses:companion")
WEEK = reverse("courses:companion_week")
PAGE_QUERIES = 10
WEEK_QUERIES = 7


@pytest.fixture
def here():
    return world(3)


def guide_of(*seats):
    """Return somebody who accompanies the pesantren of `seats`."""
    guide = UserFactory(full_name="Ustazah Halimah")
    for pesantren in {seat.pesantren for seat in seats}:
        MembershipFactory(user=guide, pesantren=pesantren, role="companion")
    return guide


def names(answer) -> set[str]:
    return {seat.user.full_name for seat, _batch, _reasons in answer.context["page"]}


def test_who_accompanies_several_pesantren_looks_at_all_or_at_one(client, here):
    first, second, foreign = here.seats
    client.force_login(guide_of(first, second))
    everybody = client.get(PAGE)
    assert names(everybody) == {first.user.full_name, second.user.full_name}
    assert first.pesantren.name in everybody.text
    one = client.get(PAGE, {"pesantren": str(first.pesantren.public_id)})
    assert names(one) == {first.user.full_name}
    # A pesantren of somebody else, or nonsense, is none of one's own: all of them are shown.
    for other in (foreign.pesantren.public_id, "bukan"):
        assert names(client.get(PAGE, {"pesantren": str(other)})) == names(everybody)


def test_of_one_pesantren_there_is_nothing_to_choose(client, here):
    client.force_login(guide_of(here.seats[0]))
    assert "?pesantren=" not in client.get(PAGE).text


def test_each_session_says_of_how_many_of_the_own_santri_nobody_has_noted_anything(client, here):
    mine, _other, _foreign = here.seats
    another = EnrollmentFactory(batch=here.batch, pesantren=mine.pesantren)
    Enrollment.objects.update(enrolled_at=timezone.now() - dt.timedelta(days=9))
    session = SessionFactory(batch=here.batch, starts_at=timezone.now() - dt.timedelta(hours=1))
    guide = guide_of(mine)
    client.force_login(guide)
    assert [row.missing for row in client.get(PAGE).context["sessions"]] == [2]
    assert "2 belum dicatat" in client.get(PAGE).text
    for seat in (mine, another):
        AttendanceFactory(session=session, enrollment=seat)
    assert "semua sudah dicatat" in client.get(PAGE).text


def due_soon(here, **more):
    soon = timezone.now() + dt.timedelta(days=2)
    return ModuleScheduleFactory(batch=here.batch, module=here.tree.modules[0], due_at=soon, **more)


def test_the_week_tells_sessions_last_days_and_what_opens_in_time(client, here):
    now = timezone.now()
    due_soon(here, opens_at=now + dt.timedelta(hours=5))
    for days, title, off in ((1, "Cahaya pagi", None), (3, "Harga", now), (9, "Nanti", None)):
        SessionFactory(
            batch=here.batch, title=title, starts_at=now + dt.timedelta(days=days),
            cancelled_at=off, place="Aula Barat",
        )  # fmt: skip
    guide = guide_of(here.seats[0])
    [week] = this_week.of(guide, guide.companion_of)
    module = here.tree.modules[0].title
    assert [(item.kind, item.title) for item in week.news] == [
        ("opens", module), ("session", "Cahaya pagi"), ("due", module), ("called_off", "Harga"),
    ]  # fmt: skip
    client.force_login(guide)
    answer = client.get(WEEK)
    text = answer.context["message"].text
    assert "sesi “Cahaya pagi”, Aula Barat" in text
    assert "“Harga” tidak jadi diadakan" in text
    assert "Nanti" not in text
    assert answer.context["message"].url.startswith("https://wa.me/?text=")


def test_a_last_day_names_who_has_it_still_to_do_and_the_message_names_nobody(client, here):
    mine = here.seats[0]
    mine.user.full_name = "Sulastri Belum"
    mine.user.save()
    done, spared = (
        EnrollmentFactory(batch=here.batch, pesantren=mine.pesantren, user__full_name=name)
        for name in ("Ahmad Selesai", "Qodir Diberi Waktu")
    )
    due_soon(here)
    for activity in here.tree.activities:
        CompletionFactory(enrollment=done, activity=activity)
        ExtensionFactory(
            enrollment=spared, activity=activity, due_at=timezone.now() + dt.timedelta(days=20)
        )
    client.force_login(guide_of(mine))
    answer = client.get(WEEK)
    assert f"Belum selesai: {mine.user.full_name}" in " ".join(answer.text.split())
    assert done.user.full_name not in answer.text
    assert spared.user.full_name not in answer.text
    assert mine.user.full_name not in answer.context["message"].text


def test_who_has_left_and_santri_of_others_are_told_nothing(here):
    mine, _other, foreign = here.seats
    Enrollment.objects.filter(pk=mine.pk).update(state="withdrawn")
    guide = guide_of(mine)
    assert this_week.of(guide, [mine.pesantren_id, foreign.pesantren_id]) == []


def test_a_week_without_anything_and_nobody_to_tell_say_so(client, here):
    client.force_login(guide_of(here.seats[0]))
    answer = client.get(WEEK)
    assert "Tidak ada apa-apa dalam tujuh hari" in answer.text
    assert answer.context["message"] is None
    alone = UserFactory()
    MembershipFactory(user=alone, pesantren=PesantrenFactory(), role="companion")
    client.force_login(alone)
    assert "Tidak ada yang perlu diberi tahu" in client.get(WEEK).text


def test_who_accompanies_nobody_has_neither_page(client, here):
    client.force_login(here.coordinator)
    assert {client.get(address).status_code for address in (PAGE, WEEK)} == {403}


@pytest.mark.parametrize("count", [1, 3])
def test_both_pages_ask_the_same_of_one_santri_and_of_three(
    client, here, django_assert_num_queries, count
):
    mine = here.seats[0]
    EnrollmentFactory.create_batch(count - 1, batch=here.batch, pesantren=mine.pesantren)
    due_soon(here)
    for _number in range(count):
        SessionFactory(batch=here.batch, starts_at=timezone.now() - dt.timedelta(hours=1))
        SessionFactory(batch=here.batch, starts_at=timezone.now() + dt.timedelta(days=1))
    client.force_login(guide_of(mine))
    for address in (PAGE, WEEK):
        client.get(address)
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(PAGE)
    with django_assert_num_queries(WEEK_QUERIES):
        client.get(WEEK)


def test_houses_are_those_of_today(here):
    first, second, _foreign = here.seats
    guide = guide_of(first, second)
    guide.memberships.filter(pesantren=second.pesantren).update(ended_on=timezone.localdate())
    guide = type(guide).objects.get(pk=guide.pk)
    assert companion.houses_of(guide, "").ids == [first.pesantren_id]


def test_of_a_session_in_halls_the_week_names_those_of_the_own_santri(here):
    first, second, _foreign = here.seats
    session = SessionFactory(
        batch=here.batch, starts_at=timezone.now() + dt.timedelta(days=1), place="Gedung"
    )
    for seat, name in ((first, "Barat"), (second, "Timur")):
        group = SessionGroupFactory(session=session, name=name, place=f"Aula {name}")
        place(session=session, wanted={seat.pk: group.pk}, by=here.coordinator)
    guide = guide_of(first)
    here.batch.refresh_from_db()
    [week] = this_week.of(guide, guide.companion_of)
    assert [item.place for item in week.news] == ["Barat: Aula Barat"]
