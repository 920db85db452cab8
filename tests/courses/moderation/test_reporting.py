"""What is reported is looked at by those who run the batch; what is hidden can be shown again."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.core.models import AuditEntry
from academy.notify.models import Notice
from courses.models import Hiding, Report, ReportState
from courses.models.notices import PostNotice
from courses.moderation import actions, kinds
from tests.courses.asking.asking import WORDS, address, answered, asked, class_of, reader, taught
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
REPORTS_QUERIES = 10


@pytest.fixture
def here():
    return class_of(3)


def report(client, user, post, **more):
    reader(client, user)
    sent = {"client_id": str(uuid.uuid4()), "reason": "insult", "text": "Kasar sekali"} | more
    return client.post(address("report", "post", post), sent)


def test_a_report_comes_to_those_who_run_the_batch_and_says_what_was_found(client, here):
    world, (siti, budi, _citra) = here
    answer = answered(asked(world, siti), budi, "Dasar bodoh")
    assert report(client, siti.user, answer).status_code == 302
    reader(client, world.coordinator)
    page = client.get(reverse("courses:reports"))
    assert [line.words for line in page.context["lines"]] == ["Dasar bodoh"]
    found = client.get(address("report_decide", Report.objects.get())).content.decode()
    assert "Kasar sekali" in found
    reader(client, UserFactory(coordinator=True))
    assert not client.get(reverse("courses:reports")).context["lines"]
    assert client.get(address("report_decide", Report.objects.get())).status_code == 404


def test_who_reports_twice_has_reported_once_and_nobody_reports_the_own(client, here):
    world, (siti, budi, _citra) = here
    answer = answered(asked(world, siti), budi)
    for _time in range(2):
        report(client, siti.user, answer)
    assert Report.objects.count() == 1
    assert report(client, budi.user, answer).status_code == 200
    assert Report.objects.count() == 1


def test_who_does_not_meet_it_cannot_report_it(client, here):
    world, (siti, budi, _citra) = here
    answer = answered(asked(world, siti), budi)
    for user in (EnrollmentFactory().user, UserFactory(partner=True)):
        assert report(client, user, answer).status_code == 404
    assert client.get(address("report", "nothing", answer)).status_code == 404


def test_what_is_hidden_only_its_author_and_the_staff_read_and_the_author_is_told_why(client, here):
    world, (siti, budi, citra) = here
    question = asked(world, siti)
    answer = answered(question, budi, "Dasar bodoh")
    report(client, siti.user, answer)
    reader(client, world.coordinator)
    place = address("report_decide", Report.objects.get())
    assert client.post(place, {"reason": "  "}).status_code == 200
    client.post(place, {"reason": "Kata ini menyakiti temanmu."})
    assert Report.objects.get().state == ReportState.HIDDEN
    for user, may_read in ((siti.user, False), (citra.user, False), (budi.user, True)):
        reader(client, user)
        page = client.get(address("question", question)).content.decode()
        assert ("Dasar bodoh" in page, "Hidden" in page) == (may_read, True)
    reader(client, world.trainer)
    assert "Dasar bodoh" in client.get(address("desk_question", question)).content.decode()
    notice = Notice.objects.get(user=budi.user, kind=PostNotice.HIDDEN)
    assert notice.params == {"reason": "Kata ini menyakiti temanmu."}


def test_a_hidden_question_is_in_no_list_takes_no_answer_and_comes_back_as_it_was(client, here):
    world, (siti, budi, _citra) = here
    question = asked(world, siti)
    taught(question, world.trainer)
    kind = kinds.get("post")
    actions.hide(kind=kind, thing=question, by=world.coordinator, reason="Nomor telepon")
    reader(client, budi.user)
    listed = address("activity_questions", world.batch, world.tree.lessons[0].activity_id)
    assert not client.get(listed).context["page"].paginator.count
    assert (
        WORDS
        not in client.get(address("batch_questions", world.batch), {"q": "sambal"}).content.decode()
    )
    with pytest.raises(actions.DecidedMeanwhile):
        actions.hide(kind=kind, thing=question, by=world.coordinator, reason="Lagi")
    for _time in range(2):
        actions.show_again(kind=kind, thing=question, by=world.coordinator)
    question.refresh_from_db()
    assert question.answered_at is not None
    assert client.get(listed).context["page"].paginator.count == 1
    assert Hiding.objects.get().shown_by == world.coordinator
    assert Notice.objects.filter(user=siti.user, kind=PostNotice.SHOWN_AGAIN).count() == 1


def test_a_question_whose_marked_answer_is_hidden_waits_again(here):
    world, (siti, _budi, _citra) = here
    question = asked(world, siti)
    answer = taught(question, world.trainer)
    actions.hide(kind=kinds.get("post"), thing=answer, by=world.coordinator, reason="Salah")
    question.refresh_from_db()
    assert question.answered_at is None


def test_what_is_left_as_it_is_waits_no_more_until_it_is_reported_again(client, here):
    world, (siti, budi, _citra) = here
    answer = answered(asked(world, siti), budi)
    report(client, siti.user, answer)
    reader(client, world.coordinator)
    client.post(address("report_settle", Report.objects.get()), {"action": "dismiss"})
    assert Report.objects.get().state == ReportState.DISMISSED
    assert not client.get(reverse("courses:reports")).context["lines"]
    assert client.get(reverse("courses:reports"), {"semua": "1"}).context["lines"]
    report(client, siti.user, answer, text="Masih kasar")
    assert Report.objects.get().state == ReportState.OPEN


def test_what_was_hidden_meanwhile_is_not_reported_any_more(client, here):
    world, (siti, budi, _citra) = here
    answer = answered(asked(world, siti), budi, "Dasar bodoh")
    actions.hide(kind=kinds.get("post"), thing=answer, by=world.coordinator, reason="Menyakiti")
    page = report(client, siti.user, answer)
    assert "have hidden this already" in page.text
    assert "Kasar sekali" in page.text
    reader(client, world.coordinator)
    assert not client.get(reverse("courses:reports")).context["lines"]


def test_who_shows_it_again_has_settled_what_was_said_against_it(client, here):
    world, (siti, budi, _citra) = here
    answer = answered(asked(world, siti), budi)
    actions.hide(kind=kinds.get("post"), thing=answer, by=world.coordinator, reason="Menyakiti")
    # From a page of before, that came in at the same moment.
    Report.objects.create(
        kind="post", object_id=answer.pk, batch=world.batch, reporter=siti.user, reason="insult",
        reported_at=timezone.now(),
    )  # fmt: skip
    reader(client, world.coordinator)
    client.post(address("report_settle", Report.objects.get()), {"action": "show"})
    assert not client.get(reverse("courses:reports")).context["lines"]


def settled_by(client, user, found, **sent):
    reader(client, user)
    return client.post(address("report_settle", found), {"action": "dismiss"} | sent, follow=True)


def test_what_another_has_hidden_is_not_called_left_as_it_is(client, here):
    world, (siti, budi, _citra) = here
    answer = answered(asked(world, siti), budi)
    report(client, siti.user, answer)
    manager = UserFactory(program_manager=True)
    actions.hide(kind=kinds.get("post"), thing=answer, by=manager, reason="Menyakiti")
    page = settled_by(client, world.coordinator, Report.objects.get())
    assert "Somebody else has decided this meanwhile" in page.text
    assert "Left as it is" not in page.text
    assert Report.objects.get().state == ReportState.HIDDEN


def test_settled_twice_by_a_slip_it_is_settled_and_by_another_it_is_told(client, here):
    world, (siti, budi, _citra) = here
    answer = answered(asked(world, siti), budi)
    report(client, siti.user, answer)
    found = Report.objects.get()
    pages = [settled_by(client, world.coordinator, found) for _time in range(2)]
    assert ["Left as it is" in page.text for page in pages] == [True, True]
    page = settled_by(client, UserFactory(program_manager=True), found)
    assert "Somebody else has decided this meanwhile" in page.text


def test_hidden_twice_by_a_slip_it_is_hidden_and_another_reason_is_not_lost(client, here):
    world, (siti, budi, _citra) = here
    answer = answered(asked(world, siti), budi)
    report(client, siti.user, answer)
    reader(client, world.coordinator)
    place = address("report_decide", Report.objects.get())
    pages = [client.post(place, {"reason": "Kata ini menyakiti."}) for _time in range(2)]
    assert [page.status_code for page in pages] == [302, 302]
    assert Hiding.objects.count() == 1
    reader(client, UserFactory(program_manager=True))
    page = client.post(place, {"reason": "Ini iklan, bukan jawaban."})
    assert "Somebody else has decided this meanwhile" in page.text
    assert "Ini iklan, bukan jawaban." in page.text


def test_who_hides_reads_who_can_show_it_again(client, here):
    world, (siti, _budi, _citra) = here
    reader(client, world.coordinator)
    page = client.get(address("thing_hide", "post", asked(world, siti)))
    assert "whoever runs the batch can show it again" in page.text


def test_a_coordinator_who_answers_is_not_called_a_trainer(client, here):
    world, (siti, _budi, _citra) = here
    question = asked(world, siti)
    for user in (world.coordinator, world.trainer):
        taught(question, user)
    reader(client, siti.user)
    page = client.get(address("question", question)).text
    assert page.count("academy team") == 2


def test_only_who_runs_the_batch_hides(client, here):
    world, (siti, budi, _citra) = here
    question = asked(world, siti)
    place = address("thing_hide", "post", question)
    for user in (world.trainer, budi.user, UserFactory(coordinator=True)):
        reader(client, user)
        assert client.post(place, {"reason": "Tidak"}).status_code in {403, 404}
    reader(client, world.coordinator)
    client.post(place, {"reason": "Nomor telepon"})
    question.refresh_from_db()
    assert question.hidden_at is not None


def test_the_log_holds_ids_and_states_and_no_words(client, here):
    world, (siti, budi, _citra) = here
    answer = answered(asked(world, siti), budi, "Dasar bodoh")
    report(client, siti.user, answer)
    actions.hide(kind=kinds.get("post"), thing=answer, by=world.coordinator, reason="Menyakiti")
    said = [str(entry.data) for entry in AuditEntry.objects.all()]
    assert not [text for text in said if "bodoh" in text or "Menyakiti" in text or "Kasar" in text]


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_of_reports_asks_the_same_for_one_and_for_three(
    client, count, django_assert_num_queries
):
    world, seats = class_of(3)
    question = asked(world, seats[0])
    for seat in seats[:count]:
        other = next(one for one in seats if one != seat)
        report(client, other.user, answered(question, seat))
    reader(client, world.coordinator)
    client.get(reverse("courses:reports"))
    with django_assert_num_queries(REPORTS_QUERIES):
        assert len(client.get(reverse("courses:reports")).context["lines"]) == count


def test_nobody_decides_about_oneself_or_reads_who_has_complained(client, here):
    world, (siti, _budi, _citra) = here
    answer = taught(asked(world, siti), world.coordinator, "Kamu malas.")
    report(client, siti.user, answer)
    found = Report.objects.get()
    reader(client, world.coordinator)
    assert not client.get(reverse("courses:reports")).context["lines"]
    assert not client.get(f"{reverse('courses:reports')}?semua=1").context["lines"]
    for name in ("report_decide", "report_settle"):
        assert client.post(address(name, found), {"action": "dismiss"}).status_code == 404
    manager = UserFactory(program_manager=True)
    reader(client, manager)
    client.post(address("report_decide", found), {"reason": "Kata ini menyakiti."})
    assert Hiding.objects.get().hidden_by == manager
    with pytest.raises(actions.AboutOneself):
        actions.show_again(kind=kinds.get("post"), thing=answer, by=world.coordinator)
    reader(client, world.coordinator)
    client.post(address("thing_show", "post", answer), follow=True)
    assert Hiding.objects.get().shown_at is None
