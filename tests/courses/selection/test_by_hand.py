"""A proposal changed by hand, and applied: seats, places in reserve, refusals."""

import uuid

import pytest

from academy.core.models import AuditEntry
from courses.admission.actions import ReasonMissing, deciding_long
from courses.models import Application, Enrollment, ProposalChange, Reason
from courses.selection.actions import applying, errors, hand, proposing
from courses.selection.queries.stale import stale
from courses.selection.queries.table import table_of
from tests.courses.selection.choosing import batch_of, outcomes, quota, verified
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def batch():
    """Two seats, of which one is wanted for a woman, and four verified applicants."""
    batch = batch_of(seats=2)
    quota(batch, "gender", "female", least=1)
    for name, score, gender in (
        ("Hidayat", 90, "male"),
        ("Mahfud", 80, "male"),
        ("Sulastri", 70, "female"),
        ("Aminah", 60, "female"),
    ):
        verified(batch, name, score, gender=gender)
    return batch


@pytest.fixture
def proposal(batch, run_jobs):
    made = proposing.request(batch=batch, by=batch.coordinators.get(), client_id=uuid.uuid4())
    run_jobs()
    made.refresh_from_db()
    return made


def move(proposal, *names, to, reason="Santri dari pulau."):
    places = proposal.places.filter(application__user__full_name__in=names)
    shown = {str(one.application.public_id): one.outcome for one in places}
    by = proposal.batch.coordinators.get()
    return hand.move(proposal=proposal, shown=shown, to=to, reason=reason, by=by)


def apply(proposal, by=None, **wishes):
    return applying.apply(
        proposal=proposal,
        wishes=applying.Wishes(**{"reserve_count": 1} | wishes),
        by=by or proposal.batch.coordinators.get(),
        client_id=uuid.uuid4(),
    )


def states(batch):
    rows = Application.objects.filter(batch=batch).order_by("pk")
    return dict(rows.values_list("user__full_name", "state"))


def test_moving_people_shows_at_once_which_quota_breaks(proposal):
    assert table_of(proposal).broken_count == 0
    assert move(proposal, "Sulastri", to="leave") == 1
    assert move(proposal, "Mahfud", to="accept") == 1
    [group] = table_of(proposal).groups
    assert [(line.label, line.got, line.missing) for line in group.broken] == [(group.label, 0, 1)]


def test_more_people_than_seats_are_told(proposal):
    move(proposal, "Mahfud", "Aminah", to="accept")
    assert table_of(proposal).over == 2


def test_a_reason_is_needed_and_kept_with_each_person(proposal):
    with pytest.raises(errors.ChangeReasonMissing):
        move(proposal, "Mahfud", to="accept", reason=" ")
    move(proposal, "Mahfud", "Aminah", to="accept", reason="Wakil Madura.")
    assert set(Reason.objects.values_list("person__full_name", "text")) == {
        ("Mahfud", "Wakil Madura."),
        ("Aminah", "Wakil Madura."),
    }


def test_changes_are_taken_back_press_by_press_and_stay_in_the_log(proposal):
    before = outcomes(proposal)
    move(proposal, "Mahfud", "Aminah", to="accept")
    move(proposal, "Hidayat", to="leave")
    by = UserFactory(program_manager=True)
    assert hand.take_back(proposal=proposal, by=by) == 1
    assert hand.take_back(proposal=proposal, by=by) == 2
    assert outcomes(proposal) == before
    with pytest.raises(errors.NothingToTakeBack):
        hand.take_back(proposal=proposal, by=by)
    assert ProposalChange.objects.filter(undone_by=by).count() == 3
    assert AuditEntry.objects.filter(verb="proposal changed").count() == 6


def test_an_older_page_moves_nobody(proposal):
    [place] = proposal.places.filter(application__user__full_name="Mahfud")
    shown = {str(place.application.public_id): "accept"}
    with pytest.raises(errors.ChangedMeanwhile):
        hand.move(
            proposal=proposal, shown=shown, to="leave", reason="Sudah pindah.",
            by=proposal.batch.coordinators.get(),
        )  # fmt: skip


def test_applied_it_gives_seats_and_places_and_leaves_the_others(proposal, run_jobs):
    apply(proposal)
    run_jobs()
    assert states(proposal.batch) == {
        "Hidayat": "accepted",
        "Sulastri": "accepted",
        "Mahfud": "reserve",
        "Aminah": "verified",
    }


def test_the_others_are_declined_with_the_reason_where_that_is_chosen(proposal, run_jobs):
    with pytest.raises(ReasonMissing):
        apply(proposal, declines=True)
    apply(proposal, declines=True, reason="Kursi terbatas.")
    run_jobs()
    declined = Application.objects.get(user__full_name="Aminah")
    assert (declined.state, declined.reason) == ("declined", "Kursi terbatas.")


def test_what_was_changed_by_hand_is_applied(proposal, run_jobs):
    move(proposal, "Hidayat", to="leave")
    move(proposal, "Aminah", to="accept")
    apply(proposal, reserve_count=0)
    run_jobs()
    seats = Enrollment.objects.filter(batch=proposal.batch)
    assert set(seats.values_list("user__full_name", flat=True)) == {"Sulastri", "Aminah"}


def test_who_has_withdrawn_meanwhile_stays_withdrawn(proposal, run_jobs):
    Application.objects.filter(user__full_name="Sulastri").update(state="withdrawn")
    assert stale(proposal).gone == 1
    job = apply(proposal)
    run_jobs()
    assert states(proposal.batch)["Sulastri"] == "withdrawn"
    job.refresh_from_db()
    assert job.total_count == 2


def test_pressed_twice_it_is_applied_once_and_another_coordinator_is_told(proposal, run_jobs):
    first = apply(proposal)
    assert apply(proposal) == first
    run_jobs()
    with pytest.raises(errors.AlreadyApplied):
        apply(proposal, by=UserFactory(program_manager=True))


def test_taken_back_it_can_be_changed_and_applied_again(proposal, run_jobs):
    by = proposal.batch.coordinators.get()
    job = apply(proposal)
    run_jobs()
    job.refresh_from_db()
    deciding_long.request_undo(
        job, batch=proposal.batch, by=by, client_id=uuid.uuid4(), return_url="/"
    )
    run_jobs()
    assert set(states(proposal.batch).values()) == {"verified"}
    move(proposal, "Aminah", to="accept")
    assert apply(proposal) != job


def test_a_new_applicant_a_new_score_and_new_quotas_make_it_stale(proposal):
    assert not stale(proposal)
    Application.objects.filter(user__full_name="Mahfud").update(score=99)
    verified(proposal.batch, "Khadijah", 10)
    quota(proposal.batch, "gender", "male", most=1)
    found = stale(proposal)
    assert (found.changed, found.new, found.quotas, found.gone) == (1, 1, True, 0)
