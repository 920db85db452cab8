"""A companion hands in for a santri: once, with consent, told to the santri and the trainer."""

import uuid

import pytest
from django.urls import reverse

from academy.core.models import AuditEntry
from academy.notify.models import Notice
from academy.web import kept
from cms.models import AssignmentPage
from courses.assignments.actions import files, submissions
from courses.models import Enrollment, Submission, SubmissionFile
from tests.courses.seats import photo, seat
from tests.factories.cms import AssignmentPageFactory
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import ConsentFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST_QUERIES = 11


@pytest.fixture
def here(client):
    """The signed-in companion, a santri with a consent, and an assignment."""
    enrollment, tree = seat(modules=1, lessons=1, quiz=False)
    ConsentFactory(user=enrollment.user)
    guide = UserFactory(full_name="Ustazah Halimah")
    MembershipFactory(user=guide, pesantren=enrollment.pesantren, role="companion")
    client.force_login(guide)
    return enrollment, tree.assignments[0], guide


def address(here, name="person_hand_in"):
    enrollment, assignment, _guide = here
    ids = [enrollment.public_id, assignment.activity_id]
    return reverse(f"courses:{name}", args=ids if name == "person_hand_in" else ids[:1])


def send(client, here, *photos, **form):
    sent = {"client_id": str(uuid.uuid4()), "note": "", "own_work": "on"} | form
    return client.post(address(here), sent | {"files": list(photos)}, follow=True)


def test_what_a_companion_hands_in_says_so_to_the_santri_and_the_trainer(client, here):
    enrollment, assignment, guide = here
    answer = send(client, here, photo(), note="Difoto di aula.")
    assert "Dikumpulkan untuk" in answer.text
    work = Submission.objects.get()
    assert (work.state, work.helped_by, work.note) == ("submitted", guide, "Difoto di aula.")
    assert enrollment.user.full_name in work.statement
    notice = Notice.objects.get(user=enrollment.user)
    assert notice.params["name"] == "Ustazah Halimah"
    assert AuditEntry.objects.get(verb="handed_in").actor == guide
    client.force_login(enrollment.user)
    ids = [enrollment.batch.public_id, assignment.activity_id]
    page = client.get(reverse("courses:assignment", args=ids))
    assert "Dengan bantuan pendamping Ustazah Halimah" in " ".join(page.text.split())
    client.force_login(UserFactory(program_manager=True))
    desk = client.get(reverse("courses:review_desk", args=[work.public_id]))
    assert "Dengan bantuan pendamping Ustazah Halimah" in " ".join(desk.text.split())


def test_it_is_no_sign_of_life_of_the_santri(client, here):
    enrollment = here[0]
    Enrollment.objects.update(first_seen_at=None, last_seen_at=None)
    send(client, here, photo())
    enrollment.refresh_from_db()
    assert (enrollment.first_seen_at, enrollment.last_seen_at) == (None, None)


def test_sent_twice_it_is_one_hand_in_with_one_photo_and_one_notice(client, here):
    name = str(uuid.uuid4())
    for _twice in range(2):
        answer = send(client, here, photo(), client_id=name)
        assert "Dikumpulkan untuk" in answer.text
    assert (Submission.objects.count(), SubmissionFile.objects.count()) == (1, 1)
    assert Notice.objects.count() == 1


def test_without_a_recorded_consent_nothing_is_taken(client, here):
    here[0].user.consents.all().delete()
    assert "Belum ada persetujuan" in client.get(address(here, "person_help")).text
    assert "Catat dulu persetujuan" in send(client, here, photo()).text
    assert not Submission.objects.exists()


def test_without_the_tick_the_photos_are_kept_and_nothing_is_handed_in(client, here):
    sent = {"client_id": str(uuid.uuid4()), "note": "", "files": [photo()]}
    answer = client.post(address(here), sent)
    assert answer.context["form"].errors["own_work"]
    work = Submission.objects.get()
    assert (work.state, work.files.count()) == ("draft", 1)
    assert str(work.files.get().public_id) in answer.text
    assert client.get(reverse("courses:submission_file", args=[work.files.get().public_id]))


