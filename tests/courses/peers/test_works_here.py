"""Who learns and works here is promised the same as everybody who learns."""

import pytest
from django.urls import reverse

from academy.people.models import RoleGrant, User
from courses.models import Hiding, PeerFeedback
from courses.models.work.peer import PEER_FEEDBACK
from courses.moderation import actions, kinds
from tests.courses.peers.circle import all_hand_in, circle, give
from tests.factories.people import AuthenticatorFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_an_author_who_works_here_reads_feedback_without_names_at_the_desk_too(
    run_jobs, client, role
):
    here = circle()
    all_hand_in(here, run_jobs)
    mine, me = here.submissions[0], here.seats[0].user
    for row in PeerFeedback.objects.filter(submission=mine):
        give(row)
    RoleGrant.objects.create(user=me, role=role)
    AuthenticatorFactory(user=me)
    client.force_login(User.objects.get(pk=me.pk))
    page = client.get(reverse("courses:review_desk", args=[mine.public_id]))
    assert page.status_code == 200
    assert not any(seat.user.full_name in page.text for seat in here.seats[1:])


def test_nobody_hides_what_others_said_of_the_own_work(run_jobs):
    here = circle()
    all_hand_in(here, run_jobs)
    [row, *_others] = PeerFeedback.objects.filter(submission=here.submissions[0])
    give(row)
    author = here.seats[0].user
    with pytest.raises(actions.AboutOneself):
        actions.hide(kind=kinds.get(PEER_FEEDBACK), thing=row, by=author, reason="Tidak benar.")
    assert not Hiding.objects.exists()
