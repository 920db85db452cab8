"""A quiz on its pages: with and without a script, in two tabs."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import QuizPage
from courses.models import QuizAttempt
from courses.quizzes.actions import start_attempt, submit_attempt
from courses.quizzes.rules.answers import canonical
from tests.courses.seats import seat
from tests.factories.courses import CompletionFactory, ModuleScheduleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(client) -> QuizAttempt:
    """An open attempt of the signed-in participant."""
    enrollment, tree = seat(modules=1, assignment=False)
    client.force_login(enrollment.user)
    return start_attempt(enrollment=enrollment, quiz=tree.quizzes[0], client_id=uuid.uuid4())


def address_of(name, attempt):
    ids = [attempt.enrollment.batch.public_id, attempt.quiz.activity_id, attempt.public_id]
    return reverse(f"courses:{name}", args=ids)


def options(attempt, position):
    """Return the ids of a question's options, the right one first."""
    key = attempt.answers.get(position=position).key["options"]
    return sorted(key, key=lambda option: not key[option]["correct"])


def kept(attempt):
    return [row.answer for row in attempt.answers.all()]


def test_the_page_never_carries_a_key(client, attempt):
    page = client.get(address_of("attempt", attempt)).text
    assert "Dari samping" in page
    assert "Tepat." not in page
    assert "Belum tepat." not in page
    assert "correct" not in page


