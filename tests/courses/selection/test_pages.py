"""The pages of choosing by quota: what a coordinator sees and presses."""

import json
import uuid

import pytest
from django.urls import reverse

from courses.models import Application, Enrollment, SelectionQuota, SelectionRubric
from tests.courses.selection.choosing import outcomes, quota, verified
from tests.factories.courses import ApplicationFactory, EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def place(name, of):
    return reverse(f"courses:{name}", args=[of.public_id])


@pytest.fixture
def proposal(work, batch, run_jobs):
    """A proposal for two seats, of three applicants, made by the button."""
    for name, score in (("Sulastri", 90), ("Nur'aini", 80), ("Hidayat", 70)):
        verified(batch, name, score)
    work.post(place("propose", batch), {"client_id": str(uuid.uuid4())})
    run_jobs()
    return batch.proposals.get()


def test_the_selection_costs_the_same_for_one_and_for_three(work, batch, django_assert_num_queries):
    verified(batch, "Sulastri", 90)
    quota(batch, "gender", "female", least=1)
    work.get(place("batch_selection", batch))
    with django_assert_num_queries(12):
        work.get(place("batch_selection", batch))
    verified(batch, "Aminah", 90)
    verified(batch, "Hidayat", 90)
    quota(batch, "gender", "male", least=1)
    quota(batch, "pillar", "*", least=1)
    with django_assert_num_queries(12):
        work.get(place("batch_selection", batch))


def test_a_proposal_costs_the_same_for_one_and_for_three(
    work, batch, run_jobs, django_assert_num_queries
):
    quota(batch, "pesantren", "*", most=1)
    quota(batch, "gender", "female", least=1)
    pages = []
    # Two have a seat each time; one waits in reserve, then three.
    for count in (3, 2):
        for number in range(count):
            verified(batch, f"Peserta {number}", 90)
        work.post(place("propose", batch), {"client_id": str(uuid.uuid4())})
        run_jobs()
        pages.append(place("proposal", batch.proposals.first()) + "?outcome=reserve")
    for page in pages:
        work.get(page)
        with django_assert_num_queries(25):
            work.get(page)


def test_the_page_says_why_and_in_which_order(work, proposal):
    html = work.get(place("proposal", proposal) + "?outcome=reserve").content.decode()
    assert "Stands below the last who is accepted, Nur&#x27;aini." in html
    assert "Can take any seat that becomes free." in html
    assert "Sulastri" not in html.split('id="people"')[1]


def test_several_are_moved_with_one_reason_and_taken_back(work, proposal):
    rows = proposal.places.filter(application__user__full_name__in=["Sulastri", "Nur'aini"])
    ticked = [f"{row.application.public_id}.{row.outcome}" for row in rows]
    answer = work.post(
        place("proposal_move", proposal),
        {"selected": ticked, "to": "leave", "reason": "Sudah lulus tahun lalu."},
        follow=True,
    )
    assert "2 people were moved." in answer.content.decode()
    assert "Sudah lulus tahun lalu." in answer.content.decode()
    work.post(place("proposal_take_back", proposal))
    assert outcomes(proposal) == {
        "Sulastri": "accept",
        "Nur'aini": "accept",
        "Hidayat": "reserve",
    }


def test_what_is_refused_is_said_and_the_reason_stays_typed(work, proposal):
    answer = work.post(
        place("proposal_move", proposal), {"to": "accept", "reason": "Wakil Madura."}, follow=True
    )
    assert "Tick the people first" in answer.content.decode()
    assert ">Wakil Madura.</textarea>" in answer.content.decode()


def test_applied_it_becomes_decisions(work, proposal, run_jobs):
    answer = work.post(
        place("proposal_apply", proposal),
        {"reserve_count": "1", "others": "leave", "client_id": str(uuid.uuid4())},
    )
    assert answer.url == place("proposal", proposal)
    run_jobs()
    assert Enrollment.objects.filter(batch=proposal.batch).count() == 2
    assert "This proposal was applied." in work.get(answer.url).content.decode()


def test_declining_asks_for_the_reason(work, proposal):
    answer = work.post(
        place("proposal_apply", proposal), {"reserve_count": "1", "others": "decline"}
    )
    assert "Write the reason: the applicants read it." in answer.content.decode()


def test_the_list_is_an_excel_file_and_the_question_a_json_file(work, proposal):
    sheet = work.get(place("proposal", proposal) + "?format=xlsx")
    assert sheet["Content-Disposition"].endswith('.xlsx"')
    asked = json.loads(work.get(place("proposal_input", proposal)).content)
    assert (asked["seats"], len(asked["applicants"])) == (2, 3)


