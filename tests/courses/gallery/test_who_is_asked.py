"""An author is asked for what can be shown, and reads what is so: why a work is not seen."""

import pytest
from django.urls import reverse

from courses.gallery import actions
from courses.models import Enrollment, GalleryWork, ShownName, Submission
from courses.moderation import actions as moderation
from courses.moderation import kinds
from tests.courses.gallery.hanging import WORD, accepted, proposed, shown, world

pytestmark = pytest.mark.django_db

SAYS_YES = {"shown_name": "none", "agreed": "on"}
SHOWN = "Your work is shown in the gallery of your batch."


@pytest.fixture
def here():
    return world()


def comes(client, work):
    """Let the author come to the page of the work; return its address."""
    client.force_login(work.submission.enrollment.user)
    client.cookies["django_language"] = "en"
    return reverse("courses:gallery_own", args=[work.public_id])


def ends(work, how, here):
    if how == "left":
        Enrollment.objects.filter(pk=work.submission.enrollment_id).update(state="withdrawn")
    elif how == "undone":
        Submission.objects.filter(pk=work.submission_id).update(state="submitted")
    else:
        moderation.hide(
            kind=kinds.get("gallery_work"), thing=work, by=here.coordinator, reason="Ada nomor HP."
        )


WHY = {
    "left": "You have left this batch, so nobody in its gallery sees this work.",
    "undone": "The acceptance of this work was undone",
    "hidden": "Hidden for now",
}


@pytest.mark.parametrize("how", WHY)
@pytest.mark.parametrize("make", [proposed, shown])
def test_what_cannot_be_shown_is_not_asked_for_and_says_why(client, here, make, how):
    work = make(here)
    ends(work, how, here)
    address = comes(client, work)
    page = client.get(address)
    assert WHY[how] in page.text
    assert 'name="agreed"' not in page.text
    # Who has agreed can withdraw that at any time.
    assert ("Withdraw it from the gallery" in page.text) == (make is shown)


@pytest.mark.parametrize("how", WHY)
def test_a_yes_that_comes_too_late_is_not_answered_with_shown(client, here, how):
    work = proposed(here)
    address = comes(client, work)
    client.get(address)
    ends(work, how, here)
    page = client.post(address, SAYS_YES, follow=True)
    assert SHOWN not in page.text
    assert "This work cannot be shown now" in page.text
    assert GalleryWork.objects.get().state == "proposed"


def test_a_yes_in_time_is_shown(client, here):
    work = proposed(here)
    page = client.post(comes(client, work), SAYS_YES, follow=True)
    assert SHOWN in page.text
    assert GalleryWork.objects.shown().get() == work


def test_who_has_left_is_not_asked(client, here):
    submission = accepted(here)
    Enrollment.objects.filter(pk=submission.enrollment_id).update(state="replaced")
    with pytest.raises(actions.AuthorLeft):
        actions.propose(submission=submission, word=WORD, by=here.trainer)
    client.force_login(here.trainer)
    desk = client.get(reverse("courses:review_desk", args=[submission.public_id])).text
    assert reverse("courses:gallery_propose", args=[submission.public_id]) not in desk


def test_a_hidden_work_is_proposed_anew_when_it_is_shown_again(client, here):
    work = shown(here)
    kind = kinds.get("gallery_work")
    moderation.hide(kind=kind, thing=work, by=here.coordinator, reason="Ada nomor HP.")
    actions.take_down(work=work, reason="Foto tertukar.", by=here.trainer)
    client.force_login(here.trainer)
    propose = reverse("courses:gallery_propose", args=[work.submission.public_id])
    for name, thing in (("review_desk", work.submission), ("gallery_desk_work", work)):
        page = client.get(reverse(f"courses:{name}", args=[thing.public_id]))
        assert (page.status_code, propose in page.text) == (200, False)
    with pytest.raises(actions.HiddenNow):
        actions.propose(submission=work.submission, word=WORD, by=here.trainer)
    moderation.show_again(kind=kind, thing=work, by=here.coordinator)
    anew = actions.propose(submission=work.submission, word=WORD, by=here.trainer)
    actions.show(work=anew, shown_name=ShownName.NONE)
    assert GalleryWork.objects.shown().get() == work