def test_a_script_saves_one_answer_and_is_told_when(client, attempt):
    right, *_others = options(attempt, 1)
    sent = {"was-1": "", "q-1": right, "at-1": "2020-01-01T00:00:00Z"}
    answer = client.post(
        address_of("attempt_save", attempt), sent, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 200
    assert "WIB" in answer.json()["message"]
    assert kept(attempt) == [{"options": [right]}, {}]


def test_without_a_script_saving_comes_back_to_the_page(client, attempt):
    _right, wrong, _other = options(attempt, 1)
    sent = {"was-1": "", "q-1": wrong, "was-2": ""}
    answer = client.post(address_of("attempt_save", attempt), sent)
    assert answer.url == address_of("attempt", attempt)
    page = client.get(answer.url)
    assert [question.kept for question in page.context["questions"]] == [wrong, ""]


def test_an_old_copy_of_the_page_does_not_undo_a_newer_answer(client, attempt):
    right, wrong, _other = options(attempt, 1)
    save = address_of("attempt_save", attempt)
    client.post(save, {"was-1": "", "q-1": wrong, "was-2": ""})
    client.post(save, {"was-1": wrong, "q-1": right, "was-2": ""})
    # The first tab still shows the wrong one, which it knows as kept.
    second = options(attempt, 2)[0]
    client.post(save, {"was-1": wrong, "q-1": wrong, "was-2": "", "q-2": second})
    assert kept(attempt) == [{"options": [right]}, {"options": [second]}]


def test_handing_in_takes_the_answers_on_the_page_along(client, attempt):
    sent = {"was-1": "", "q-1": options(attempt, 1)[0], "was-2": "", "q-2": options(attempt, 2)[1]}
    answer = client.post(address_of("attempt_submit", attempt), sent, follow=True)
    assert answer.redirect_chain == [(address_of("attempt_result", attempt), 302)]
    assert [question.is_right for question in answer.context["questions"]] == [True, False]


def test_who_hands_in_with_blanks_is_asked_once_and_loses_nothing(client, attempt):
    right = options(attempt, 1)[0]
    sent = {"was-1": "", "q-1": right, "was-2": ""}
    page = client.post(address_of("attempt_submit", attempt), sent, follow=True)
    assert "1 pertanyaan belum dijawab" in page.text
    assert kept(attempt) == [{"options": [right]}, {}]
    assert 'href="#soal-2"' in page.text
    assert 'id="soal-2"' in page.text
    assert 'href="#soal-1"' not in page.text
    assert QuizAttempt.objects.get().state == "open"
    sent = {"was-1": right, "q-1": right, "was-2": "", "confirmed": "1"}
    answer = client.post(address_of("attempt_submit", attempt), sent)
    assert answer.url == address_of("attempt_result", attempt)


def test_a_number_in_words_is_told_while_typing_and_before_handing_in(client, attempt):
    row = attempt.answers.get(position=2)
    row.question |= {"kind": "number", "options": []}
    row.save()
    save = address_of("attempt_save", attempt)

    def said(text, known=""):
        sent = {"was-2": known, "q-2": text}
        answer = client.post(save, sent, headers={"Accept": "application/json"})
        return answer.json()["message"]

    words = "Tulis bilangannya dengan angka"
    assert words in said("dua belas")
    page = client.post(
        address_of("attempt_submit", attempt),
        {"was-1": "", "q-1": options(attempt, 1)[0], "was-2": "dua belas", "q-2": "dua belas"},
        follow=True,
    )
    assert 'href="#soal-2"' in page.text
    assert words in page.text
    assert words not in said("Rp12.000", known="dua belas")


def test_after_the_module_has_closed_blanks_are_handed_in_without_asking(client, attempt):
    closed = timezone.now() - timedelta(hours=1)
    module = attempt.quiz.get_parent().specific
    ModuleScheduleFactory(batch=attempt.enrollment.batch, module=module, closes_at=closed)
    answer = client.post(address_of("attempt_submit", attempt), {"was-1": "", "was-2": ""})
    assert answer.url == address_of("attempt_result", attempt)
    assert QuizAttempt.objects.get().state == "marked"


def test_handing_in_again_by_the_back_button_shows_the_result(client, attempt):
    right, wrong, _other = options(attempt, 1)
    sent = {"was-1": "", "q-1": right, "confirmed": "1"}
    client.post(address_of("attempt_submit", attempt), sent)
    again = client.post(
        address_of("attempt_submit", attempt), {"was-1": "", "q-1": wrong}, follow=True
    )
    assert "sudah dikumpulkan" in again.text or "handed in already" in again.text
    assert kept(attempt)[0] == {"options": [right]}


def test_the_same_hand_in_sent_twice_shows_the_result_and_no_error(client, attempt):
    right, _wrong, _other = options(attempt, 1)
    sent = {"was-1": "", "q-1": right, "confirmed": "1"}
    client.post(address_of("attempt_submit", attempt), sent)
    again = client.post(address_of("attempt_submit", attempt), sent, follow=True)
    assert again.redirect_chain[-1][0] == address_of("attempt_result", attempt)
    assert list(again.context["messages"]) == []


def test_an_answer_after_handing_in_is_refused_in_words(client, attempt):
    submit_attempt(attempt=attempt)
    answer = client.post(
        address_of("attempt_save", attempt),
        {"was-1": "", "q-1": options(attempt, 1)[0]},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 409
    assert answer.json()["message"]
    assert client.get(address_of("attempt", attempt)).url == address_of("attempt_result", attempt)


def test_the_result_of_an_open_attempt_leads_back_to_it(client, attempt):
    answer = client.get(address_of("attempt_result", attempt))
    assert answer.url == address_of("attempt", attempt)


def test_beginning_by_the_form_goes_on_with_the_open_attempt(client, attempt):
    ids = [attempt.enrollment.batch.public_id, attempt.quiz.activity_id]
    answer = client.post(reverse("courses:quiz_start", args=ids), {"client_id": uuid.uuid4()})
    assert answer.url == address_of("attempt", attempt)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"was-x": "", "was-99999999": "", "was-٣": ""},
        {"was-1": "", "q-1": "'; DROP TABLE courses_enrollment; --"},
        {"was-1": "", "q-1": "<b>", "at-1": "yesterday", "happened_at": "soon", "client_id": "1"},
        {"was-1": "", "at-1": "0001-01-01T00:00:00Z"},
    ],
)
def test_nonsense_changes_nothing(client, attempt, sent):
    assert client.post(address_of("attempt_save", attempt), sent).status_code == 302
    assert kept(attempt) == [{}, {}]


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ({}, ""),
        ({"options": ["b", "a"]}, "a b"),
        ({"text": "di kanan"}, "di kanan"),
        ({"number": "1,5"}, "1,5"),
    ],
)
def test_a_kept_answer_has_one_text(answer, text):
    assert canonical(answer) == text


