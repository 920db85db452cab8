"""How the questions of a quiz fare, and what a course has added."""

import pytest
from django.urls import reverse

from cms.models import CourseTrainer
from courses.models import AttemptAnswer
from courses.quizzes.queries.statistics import figures_of, gains_of
from courses.quizzes.rules.analysis import Sums, discrimination, normalised_gain
from tests.courses.quizzes.test_quiz import take
from tests.courses.seats import seat
from tests.factories.courses import BatchFactory, EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def sums_of(pairs, *, weight):
    xs, ys = [x for x, _y in pairs], [y for _x, y in pairs]
    return Sums(
        len(pairs), sum(xs), sum(ys), sum(x * x for x in xs), sum(y * y for y in ys),
        sum(x * y for x, y in pairs), weight,
    )  # fmt: skip


def test_a_question_that_goes_with_the_rest_discriminates_and_one_against_it_does_not():
    # Of two questions worth fifty each: right in both or in none, then the one or the other.
    assert discrimination(sums_of([(1, 100), (0, 0)], weight=50)) == pytest.approx(1)
    against = sums_of([(1, 50), (0, 50)], weight=50)
    assert discrimination(against) == pytest.approx(-1)
    assert discrimination(sums_of([(1, 100), (1, 50)], weight=50)) is None
    assert discrimination(sums_of([(1, 100)], weight=50)) is None


def test_the_normalised_gain_is_the_part_of_what_was_missing():
    assert normalised_gain(40, 70) == pytest.approx(0.5)
    assert normalised_gain(100, 100) is None


def class_of(*rights):
    """Return the quiz and batch of a class in which each had so many of two questions right."""
    enrollment, tree = seat(modules=1, lessons=1, assignment=False)
    for right in rights:
        take(EnrollmentFactory(batch=enrollment.batch), tree.quizzes[0], right=right)
    return tree, enrollment.batch


def test_each_question_says_how_many_had_it_right_and_what_the_others_took():
    tree, batch = class_of(0, 1, 2)
    found = figures_of(tree.quizzes[0], [batch])
    assert (found.attempt_count, found.mean) == (3, 50)
    assert [(round(one.right), one.count) for one in found.questions] == [(33, 3), (67, 3)]
    hardest = found.questions[0]
    assert sum(one.count for one in hardest.taken) == 3
    assert [one.count for one in hardest.taken if one.is_right] == [1]
    assert hardest.discrimination > 0


def test_attempts_whose_answers_are_not_kept_weigh_on_no_question_and_are_told(client):
    tree, batch = class_of(0, 1, 2)
    before = figures_of(tree.quizzes[0], [batch]).questions
    for _more in range(4):
        enrollment = EnrollmentFactory(batch=batch)
        take(enrollment, tree.quizzes[0], right=2)
        AttemptAnswer.objects.filter(attempt__enrollment=enrollment).delete()
    after = figures_of(tree.quizzes[0], [batch])
    assert (after.attempt_count, after.answered_count) == (7, 3)
    assert after.questions == before
    client.force_login(UserFactory(program_manager=True))
    page = client.get(reverse("courses:quiz_figures", args=[tree.quizzes[0].activity_id]))
    assert "jawaban masih tersimpan dari 3 di antaranya" in page.content.decode().lower()


@pytest.mark.parametrize("count", [1, 3])
def test_figures_cost_four_queries_however_many_attempts_there_are(
    count, django_assert_num_queries
):
    tree, batch = class_of(*[1] * count)
    with django_assert_num_queries(4):
        figures_of(tree.quizzes[0], [batch])


def test_the_gain_compares_first_attempts_of_those_who_took_both():
    enrollment, tree = seat(modules=2, lessons=1, assignment=False)
    before, after = tree.quizzes
    for quiz, kind in ((before, "pre_test"), (after, "post_test")):
        quiz.kind = kind
        quiz.max_attempts = 2
        quiz.save()
    take(enrollment, before, right=1)
    take(enrollment, before, right=2)
    take(enrollment, after, right=2)
    take(EnrollmentFactory(batch=enrollment.batch), before, right=0)
    [found] = gains_of(after, [enrollment.batch])
    assert (found.people_count, found.before, found.after) == (1, 50, 100)
    assert (found.gain, found.normalised) == (50, 100)


def test_trainers_and_coordinators_see_their_own_and_take_it_along(client):
    tree, batch = class_of(0, 2)
    trainer, coordinator = UserFactory(trainer=True), UserFactory(coordinator=True)
    CourseTrainer.objects.create(course=tree.course, user=trainer)
    batch.coordinators.add(coordinator)
    address = reverse("courses:quiz_figures", args=[tree.quizzes[0].activity_id])
    for user in (trainer, coordinator):
        client.force_login(user)
        assert tree.quizzes[0].title in client.get(reverse("courses:quiz_list")).content.decode()
        assert "Dari mana" in client.get(address).content.decode()
        assert client.get(address, {"format": "xlsx"})["Content-Type"].endswith("sheet")
    client.force_login(UserFactory(trainer=True))
    assert client.get(address).status_code == 404


def test_the_list_counts_attempts_of_the_batches_one_may_see_and_no_others(client):
    tree, own = class_of(0, 0)
    other = BatchFactory(courses=[tree.course])
    take(EnrollmentFactory(batch=other), tree.quizzes[0], right=2)
    coordinator, trainer = UserFactory(coordinator=True), UserFactory(trainer=True)
    own.coordinators.add(coordinator)
    CourseTrainer.objects.create(course=tree.course, user=trainer)
    manager = UserFactory(program_manager=True)
    for user, figures in ((coordinator, (2, 0)), (trainer, (3, 33)), (manager, (3, 33))):
        client.force_login(user)
        [row] = client.get(reverse("courses:quiz_list")).context["list"].page
        assert (row.attempt_count, int(row.mean)) == figures


def test_who_learns_the_course_elsewhere_sees_how_questions_fared_and_no_key(client):
    tree, batch = class_of(0, 2)
    me = UserFactory(coordinator=True)
    batch.coordinators.add(me)
    client.force_login(me)
    address = reverse("courses:quiz_figures", args=[tree.quizzes[0].activity_id])
    told = client.get(address).context["figures"].questions
    assert any(one.is_right for question in told for one in question.taken)
    EnrollmentFactory(user=me, batch=BatchFactory(courses=[tree.course]))
    told = client.get(address).context["figures"].questions
    assert [question.count for question in told] == [2, 2]
    assert not any(question.taken for question in told)