def quotas(batch):
    return list(batch.selection_quotas.values_list("by", "value", "least", "most"))


def test_quotas_are_added_changed_and_removed_by_one_form(work, batch):
    path = place("batch_quotas", batch)
    work.post(path, {"blank": "3", "new0_what": "gender:female", "new0_least": "1",
                     "new1_what": "pesantren:*", "new1_most": "2"})  # fmt: skip
    assert quotas(batch) == [("gender", "female", 1, None), ("pesantren", "*", None, 2)]
    work.post(path, {"blank": "3", "gender_female_least": "2", "initial-gender_female_least": "1",
                     "pesantren_each_gone": "on"})  # fmt: skip
    assert quotas(batch) == [("gender", "female", 2, None)]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"new0_what": "gender:female", "new0_least": "2", "new0_most": "1"},
         "At least is more than at most."),
        ({"new0_what": "gender:female", "new0_least": "2",
          "new1_what": "gender:male", "new1_least": "2"},
         "all leasts together are 4, and there are 2 seats."),
        ({"new0_what": "gender:female", "new0_most": "2",
          "new1_what": "gender:female", "new1_most": "1"}, "stands here twice"),
        ({"new0_what": "pillar:*", "new0_most": "0",
          "new1_what": "pillar:santripreneur", "new1_least": "1"},
         "contradicts at most 0 of each"),
        ({"new0_what": "pesantren:one", "new0_nspp": "12", "new0_most": "1"},
         "No pesantren of the list has this NSPP."),
        ({"new0_what": "gender:female"}, "Say how many at least or at most."),
    ],
)  # fmt: skip
def test_contradictions_are_told_and_nothing_is_saved(work, batch, sent, told):
    answer = work.post(place("batch_quotas", batch), {"blank": "3"} | sent)
    assert told in answer.content.decode()
    assert quotas(batch) == []


def test_what_somebody_else_has_changed_meanwhile_is_shown(work, batch):
    quota(batch, "gender", "female", least=5)
    answer = work.post(
        place("batch_quotas", batch),
        {"blank": "3", "gender_female_least": "2", "initial-gender_female_least": "1"},
    )
    assert "Somebody else has changed this meanwhile. It is now: 5." in answer.content.decode()


def test_more_rows_come_without_losing_what_is_typed(work, batch):
    answer = work.post(place("batch_quotas", batch), {"blank": "3", "more": "1", "new0_most": "7"})
    assert len(answer.context["form"].rows()) == 6
    assert 'value="7"' in answer.content.decode()


def test_new_batches_begin_with_the_quotas_of_the_program(client, manager, batch):
    program = batch.program
    client.post(place("program_quotas", program), {"blank": "3", "new0_what": "pesantren:*",
                                                   "new0_most": "2"})  # fmt: skip
    assert SelectionQuota.objects.get().program == program


def test_a_free_seat_goes_to_the_next_who_fits_with_one_press(work, batch):
    quota(batch, "gender", "female", least=1)
    EnrollmentFactory(batch=batch, user=UserFactory(gender="male"))
    for number, gender in ((1, "male"), (2, "female")):
        ApplicationFactory(
            batch=batch, state="reserve", reserve_position=number,
            user=UserFactory(full_name=gender, gender=gender),
        )  # fmt: skip
    html = work.get(place("batch_selection", batch)).content.decode()
    assert "Next in reserve: female, place 2." in html
    named = Application.objects.get(user__full_name="female")
    work.post(place("reserve_call", batch), {"application": str(named.public_id)})
    assert Enrollment.objects.filter(application=named).exists()
    other = Application.objects.get(user__full_name="male")
    assert (other.state, other.reserve_position) == ("reserve", 1)


def test_the_rubric_is_100_points_and_a_change_says_whom_it_touches(client, manager, batch):
    path = place("program_rubric", batch.program)
    first = {"blank": "3", "c1_name": "Alasan", "c1_points": "60", "checks": "Kartu santri"}
    answer = client.post(path, first)
    assert "All points together are 60. They have to be 100." in answer.content.decode()
    client.post(path, first | {"c2_name": "Pengalaman", "c2_points": "40"})
    rubric = SelectionRubric.objects.get()
    assert [one["points"] for one in rubric.criteria] == [60, 40]
    assert rubric.checks == ["Kartu santri"]
