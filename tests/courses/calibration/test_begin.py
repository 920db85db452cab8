"""Beginning a round: what is proposed, who may, and what is refused."""

import uuid

import pytest

from academy.core.models import AuditEntry
from courses.calibration import actions
from courses.calibration.rules import Candidate, proposed
from courses.models import CalibrationRound, SubmissionState
from tests.courses.calibration.rounding import begun, desk, hand_in, said, signed_in, to
from tests.factories.courses import EnrollmentFactory, SubmissionFactory
from tests.factories.people import UserFactory
from tests.factories.reviewing import ReviewFactory

pytestmark = pytest.mark.django_db


def page_of(here):
    return to("calibration_new", here.batch, here.tree.assignments[0].activity_id)


def typed(here, works=None, trainers=None):
    return {
        "works": [str(one.public_id) for one in (works or here.submissions[:5])],
        "trainers": [one.pk for one in (trainers or [here.trainer, here.other])],
        "client_id": str(uuid.uuid4()),
    }


def test_five_are_proposed_some_early_some_late():
    assert proposed([Candidate(key, key) for key in range(9)]) == [0, 2, 4, 6, 8]
    assert proposed([Candidate(key, key) for key in range(200)]) == [0, 49, 99, 149, 199]


def test_the_proposed_are_of_different_pesantren_where_there_are_so_many():
    rows = [Candidate(key, key // 10) for key in range(50)]
    chosen = proposed(rows)
    assert len({rows[key].pesantren for key in chosen}) == 5
    assert proposed(rows) == chosen
    assert proposed([Candidate(key, None) for key in range(3)]) == [0, 1, 2]


def test_what_nobody_knows_yet_is_proposed_first():
    rows = [Candidate(key, key, known=2 if key < 4 else int(key % 2)) for key in range(14)]
    assert proposed(rows) == [4, 6, 8, 10, 12]
    few = [Candidate(key, key, known=2 if key else 0) for key in range(5)]
    assert proposed(few) == [0, 1, 2, 3, 4]


def test_a_trainer_begins_a_round_with_what_is_proposed(client):
    here = desk(7)
    client = signed_in(here.trainer)
    page = client.get(page_of(here))
    ticked = [row.submission for row, is_ticked in page.context["form"].rows if is_ticked]
    assert len(ticked) == 5
    assert {here.submissions[0], here.submissions[-1]} <= set(ticked)
    client.post(page_of(here), typed(here, works=ticked), follow=True)
    [round] = CalibrationRound.objects.all()
    assert [work.submission for work in round.works.all()] == ticked
    assert {part.trainer for part in round.parts.all()} == {here.trainer, here.other}
    assert AuditEntry.objects.filter(verb="calibration begun", actor=here.trainer).count() == 1


def test_whoever_begins_reads_no_name_and_no_pesantren():
    here = desk()
    page = signed_in(here.trainer).get(page_of(here))
    for seat in here.seats:
        assert seat.user.full_name not in page.text
        assert seat.pesantren.name not in page.text
    assert "pesantren 2" in page.text


def test_two_hand_ins_are_the_least_and_five_the_most():
    here = desk(6)
    client = signed_in(here.trainer)
    for works in (here.submissions[:1], here.submissions):
        page = client.post(page_of(here), typed(here, works=works))
        assert "Choose two to five hand-ins." in page.text
        with pytest.raises(actions.WrongNumberOfWorks):
            actions.begin(
                batch=here.batch, assignment=here.tree.assignments[0], course=here.tree.course,
                works=works, trainers=[here.trainer, here.other], rubric="", by=here.trainer,
            )  # fmt: skip
    client.post(page_of(here), typed(here, works=here.submissions[:2]))
    assert CalibrationRound.objects.get().work_count == 2


def test_one_trainer_alone_compares_nothing():
    here = desk()
    page = signed_in(here.trainer).post(page_of(here), typed(here, trainers=[here.trainer]))
    assert "a comparison needs both" in page.text
    here.other.taught_courses.all().delete()
    page = signed_in(here.trainer).get(page_of(here))
    assert "A comparison needs two trainers of this course." in page.text
    assert not CalibrationRound.objects.exists()


def test_too_few_hand_ins_are_told_in_words():
    here = desk(1)
    assert "Too few hand-ins yet" in signed_in(here.trainer).get(page_of(here)).text
    hand_in(here)
    assert "Only 2 hand-ins have come so far." in said(signed_in(here.trainer).get(page_of(here)))


def test_a_hand_in_taken_back_before_it_was_chosen_is_told_and_the_others_stay_ticked():
    here = desk(4)
    gone = here.submissions[0]
    sent = typed(here, works=here.submissions[:3])
    type(gone).objects.filter(pk=gone.pk).update(state=SubmissionState.DRAFT, submitted_at=None)
    page = signed_in(here.trainer).post(page_of(here), sent)
    assert "taken back or handed in anew meanwhile" in page.text
    ticked = [row.submission for row, is_ticked in page.context["form"].rows if is_ticked]
    assert ticked == here.submissions[1:3]
    with pytest.raises(actions.HandInGone):
        begun(here)


def test_the_newest_hand_in_of_each_person_is_offered_and_nobodys_own():
    here = desk(2)
    type(here.submissions[0]).objects.filter(pk=here.submissions[0].pk).update(state="revision")
    again = SubmissionFactory(
        enrollment=here.seats[0], assignment=here.tree.assignments[0], number=2
    )
    learner = EnrollmentFactory(batch=here.batch, user=here.other)
    SubmissionFactory(enrollment=learner, assignment=here.tree.assignments[0])
    form = signed_in(here.trainer).get(page_of(here)).context["form"]
    assert {row.submission for row, _ticked in form.rows} == {again, here.submissions[1]}


def test_reviewed_hand_ins_may_be_chosen_and_those_of_an_earlier_round_say_so():
    here = desk(3)
    here.submissions[0].state = "accepted"
    here.submissions[0].save()
    ReviewFactory(submission=here.submissions[0])
    begun(here)
    page = said(signed_in(here.trainer).get(page_of(here)))
    assert page.count("in a round before") == 3
    assert "A round of this assignment is running" in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("trainer", 200), ("other", 200), ("coordinator", 200), ("stranger", 404), ("partner", 403)],
)
def test_trainers_of_the_course_and_who_runs_the_batch_begin(who, status):
    here = desk()
    here.stranger = UserFactory(trainer=True, coordinator=True)
    here.partner = UserFactory(partner=True)
    assert signed_in(getattr(here, who)).get(page_of(here)).status_code == status