def test_files_are_added_bit_by_bit_and_a_wrong_one_is_taken_away(client, here):
    send(client, here, photo(colour="#112233"), add="1")
    send(client, here, photo(colour="#332211"), add="1")
    first, _second = SubmissionFile.objects.order_by("position")
    client.post(address(here), {"hapus": str(first.public_id)})
    assert Submission.objects.get().files.count() == 1
    send(client, here)
    assert Submission.objects.get().state == "submitted"


def test_what_the_santri_has_begun_alone_is_neither_shown_nor_touched(client, here):
    enrollment, assignment, _guide = here
    draft = submissions.start_submission(
        enrollment=enrollment, assignment=assignment, client_id=uuid.uuid4()
    )
    own = files.add_file(submission=draft, file=photo("milikku.jpg"), client_id=uuid.uuid4())
    page = client.get(address(here))
    assert "milikku" not in page.text
    assert page.context["found"].is_begun_alone
    assert "akunnya sendiri" in send(client, here, photo(colour="#332211")).text
    assert (draft.files.get(), Submission.objects.get().state) == (own, "draft")
    assert client.get(reverse("courses:submission_file", args=[own.public_id])).status_code == 404


def test_the_santri_takes_back_what_was_handed_in_for_them(client, here):
    enrollment = here[0]
    send(client, here, photo())
    submissions.take_back(submission=Submission.objects.get())
    assert Submission.objects.get().state == "draft"
    assert Submission.objects.get().enrollment == enrollment


@pytest.mark.parametrize("who", ["elsewhere", "coordinator", "former"])
def test_nobody_else_hands_in_for_a_santri(client, here, who):
    enrollment, _assignment, guide = here
    if who == "former":
        guide.memberships.update(ended_on="2026-01-01")
        person, status = guide, 404
    elif who == "elsewhere":
        person = UserFactory()
        MembershipFactory(user=person, pesantren=EnrollmentFactory().pesantren, role="companion")
        status = 404
    else:
        person, status = UserFactory(coordinator=True), 403
        enrollment.batch.coordinators.add(person)
    client.force_login(type(person).objects.get(pk=person.pk))
    sent = {"client_id": str(uuid.uuid4()), "own_work": "on", "files": [photo()]}
    assert client.get(address(here)).status_code in {status, 403, 404}
    assert client.post(address(here), sent).status_code in {status, 403, 404}
    assert not Submission.objects.exists()


def test_photos_in_pairs_are_asked_for_before_and_after(client, here):
    AssignmentPage.objects.update(evidence="pairs")
    page = client.get(address(here))
    assert [slot for slot, _name in page.context["found"].slots] == [1, 2]
    sent = {
        "client_id": str(uuid.uuid4()), "own_work": "on", "slot_1": photo(colour="#112233"),
        "slot_2": photo(colour="#332211"),
    }  # fmt: skip
    client.post(address(here), sent)
    assert Submission.objects.get().state == "submitted"


def test_nothing_open_says_so(client, here):
    send(client, here, photo())
    assert "Tidak ada yang perlu dikumpulkan" in client.get(address(here, "person_help")).text
    assert client.get(address(here)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_of_one_assignment_and_three(
    client, django_assert_num_queries, count
):
    enrollment, tree = seat(modules=1, lessons=1, quiz=False)
    for _more in range(count - 1):
        AssignmentPageFactory(parent=tree.modules[0])
    kept.end()
    guide = UserFactory()
    MembershipFactory(user=guide, pesantren=enrollment.pesantren, role="companion")
    client.force_login(guide)
    page = reverse("courses:person_help", args=[enrollment.public_id])
    assert len(client.get(page).context["assignments"]) == count
    with django_assert_num_queries(LIST_QUERIES):
        client.get(page)
