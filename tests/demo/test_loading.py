"""What the whole demo tells."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from academy import settings as academy_settings
from academy.core.models import AuditEntry, Job
from academy.demo.accounts import ACCOUNTS, PARTICIPANT_PIN, PASSWORD
from academy.demo.checks import demo_sign_in_only_with_demo_people
from academy.demo.load.base import Clock
from academy.demo.load.photos import FOLDER
from academy.demo.management.commands.paint_photos import wanted_photos
from academy.people.models import Consent, User
from certificates.models import Certificate
from courses.completion.actions import refresh_batch
from courses.models import (
    Application,
    Batch,
    Completion,
    Enrollment,
    EnrollmentState,
    Program,
    QuizAttempt,
    Review,
    Submission,
    SubmissionFile,
)
from courses.quizzes.rules import marking
from tests.demo.story import counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def states(model, batch):
    return dict(
        model.objects.filter(batch__number=batch)
        .values_list("state")
        .annotate(number=Count("pk"))
        .values_list("state", "number")
    )


def test_four_batches_of_250():
    assert [batch.seats for batch in Batch.objects.order_by("number")] == [250] * 4
    assert {n: Enrollment.objects.seated().filter(batch__number=n).count() for n in (1, 2, 3)} == {
        1: 242,
        2: 244,
        3: 246,
    }
    assert Program.objects.get().target == 1000


def test_the_first_batch_is_finished_with_some_who_failed_left_or_never_came():
    assert states(Enrollment, 1) == {"completed": 230, "failed": 12, "withdrawn": 8, "replaced": 5}
    assert Certificate.objects.filter(enrollment__batch__number=1).count() == 230


def test_the_history_of_every_application_names_who_did_each_step():
    told = AuditEntry.objects.filter(object_type="courses.application")
    assert told.filter(data__after="verified").exists()
    assert not told.filter(actor=None).exists()


def test_certificate_numbers_have_no_gap():
    serials = list(Certificate.objects.order_by("serial").values_list("serial", flat=True))
    assert serials == list(range(1, 231))


def test_printing_and_sending_waits_for_the_worker_as_one_job():
    job = Job.objects.get(kind="certificates.issue")
    assert len(job.args["enrollments"]) == 230


def test_the_second_batch_is_in_its_last_week_and_the_third_in_its_middle():
    today = Clock.today().date
    second, third = Batch.objects.get(number=2), Batch.objects.get(number=3)
    assert 0 < (second.ends_on - today).days <= 7
    assert 0.3 < (today - third.starts_on) / (third.ends_on - third.starts_on) < 0.7
    assert states(Enrollment, 2)["completed"] >= 20
    assert set(states(Enrollment, 3)) == {"active", "withdrawn", "replaced"}


def test_the_fourth_batch_has_five_applications_for_each_seat():
    assert Batch.objects.get(number=4).takes_applications
    assert states(Application, 4) == {
        "submitted": 640, "verified": 420, "accepted": 95, "reserve": 25, "declined": 62,
        "withdrawn": 8,
    }  # fmt: skip
    reserve = Application.objects.filter(state="reserve").order_by("reserve_position")
    scores = [application.score for application in reserve]
    assert scores == sorted(scores, reverse=True)


def test_nothing_has_happened_in_the_future():
    now = Clock.today().now
    assert not Completion.objects.filter(received_at__gt=now).exists()
    assert not Submission.objects.filter(submitted_at__gt=now).exists()
    assert not Review.objects.filter(reviewed_at__gt=now).exists()
    assert not Application.objects.filter(submitted_at__gt=now).exists()
    assert not User.objects.filter(joined_at__gt=now).exists()


def test_the_stored_figures_are_those_that_the_academy_works_out():
    assert [refresh_batch(batch) for batch in Batch.objects.filter(number__lte=3)] == [0, 0, 0]


def test_kept_answers_earn_the_mark_of_their_attempt():
    attempts = QuizAttempt.objects.filter(answers__isnull=False).distinct()[:200]
    for attempt in attempts.prefetch_related("answers"):
        answers = list(attempt.answers.all())
        shares = [marking.share(a.question["kind"], a.key, a.answer) for a in answers]
        assert shares == [a.share for a in answers]
        earned = sum(a.points * share for a, share in zip(answers, shares, strict=True))
        total = sum(a.points for a in answers)
        assert abs(100 * earned / total - float(attempt.mark)) < 0.01


def test_three_hundred_hand_ins_with_pictures_of_which_no_two_are_alike():
    assert Submission.objects.count() == 300
    assert not Submission.objects.filter(files__isnull=True).exists()
    sums = Counter(SubmissionFile.objects.values_list("sha256", flat=True))
    assert sums.most_common(1)[0][1] == 1
    assert sum(sums.values()) >= 600


def test_every_photo_in_the_folder_is_handed_in_by_somebody_and_none_is_missing():
    wanted = [photo.path for photo in wanted_photos()]
    assert sorted(wanted) == sorted(FOLDER.iterdir())


def test_a_reviewed_hand_in_has_words_and_an_accepted_one_a_mark():
    assert not Review.objects.filter(feedback="").exists()
    accepted = Review.objects.filter(verdict="accepted")
    assert accepted.count() > 100
    assert not accepted.filter(mark__isnull=True).exists()


def test_minors_have_a_guardian_or_their_pesantren_consent_for_them():
    by_giver = Counter(Consent.objects.values_list("giver", flat=True))
    assert min(by_giver[giver] for giver in ("self", "guardian", "pesantren")) > 50
    assert Consent.objects.count() == User.objects.count()


def test_everybody_is_of_the_demo_and_hashes_are_shared():
    assert not User.objects.filter(is_demo=False).exists()
    assert User.objects.values("password").distinct().count() == 2


@pytest.fixture
def hashed_as_in_an_academy(settings):
    """The demo was loaded by an academy, whose hashes are not the cheap ones of tests."""
    settings.PASSWORD_HASHERS = academy_settings.PASSWORD_HASHERS


@pytest.mark.usefixtures("hashed_as_in_an_academy")
@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_the_printed_sign_ins_work(account, client):
    assert client.login(username=account.username, password=PASSWORD)


@pytest.mark.usefixtures("hashed_as_in_an_academy")
def test_other_participants_sign_in_with_the_printed_pin(client):
    someone = Enrollment.objects.filter(state=EnrollmentState.ACTIVE).last().user
    assert client.login(username=someone.username, password=PARTICIPANT_PIN)


def test_the_printed_participant_has_something_done_and_something_to_do():
    enrollment = Enrollment.objects.get(user__username="peserta")
    assert enrollment.batch.number == 3
    assert 20 < enrollment.progress < 80
    assert [item.state for item in enrollment.submissions.all()] == ["revision"]


def test_a_second_load_doubles_nobody(capsys):
    before = counts()
    call_command("load_demo")
    assert counts() == before


def test_the_sign_ins_are_printed(capsys):
    call_command("demo_accounts")
    printed = capsys.readouterr().out
    assert PASSWORD in printed
    assert all(account.username in printed for account in ACCOUNTS)


def test_the_printed_password_is_refused_where_real_people_are(settings):
    settings.DEMO_SIGN_IN = True
    assert demo_sign_in_only_with_demo_people(None, ["default"]) == []
    User.objects.create(username="orang.lain", full_name="Orang Lain")
    assert [error.id for error in demo_sign_in_only_with_demo_people(None, ["default"])] == [
        "demo.E001"
    ]
    settings.DEMO_SIGN_IN = False
    assert demo_sign_in_only_with_demo_people(None, ["default"]) == []


def test_the_demo_is_not_loaded_among_real_people():
    User.objects.create(username="orang.lain", full_name="Orang Lain")
    with pytest.raises(CommandError, match="not the demo's"):
        call_command("load_demo")
