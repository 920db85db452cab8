"""While an attempt runs, and after it while its keys are hidden, no answer of the server holds one:
pages, what scripts are told, refusals, questions asked under the quiz, the copy of one's data."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import QuizAttempt
from courses.quizzes.actions import submit_attempt
from tests.courses.quizzes import kinds
from tests.courses.quizzes.settings import quiz_with
from tests.courses.quizzes.test_quiz import start
from tests.factories.courses import ModuleScheduleFactory, days

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


class Learner:
    """Somebody with a browser in the middle of a quiz of every kind of question.

    `heard` is each answer of the server, by what was asked for.
    """

    def __init__(self, client):
        self.enrollment, self.quiz, tree = quiz_with(max_attempts=2)
        kinds.bank(tree, kinds.ALL)
        self.client, self.heard = client, {}
        client.force_login(self.enrollment.user)
        client.cookies["django_language"] = "en"
        self.attempt = start(self.enrollment, self.quiz)

    def address(self, name, *more):
        ids = [self.enrollment.batch.public_id, self.quiz.activity_id, *more]
        return reverse(f"courses:{name}", args=ids)

    def get(self, url):
        self.heard[f"GET {url}"] = self.client.get(url, follow=True)

    def post(self, url, data, label, **headers):
        self.heard[f"POST {url} {label}"] = self.client.post(
            url, data, follow=not headers, headers=headers
        )

    def reads(self):
        batch = self.enrollment.batch.public_id
        own = self.attempt.public_id
        for name in ("quiz", "activity_questions", "ask"):
            self.get(self.address(name))
        for name in ("attempt", "attempt_result"):
            self.get(self.address(name, own))
        self.get(self.address("attempt", own) + "?kosong=1")
        for name in ("outline", "marks", "batch_questions"):
            self.get(reverse(f"courses:{name}", args=[batch]))
        for name in ("practice", "learn_home", "my_courses", "schedule"):
            self.get(reverse(f"courses:{name}"))
        self.get(reverse("people:data_copy"))
        self.post(reverse("people:data_copy"), {}, "as a file")

    def asks(self):
        words = "Bagaimana maksud soal ini?"
        sent = {"client_id": str(uuid.uuid4()), "text": words, "looked": "1", "anyway": "on"}
        self.post(self.address("ask"), sent, "a question")

    def form(self):
        """Return what the page sends: an answer to each question that is not right."""
        sent = {"client_id": str(uuid.uuid4())}
        for row in self.attempt.answers.all():
            at = row.position
            sent |= {f"was-{at}": "", f"q-{at}": kinds.values(kinds.wrong(row.key))}
        return sent

    def sends(self, label):
        """Save as the script does and as the page does, begin anew, hand in with gaps."""
        save = self.address("attempt_save", self.attempt.public_id)
        self.post(save, self.form(), f"{label}, by the script", **JSON)
        self.post(save, self.form(), f"{label}, by the page")
        unread = {"was-5": "", "q-5": "tujuh ribu"}
        self.post(save, unread, f"{label}, words for a figure", **JSON)
        self.post(self.address("quiz_start"), {"client_id": str(uuid.uuid4())}, f"{label}, anew")
        blank = {"was-1": "something", "q-1": ""}
        self.post(self.address("attempt_submit", self.attempt.public_id), blank, f"{label}, gaps")

    @property
    def leaks(self):
        return [of for of, said in self.heard.items() if kinds.holds_a_key(said.text)]


@pytest.fixture
def learner(client):
    return Learner(client)


def test_no_answer_of_the_server_to_an_open_attempt_holds_a_key(learner):
    learner.reads()
    learner.sends("in time")
    learner.asks()
    learner.reads()
    assert learner.leaks == []
    assert QuizAttempt.objects.get().state == "open"


def too_late(learner):
    past = timezone.now() - days(1)
    QuizAttempt.objects.update(started_at=past - days(1), ends_at=past)


def closed(learner):
    ModuleScheduleFactory(
        batch=learner.enrollment.batch,
        module=learner.quiz.get_parent(),
        due_at=timezone.now() - days(2),
        closes_at=timezone.now() - days(1),
    )


def left(learner):
    type(learner.enrollment).objects.update(state="withdrawn")


def handed_in(learner):
    submit_attempt(attempt=learner.attempt)


@pytest.mark.parametrize("why", [too_late, closed, left, handed_in])
def test_no_refusal_holds_a_key(learner, why):
    why(learner)
    save = learner.address("attempt_save", learner.attempt.public_id)
    learner.post(save, learner.form(), "refused", **JSON)
    assert learner.heard[f"POST {save} refused"].status_code == 409
    learner.sends("refused")
    learner.reads()
    assert learner.leaks == []


def test_what_the_script_is_told_is_the_same_for_right_and_wrong(learner):
    save = learner.address("attempt_save", learner.attempt.public_id)
    told = []
    for answer in (kinds.right, kinds.wrong):
        for row in learner.attempt.answers.all():
            kept = kinds.values(row.answer) if row.answer else []
            sent = {
                f"was-{row.position}": " ".join(sorted(kept)),
                f"q-{row.position}": kinds.values(answer(row.key)),
            }
            said = learner.client.post(save, sent, headers=JSON).json()
            told.append({name: words.rpartition(" ")[0] for name, words in said.items()})
    assert told == [{"message": "Saved at"}] * 2 * len(kinds.ALL)
