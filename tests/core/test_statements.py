"""Queries whose SQL is made once: they give what Django's own give, for whoever asks."""

import uuid

import pytest
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from academy.core.statements import Statement, bring
from courses.models import Enrollment, Review, Submission, SubmissionFile
from tests.courses.seats import seat as seat_in_course
from tests.factories.courses import (
    EnrollmentFactory,
    SubmissionFactory,
    SubmissionFileFactory,
)
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def plain(rows):
    return [{name: value for name, value in row.items() if name != "_state"} for row in rows]


def test_each_reader_gets_what_the_query_set_gives(django_assert_num_queries):
    def seats(user, batch):
        found = Enrollment.objects.filter(user=user, batch__public_id=batch)
        has_work = Exists(Submission.objects.filter(enrollment=OuterRef("pk")))
        found = found.select_related("user").annotate(year=F("batch__number"), has_work=has_work)
        return found.order_by("-batch__starts_on", "-pk").distinct()

    statement = Statement(seats, int, uuid.UUID)
    worked, tree = seat_in_course()
    SubmissionFactory(enrollment=worked, assignment=tree.assignments[0])
    people = [worked, EnrollmentFactory(mean_mark="87.50", asked={"done": [1]})]
    for person in people:
        keys = person.user_id, person.batch.public_id
        with django_assert_num_queries(1):
            found = statement.objects(*keys)
            assert found[0].user.full_name == person.user.full_name
        assert plain(map(vars, found)) == plain(map(vars, seats(*keys)))
        assert vars(found[0].user) | {"_state": 0} == vars(seats(*keys)[0].user) | {"_state": 0}
    assert statement.objects(people[0].user_id, people[1].batch.public_id) == []


def test_a_seat_that_was_read_so_can_be_changed_and_saved():
    statement = Statement(lambda seat: Enrollment.objects.filter(pk=seat).only("state"), int)
    [found] = statement.objects(EnrollmentFactory().pk)
    found.done_count = 3
    found.save()
    assert Enrollment.objects.get().done_count == 3


def test_rows_are_those_of_the_query_set():
    names = ("public_id", "enrolled_at", "mean_mark", "is_eligible", "asked")
    seat = EnrollmentFactory(mean_mark="87.50", is_eligible=True, asked={"done": [1]})
    rows = Statement(lambda pk: Enrollment.objects.filter(pk=pk).values_list(*names), int)
    assert rows.rows(seat.pk) == list(Enrollment.objects.values_list(*names))
    assert rows.rows(seat.pk + 1) == []


def test_a_key_that_would_not_reach_the_database_is_refused():
    everybody = Statement(lambda _pk: Enrollment.objects.all(), int)
    with pytest.raises(ValueError, match="does not stand in its parameters"):
        everybody.objects(1)


def test_what_was_brought_is_each_ones_own(django_assert_num_queries):
    enrollment, tree = seat_in_course()
    about = {"enrollment": enrollment, "assignment": tree.assignments[0], "state": "revision"}
    works = [SubmissionFactory(**about, number=number) for number in (1, 2, 3)]
    files = [SubmissionFileFactory(submission=work) for work in works[:2]]
    review = Review.objects.create(
        submission=works[0],
        reviewer=UserFactory(),
        verdict="revision",
        feedback="Lagi",
        reviewed_at=timezone.now(),
    )
    bring(works, "submission", files=SubmissionFile.objects.all(), reviews=[review])
    with django_assert_num_queries(0):
        assert [list(work.files.all()) for work in works] == [[files[0]], [files[1]], []]
        assert [list(work.reviews.all()) for work in works] == [[review], [], []]
        assert works[0].files.all()[0].submission is works[0]
    # Asked further, it is still the one's own.
    assert list(works[0].files.filter(pk__in=[file.pk for file in files])) == [files[0]]