def handed_in(client, enrollment, quiz, *, right: bool) -> str:
    """Hand a whole attempt in, every answer right or wrong, and return the page of its result."""
    made = start_attempt(enrollment=enrollment, quiz=quiz, client_id=uuid.uuid4())
    sent = {"client_id": uuid.uuid4(), "confirmed": "1"}
    for row in made.answers.all():
        chosen = options(made, row.position)[0 if right else -1]
        sent |= {f"was-{row.position}": "", f"q-{row.position}": chosen}
    return client.post(address_of("attempt_submit", made), sent, follow=True).text


def test_a_failed_attempt_tells_what_was_wrong_and_no_key_while_one_may_try_again(client):
    enrollment, tree = seat(modules=1, assignment=False)
    client.force_login(enrollment.user)
    page = handed_in(client, enrollment, tree.quizzes[0], right=False)
    assert "belum tepat" in page
    assert "choice--good" not in page
    assert "jawaban Anda" in page
    assert "Tepat." not in page
    # The lessons of the module are where the answers stand.
    assert tree.lessons[0].title in page


def test_after_a_test_of_the_whole_course_the_lessons_of_all_modules_are_named(client):
    enrollment, tree = seat(modules=2, lessons=1, assignment=False)
    client.force_login(enrollment.user)
    quiz = tree.quizzes[1]

    def named(page):
        part = page.partition("Di sini jawabannya")[2].partition("</section>")[0]
        return [lesson.title for lesson in tree.lessons if lesson.title in part]

    assert named(handed_in(client, enrollment, quiz, right=False)) == [tree.lessons[1].title]
    QuizPage.objects.filter(pk=quiz.pk).update(kind="post_test")
    page = handed_in(client, enrollment, quiz, right=False)
    assert named(page) == [lesson.title for lesson in tree.lessons]


def test_a_failed_second_try_is_not_congratulated_for_a_module_that_was_finished(client):
    enrollment, tree = seat(modules=1, lessons=1, assignment=False)
    CompletionFactory(enrollment=enrollment, activity=tree.lessons[0])
    client.force_login(enrollment.user)
    quiz = tree.quizzes[0]
    assert "menyelesaikan seluruh kursus" in handed_in(client, enrollment, quiz, right=True)
    page = handed_in(client, enrollment, quiz, right=False)
    assert "belum tepat" in page
    assert "menyelesaikan seluruh kursus" not in page


def test_no_key_is_read_beside_the_last_attempt(client):
    enrollment, tree = seat(modules=1, assignment=False)
    quiz = tree.quizzes[0]
    quiz.max_attempts = 2
    quiz.save_revision().publish()
    client.force_login(enrollment.user)
    handed_in(client, enrollment, quiz, right=False)
    start_attempt(enrollment=enrollment, quiz=quiz, client_id=uuid.uuid4())
    page = client.get(address_of("attempt_result", enrollment.attempts.get(number=1))).text
    assert "Tepat." not in page
    assert "choice--good" not in page


def test_the_keys_are_shown_when_the_quiz_is_passed(client):
    enrollment, tree = seat(modules=1, assignment=False)
    client.force_login(enrollment.user)
    assert "choice--good" in handed_in(client, enrollment, tree.quizzes[0], right=True)


def test_the_keys_are_shown_when_no_attempt_is_left(client):
    enrollment, tree = seat(modules=1, assignment=False)
    tree.quizzes[0].max_attempts = 1
    tree.quizzes[0].save_revision().publish()
    client.force_login(enrollment.user)
    assert "choice--good" in handed_in(client, enrollment, tree.quizzes[0], right=False)