def test_an_assignment_that_the_batch_does_not_learn_begins_nothing():
    here, elsewhere = desk(), desk()
    manager = signed_in(UserFactory(program_manager=True))
    foreign = elsewhere.tree.assignments[0].activity_id
    assert manager.get(to("calibration_new", here.batch, foreign)).status_code == 404


def test_of_many_thirty_others_are_drawn_at_once_and_no_tick_is_lost_by_leafing():
    here = desk(80)
    client = signed_in(here.trainer)
    page = client.get(page_of(here))
    assert page.text.count('name="works"') == 35
    assert "1 to 30 of 75 others" in said(page)
    chosen = [here.submissions[1], here.submissions[2]]
    page = client.post(page_of(here), typed(here, works=chosen) | {"from": "60"})
    assert "61 to 75 of 75 others" in said(page)
    form = page.context["form"]
    assert {row.submission for row, is_ticked in form.rows if is_ticked} == set(chosen)
    assert page.text.count('name="works"') == 5 + 2 + 15
    assert not CalibrationRound.objects.exists()
    for nonsense in ("x", "-1", "999999999", "²"):
        answer = client.post(page_of(here), typed(here) | {"from": nonsense})
        assert answer.status_code == 200
    works = [*chosen, here.submissions[78]]
    client.post(page_of(here), typed(here, works=works))
    assert CalibrationRound.objects.get().work_count == 3


@pytest.mark.parametrize("count", [3, 200])
def test_the_page_asks_the_same_for_few_and_for_200(django_assert_num_queries, count):
    here = desk(count)
    client = signed_in(here.trainer)
    client.get(page_of(here))
    with django_assert_num_queries(20):
        client.get(page_of(here))


def test_the_photos_to_choose_from_do_not_tell_whose_they_are(storage_place):
    here = desk(3)
    client = signed_in(here.trainer)
    page = client.get(page_of(here)).text
    for one in here.submissions:
        file = one.files.get()
        picture = to("calibration_thumbnail", file)
        assert picture in page
        assert to("submission_thumbnail", file) not in page
        answer = client.get(picture)
        assert answer.status_code == 200
        assert one.enrollment.user.full_name not in str(answer.headers)
    assert "Tersembunyi" not in page


def test_of_other_courses_nobody_sees_the_photos_to_choose_from():
    here = desk(1)
    stranger = signed_in(UserFactory(trainer=True))
    file = here.submissions[0].files.get()
    assert stranger.get(to("calibration_thumbnail", file)).status_code == 404
