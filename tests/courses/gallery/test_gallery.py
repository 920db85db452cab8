"""What hangs in the gallery, for whom, and how it is gone."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academy.core.errors import InvalidTransition
from academy.notify.models import Notice
from academy.people.consent.actions import give_consent, withdraw_consent
from academy.people.errors import ConsentNeedsAdult
from academy.people.models import Access, ConsentGiver
from courses.acts.reasons import WhyMissing
from courses.gallery import actions
from courses.models import Enrollment, GalleryWork, ShownName, Submission
from tests.courses.gallery.hanging import WORD, accepted, classmate, proposed, shown
from tests.courses.world import world
from tests.factories.courses import EnrollmentFactory, ModuleScheduleFactory
from tests.factories.people import PrivacyNoticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return world()


def gallery(batch):
    return reverse("courses:gallery", args=[batch.public_id])


def addresses(work):
    """The pages and pictures by which a classmate sees the work."""
    file = work.submission.files.all()[0]
    batch = work.batch.public_id
    return [
        reverse("courses:gallery_work", args=[batch, work.public_id]),
        reverse("courses:gallery_photo", args=[batch, file.public_id]),
        reverse("courses:gallery_thumbnail", args=[batch, file.public_id]),
    ]


def statuses(client, work):
    return [client.get(address).status_code for address in addresses(work)]


def test_a_proposed_work_is_seen_by_nobody_before_its_author_agrees(client, here):
    work = proposed(here)
    classmate(client, here)
    assert statuses(client, work) == [404, 404, 404]
    assert WORD not in client.get(gallery(here.batch)).text
    assert list(Notice.objects.filter(user=work.submission.enrollment.user)) != []


def test_an_author_agrees_and_changes_the_name_by_the_form_of_the_page(here):
    work = proposed(here)
    client = Client(enforce_csrf_checks=True)
    client.force_login(work.submission.enrollment.user)
    address = reverse("courses:gallery_own", args=[work.public_id])
    for name in (ShownName.SHORT, ShownName.NONE):
        [consent] = re.findall(r'<form class="form.*?</form>', flat(client.get(address).text))
        [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', consent)
        sent = {"shown_name": name, "agreed": "on", "csrfmiddlewaretoken": token}
        assert client.post(address, sent).status_code == 302
        work.refresh_from_db()
        assert (work.state, work.shown_name) == ("shown", name)


def flat(html):
    return " ".join(html.split())


def test_a_shown_work_is_seen_by_the_batch_with_the_trainers_word_and_a_first_name(client, here):
    work = shown(here, name="Khofifah Rahmawati")
    classmate(client, here)
    page = client.get(gallery(here.batch)).text
    assert "Khofifah" in page
    assert "Rahmawati" not in page
    assert statuses(client, work) == [200, 200, 200]
    assert WORD in client.get(addresses(work)[0]).text


def test_without_a_name_no_page_and_no_file_name_tells_whose_work_it_is(client, here):
    work = shown(here, ShownName.NONE, name="Khofifah Rahmawati")
    classmate(client, here)
    for address in [gallery(here.batch), *addresses(work)]:
        answer = client.get(address)
        told = str(answer.headers) + (answer.text if "html" in answer["Content-Type"] else "")
        assert "Khofifah" not in told


def test_pictures_are_as_small_as_the_page_needs_and_loaded_when_they_are_near(client, here):
    for _number in range(3):
        shown(here)
    classmate(client, here)
    page = client.get(gallery(here.batch)).text
    assert page.count('loading="lazy"') == 3
    assert page.count('width="320"') == 3
    assert page.count("/kecil/") == 3


@pytest.mark.parametrize("end", ["withdrawn", "taken down", "consent", "left", "closed", "undone"])
def test_what_is_not_shown_any_more_is_gone_at_once_with_its_pictures(client, here, end):
    work = shown(here)
    author = work.submission.enrollment.user
    classmate(client, here)
    assert statuses(client, work) == [200, 200, 200]
    if end == "withdrawn":
        actions.keep_back(work=work)
    elif end == "taken down":
        actions.take_down(work=work, reason="Ada nomor HP di foto.", by=here.coordinator)
    elif end == "consent":
        PrivacyNoticeFactory()
        give_consent(user=author, giver=ConsentGiver.SELF, by=author)
        withdraw_consent(user=author, by=author)
    elif end == "left":
        Enrollment.objects.filter(pk=work.submission.enrollment_id).update(state="withdrawn")
    elif end == "closed":
        author.is_active = False
        author.save()
    else:
        Submission.objects.filter(pk=work.submission_id).update(state="submitted")
    assert statuses(client, work) == [404, 404, 404]
    assert "foto/" not in client.get(gallery(here.batch)).text


def test_who_withdrew_the_consent_to_everything_can_agree_to_this_work_anew(here):
    work = shown(here)
    author = work.submission.enrollment.user
    PrivacyNoticeFactory()
    give_consent(user=author, giver=ConsentGiver.SELF, by=author)
    withdraw_consent(user=author, by=author)
    assert not GalleryWork.objects.shown().exists()
    actions.show(work=work, shown_name=ShownName.NONE)
    assert GalleryWork.objects.shown().get() == work


def test_other_batches_and_those_who_left_see_nothing(client, here):
    work = shown(here)
    stranger, gone = EnrollmentFactory(), EnrollmentFactory(batch=here.batch, state="withdrawn")
    for seat in (stranger, gone):
        client.force_login(seat.user)
        assert set(statuses(client, work)) <= {403, 404}
        assert client.get(gallery(here.batch)).status_code in {403, 404}


def test_works_of_a_module_that_opens_later_are_not_shown_and_no_page_holds_brief_or_rubric(
    client, here
):
    work = shown(here)
    [assignment] = here.tree.assignments
    assignment.criteria.update(title="Kunci rubrik", description="Kunci rubrik")
    raw = [{"type": "text", "value": "<p>Kunci tugas</p>"}]
    assignment.summary, assignment.brief = "Kunci tugas", json.dumps(raw)
    assignment.save()
    questions = [row.question for quiz in here.tree.quizzes for row in quiz.quiz_questions.all()]
    classmate(client, here)
    for address in [gallery(here.batch), addresses(work)[0]]:
        text = client.get(address).text
        assert "Kunci" not in text
        assert [question for question in questions if str(question.text) in text] == []
    ModuleScheduleFactory(
        batch=here.batch,
        module=here.tree.modules[0],
        opens_at=timezone.now() + timedelta(days=3),
    )
    assert statuses(client, work) == [404, 404, 404]
    assert here.tree.assignments[0].title not in client.get(gallery(here.batch)).text


def test_neither_mark_nor_feedback_of_the_review_stands_in_the_gallery(client, here):
    work = shown(here)
    work.submission.reviews.create(
        reviewer=here.trainer,
        verdict="accepted",
        mark=93,
        feedback="Pertahankan jarak HP.",
        reviewed_at=timezone.now(),
    )
    classmate(client, here)
    for address in [gallery(here.batch), addresses(work)[0]]:
        text = client.get(address).text
        assert "Pertahankan" not in text
        assert ">93<" not in text


def test_a_child_shows_work_with_a_grown_up_only(here):
    born = timezone.localdate() - timedelta(days=16 * 365)
    work = proposed(here, birth_on=born)
    with pytest.raises(ConsentNeedsAdult):
        actions.show(work=work, shown_name=ShownName.SHORT)
    assert not GalleryWork.objects.shown().exists()
    actions.show(
        work=work,
        shown_name=ShownName.SHORT,
        giver=ConsentGiver.PESANTREN,
        giver_name="Ustazah Halimah",
    )
    assert GalleryWork.objects.shown().get().giver_name == "Ustazah Halimah"


def test_a_child_is_asked_who_agrees_and_nothing_is_ticked_beforehand(client, here):
    work = proposed(here, birth_on=timezone.localdate() - timedelta(days=16 * 365))
    client.force_login(work.submission.enrollment.user)
    address = reverse("courses:gallery_own", args=[work.public_id])
    page = client.get(address)
    assert {"giver", "giver_name", "agreed"} <= set(page.context["form"].fields)
    assert "checked" not in page.text
    client.post(address, {"shown_name": "short", "giver": "guardian", "giver_name": "Bu Aminah"})
    assert not GalleryWork.objects.shown().exists()
    said = {"shown_name": "short", "giver": "guardian", "giver_name": "Bu Aminah", "agreed": "on"}
    assert client.post(address, said).status_code == 302
    assert GalleryWork.objects.shown().exists()
    client.post(reverse("courses:gallery_keep_back", args=[work.public_id]))
    assert not GalleryWork.objects.shown().exists()


def test_a_work_is_proposed_once_and_what_was_taken_down_is_asked_for_anew(here):
    work = shown(here)
    with pytest.raises(actions.ProposedAlready):
        actions.propose(submission=work.submission, word="Lain.", by=here.trainer)
    with pytest.raises(WhyMissing):
        actions.take_down(work=work, reason=" ", by=here.trainer)
    actions.take_down(work=work, reason="Foto tertukar.", by=here.trainer)
    with pytest.raises(InvalidTransition):
        actions.show(work=work, shown_name=ShownName.SHORT)
    anew = actions.propose(submission=work.submission, word="Lain.", by=here.trainer)
    assert (anew.pk, anew.state, anew.word, anew.giver) == (work.pk, "proposed", "Lain.", "")


@pytest.mark.parametrize(
    ("state", "photos", "refusal"),
    [("submitted", 1, actions.NotAccepted), ("accepted", 0, actions.NothingToShow)],
)
def test_only_accepted_work_with_a_photo_is_proposed(here, state, photos, refusal):
    submission = accepted(here, photos=photos)
    Submission.objects.filter(pk=submission.pk).update(state=state)
    with pytest.raises(refusal):
        actions.propose(submission=submission, word=WORD, by=here.trainer)


def test_a_trainer_proposes_from_the_review_and_takes_down_with_a_reason(client, here):
    submission = accepted(here)
    client.force_login(here.trainer)
    client.cookies["django_language"] = "en"
    desk = client.get(reverse("courses:review_desk", args=[submission.public_id])).text
    address = reverse("courses:gallery_propose", args=[submission.public_id])
    assert address in desk
    client.post(address, {"word": WORD})
    work = GalleryWork.objects.get()
    assert (work.state, work.proposed_by) == ("proposed", here.trainer)
    page = client.get(reverse("courses:gallery_desk")).text
    assert "waits for consent" in page
    client.force_login(here.coordinator)
    there = reverse("courses:gallery_desk_work", args=[work.public_id])
    assert client.post(there, {"reason": ""}).status_code == 200
    client.post(there, {"reason": "Wajah anak terlihat."})
    work.refresh_from_db()
    assert (work.state, work.taken_down_reason.text) == ("taken_down", "Wajah anak terlihat.")
    client.force_login(submission.enrollment.user)
    own = client.get(reverse("courses:gallery_own", args=[work.public_id])).text
    assert "Wajah anak terlihat." in own


def test_who_opens_a_work_of_another_is_recorded_and_small_pictures_are_not(client, here):
    work = shown(here)
    seat = classmate(client, here)
    statuses(client, work)
    about = Access.objects.filter(who=seat.user, about=work.submission.enrollment.user)
    assert [row.kind for row in about] == ["work_opened", "work_opened"]


@pytest.mark.parametrize("count", [1, 3])
def test_gallery_and_desk_cost_the_same_with_one_work_and_with_three(
    client, here, count, django_assert_num_queries
):
    for _number in range(count):
        work = shown(here)
    classmate(client, here)
    client.get(gallery(here.batch))
    with django_assert_num_queries(7):
        client.get(gallery(here.batch))
    with django_assert_num_queries(8):
        client.get(addresses(work)[0])
    client.force_login(here.trainer)
    client.get(reverse("courses:gallery_desk"))
    with django_assert_num_queries(11):
        client.get(reverse("courses:gallery_desk"))
