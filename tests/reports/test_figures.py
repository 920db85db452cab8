"""Figures are what one finds by counting people one by one."""

import datetime as dt

import pytest
from django.utils import timezone

from academy.reports.queries import burn_up, figures, people
from certificates.models import CertificateState
from courses.models import Application, Enrollment
from tests.factories.courses import BatchFactory, ProgramFactory, days
from tests.factories.people import RegencyFactory, UserFactory
from tests.factories.reports import certificate, populate, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    """Two batches; some left the first, or failed in it, and learn in the second."""
    made = populate(BatchFactory.create_batch(2, program=ProgramFactory()))
    first, second = made.batches.order_by("number")
    for before in ("withdrawn", "failed", "replaced"):
        earlier = seat(first, before)
        certificate(earlier)
        again = seat(second, "completed", user=earlier.user, pesantren=earlier.pesantren)
        certificate(again)
    return made


def by_hand(seats, applications):
    """Count the long way."""
    return figures.Counts(
        applied=len(applications),
        without_seat=len([row for row in applications if not hasattr(row, "enrollment")]),
        accepted=len({row.user_id for row in seats}),
        active=len([row for row in seats if row.state == "active"]),
        completed=len([row for row in seats if row.state == "completed"]),
        certified=len(
            {
                row.user_id
                for row in seats
                if any(
                    c.state == "valid" and c.kind == "completion" for c in row.certificates.all()
                )
            }
        ),
        pesantren=len({row.pesantren_id for row in seats if row.pesantren_id}),
    )


GROUPED_BY = {
    "batch": lambda row: str(row.batch.public_id),
    "regency": lambda row: row.pesantren.regency.kemendagri_code if row.pesantren else "none",
    "gender": lambda row: row.user.gender or "none",
    "pillar": lambda row: row.pillar or "none",
}


def test_all_figures_are_those_counted_one_by_one(program):
    other = BatchFactory()
    certificate(seat(other, "completed"))
    batches = list(program.batches.order_by("number"))
    seats = list(Enrollment.objects.filter(batch__in=batches))
    sent = list(Application.objects.filter(batch__in=batches).exclude(state="draft"))
    found = figures.read(batches)
    assert found.total == by_hand(seats, sent)
    for dimension, key_of in GROUPED_BY.items():
        counted = {
            group.key: group.figures for group in found.groups[dimension] if group.figures.applied
        }
        keys = {key_of(row) for row in [*seats, *sent]}
        assert counted == {
            key: by_hand(
                [row for row in seats if key_of(row) == key],
                [row for row in sent if key_of(row) == key],
            )
            for key in keys
        }


def test_every_regency_has_its_row_even_without_anybody():
    RegencyFactory(kemendagri_code="35.01", name="Kabupaten Pacitan")
    found = figures.read([BatchFactory()])
    assert [(group.key, group.label, group.figures) for group in found.groups["regency"]] == [
        ("35.01", "Kabupaten Pacitan", figures.Counts())
    ]


def test_who_left_one_batch_and_passed_in_the_next_is_one_person():
    program = ProgramFactory()
    third, fourth = BatchFactory.create_batch(2, program=program)
    left = seat(third, "withdrawn")
    passed = seat(fourth, "completed", user=left.user, pesantren=left.pesantren)
    found = figures.read([third, fourth])
    assert (found.total.accepted, found.total.completed, found.total.pesantren) == (1, 1, 1)
    assert [row.figures.accepted for row in found.groups["batch"]] == [1, 1]
    # The lists that these figures open are as long, and show the seat that counts.
    manager = UserFactory(program_manager=True)
    rows = people.seats_list(program, manager)
    assert list(people.once_each(rows)) == [passed]
    assert list(people.once_each(rows.filter(batch=third))) == [left]
    [house] = people.pesantren_list(program, manager)
    assert (house.accepted, house.completed) == (1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_figures_cost_four_queries_however_many_people(count, django_assert_num_queries):
    program = populate([BatchFactory(), BatchFactory()], people=count * 4)
    batches = list(program.batches.all())
    with django_assert_num_queries(4):
        figures.read(batches)


def test_graduates_and_certificates_add_up_week_by_week(django_assert_num_queries):
    today = timezone.localdate()
    program = ProgramFactory(starts_on=today - days(40), ends_on=today + days(79), target=100)
    batch = BatchFactory(program=program)
    early = timezone.now() - days(14)
    first = seat(batch, "completed", completed_at=early)
    certificate(first, state=CertificateState.REPLACED, issued_at=early)
    certificate(first)
    revoked = seat(batch, "completed", completed_at=timezone.now())
    certificate(revoked, state=CertificateState.REVOKED)
    seat(batch, "active")
    seat(BatchFactory(), "completed")
    with django_assert_num_queries(1):
        way = burn_up.read(program)
    reached = {week.on: (week.completed, week.certified) for week in way.weeks}
    day = timezone.localtime(early).date()
    sunday = day + days(6 - day.weekday())
    assert reached[sunday - days(7)] == (0, 0)
    assert reached[sunday] == (1, 1)
    assert (way.completed, way.certified, way.active) == (2, 1, 1)
    assert way.weeks[-1].on == today
    assert all(week.on.weekday() == 6 for week in way.weeks[:-1])


def test_the_plan_is_a_straight_line_to_the_target():
    way = burn_up.BurnUp(
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2026, 4, 10),
        today=dt.date(2026, 2, 1),
        target=1000,
        active=0,
        weeks=[],
    )
    assert [
        way.planned(day)
        for day in (
            dt.date(2025, 12, 31),
            dt.date(2026, 1, 1),
            dt.date(2026, 2, 19),
            dt.date(2026, 4, 10),
            dt.date(2026, 9, 1),
        )
    ] == [0, 10, 500, 1000, 1000]


def test_a_program_without_batches_has_no_figures():
    assert figures.read([]).total == figures.Counts()
