"""The marks of a whole batch on one page."""

import gzip
import random
import re
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from academy.people.models import RoleGrant, User
from courses.completion import actions as completion
from courses.gradebook.actions import exempting
from courses.models import CompletionRule, Enrollment, Mark
from tests.courses.quizzes.settings import quiz_with
from tests.courses.quizzes.test_quiz import take
from tests.courses.world import world
from tests.factories.cms import ModulePageFactory, QuizPageFactory
from tests.factories.course_tree import course_tree
from tests.factories.courses import (
    BatchFactory,
    CompletionFactory,
    EnrollmentFactory,
    MarkFactory,
)
from tests.factories.people import AuthenticatorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(client):
    """A batch of three: one with two marks, one with one, one who has only handed in."""
    made = world(3)
    CompletionRule.objects.create(batch=made.batch, minimum_mark=70)
    [quiz], [work] = made.tree.quizzes, made.tree.assignments
    for seat, name, marks in zip(
        made.seats, ("Ali", "Badriyah", "Cholil"), ((40, 95), (80, None), (None, None)), strict=True
    ):
        seat.user.full_name = name
        seat.user.save()
        for activity, mark in zip((quiz, work), marks, strict=True):
            if mark is not None:
                CompletionFactory(enrollment=seat, activity=activity)
                MarkFactory(enrollment=seat, activity=activity, value=mark)
        completion.refresh(seat)
    client.force_login(made.coordinator)
    return made


def address(made):
    return reverse("courses:gradebook", args=[made.batch.public_id])


def rows(client, made, query=""):
    """Return what the table shows, row by row."""
    html = client.get(address(made) + query).content.decode()
    body = re.search(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    lines = body[1].split("<tr>")[1:] if body else []
    return [
        [re.sub(r"<[^>]*>", "", cell).strip() for cell in re.split(r"<td[^>]*>", line)]
        for line in lines
    ]


def test_everybody_stands_with_every_mark(client, here):
    assert rows(client, here) == [
        ["Ali", "67,5", "40", "95"],
        ["Badriyah", "80", "80", "tunggu"],
        ["Cholil", "–", "", "tunggu"],
    ]


def names(found):
    return [row[0] for row in found]


def test_it_is_sorted_by_name_by_mean_and_by_any_activity(client, here):
    quiz = here.tree.quizzes[0].activity_id.hex[:8]
    assert names(rows(client, here, "?sort=-name")) == ["Cholil", "Badriyah", "Ali"]
    assert names(rows(client, here, "?sort=-mean"))[0] == "Badriyah"
    assert names(rows(client, here, f"?sort=-a{quiz}"))[:1] == ["Badriyah"]
    assert names(rows(client, here, "?sort=axyz")) == ["Ali", "Badriyah", "Cholil"]


def test_it_is_filtered_by_name_state_pesantren_mean_and_missing_work(client, here):
    ali, _badriyah, cholil = here.seats
    Enrollment.objects.filter(pk=cholil.pk).update(state="withdrawn")
    quiz = here.tree.quizzes[0].activity_id.hex[:8]
    assert names(rows(client, here)) == ["Ali", "Badriyah"]
    assert names(rows(client, here, "?state=withdrawn")) == ["Cholil"]
    assert names(rows(client, here, "?state=all")) == ["Ali", "Badriyah", "Cholil"]
    assert names(rows(client, here, "?q=badri")) == ["Badriyah"]
    assert names(rows(client, here, f"?pesantren={ali.pesantren_id}")) == ["Ali"]
    assert names(rows(client, here, "?mean=below")) == ["Ali"]
    assert names(rows(client, here, f"?missing={quiz}")) == []
    Enrollment.objects.filter(pk=cholil.pk).update(state="active")
    assert names(rows(client, here, f"?missing={quiz}")) == ["Cholil"]


def test_a_trainer_sees_the_own_courses_without_the_mean_and_others_nothing(client, here):
    client.force_login(here.trainer)
    assert rows(client, here)[0] == ["Ali", "40", "95"]
    for user in (UserFactory(trainer=True), UserFactory(coordinator=True)):
        client.force_login(user)
        assert client.get(address(here)).status_code == 404


def test_a_trainer_finds_nothing_out_about_the_mean_by_filtering_or_sorting(client, here):
    client.force_login(here.trainer)
    everybody = ["Ali", "Badriyah", "Cholil"]
    for query in ("", "?mean=below", "?mean=none", "?sort=mean", "?sort=-mean"):
        assert names(rows(client, here, query)) == everybody
    assert 'name="mean"' not in client.get(address(here)).text


def test_who_is_exempt_is_shown_so(client, here):
    exempting.exempt(
        enrollment=here.seats[1], activity=here.tree.quizzes[0], by=here.coordinator,
        reason="Sakit.",
    )  # fmt: skip
    assert rows(client, here)[1] == ["Badriyah", "–", "bebas", "tunggu"]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_as_many_queries_for_more_people(client, count, django_assert_num_queries):
    made = world(count)
    client.force_login(made.coordinator)
    client.get(address(made))
    with django_assert_num_queries(14):
        client.get(address(made))


def grown(people: int, activities: int):
    """Return a batch of so many people with a mark for each of so many activities."""
    tree = course_tree(modules=1, lessons=1)
    coordinator = UserFactory(coordinator=True)
    module = ModulePageFactory(parent=tree.course)
    quizzes = [
        QuizPageFactory(parent=module, title=f"Kuis {number}") for number in range(activities - 2)
    ]
    batch = BatchFactory(courses=[tree.course], coordinators=[coordinator])
    completion.pin(batch, by=None)
    seats = EnrollmentFactory.create_batch(people, batch=batch)
    chance = random.Random(7)
    Mark.objects.bulk_create(
        [
            Mark(
                enrollment=seat,
                activity=activity,
                value=Decimal(chance.randrange(3000, 10001)) / 100,
                given_at=timezone.now(),
            )
            for seat in seats
            for activity in (*tree.quizzes, *tree.assignments, *quizzes)
        ],
        batch_size=2000,
    )
    return batch, coordinator


@pytest.mark.any_database
def test_250_people_by_80_activities_are_80_kilobytes_and_as_many_queries(
    client, django_assert_num_queries
):
    batch, coordinator = grown(250, 80)
    client.force_login(coordinator)
    url = reverse("courses:gradebook", args=[batch.public_id])
    client.get(url)
    with django_assert_num_queries(14):
        page = client.get(url)
    assert page.content.count(b"<td") == 250 * 81
    assert len(gzip.compress(page.content, 6)) <= 80_000


def test_the_own_row_of_the_table_and_its_file_hide_what_the_quiz_hides(client):
    seat, quiz, _tree = quiz_with(shows_mark="never")
    # The plan of the batch was kept with the quiz as it was.
    cache.clear()
    seat.batch.end_plan()
    take(seat, quiz, right=1)
    other = EnrollmentFactory(batch=seat.batch)
    take(other, quiz, right=1)
    RoleGrant.objects.create(user=seat.user, role="coordinator")
    AuthenticatorFactory(user=seat.user)
    seat.batch.coordinators.add(seat.user)
    client.force_login(User.objects.get(pk=seat.user_id))
    table = reverse("courses:gradebook", args=[seat.batch.public_id])
    # The mark and the mean of the other alone.
    assert client.get(table).text.count("<td>50") == 2
    file = client.get(f"{table}?format=csv").content.decode("utf-8-sig")
    assert file.count("50,00") == 2
