"""People with something to practise, and their answers."""

import re
import uuid

from django.urls import reverse

from courses.models import Enrollment, PracticeCard
from courses.practice import actions, queries
from courses.practice.rules import Seen
from courses.quizzes.actions import start_attempt, submit_attempt
from courses.quizzes.rules.answers import Answer
from tests.courses.quizzes.kinds import right, wrong
from tests.courses.seats import seat
from tests.factories.course_tree import CourseTree


def passed(enrollment: Enrollment, quiz) -> None:
    """Let the person pass `quiz` with every answer right."""
    attempt = start_attempt(enrollment=enrollment, quiz=quiz, client_id=uuid.uuid4())
    submit_attempt(
        attempt=attempt,
        answers=[Answer(row.position, right(row.key)) for row in attempt.answers.all()],
    )


def learner(modules: int = 1, **more) -> tuple[Enrollment, CourseTree]:
    """A seat whose holder has passed the quiz of two questions of each module."""
    enrollment, tree = seat(modules=modules, lessons=1, assignment=False, **more)
    for quiz in tree.quizzes:
        passed(enrollment, quiz)
    return enrollment, tree


def practise(user, *, is_right: bool = True, question_id=None, **more) -> PracticeCard:
    """Answer the next question (or `question_id`) as the page would send it."""
    found = queries.practice_of(user)
    question_id = question_id or found.following[0]
    row = queries.question_now(question_id)
    given = (right if is_right else wrong)(row.key)
    seen = Seen(actions.fingerprint(row), found.counts.get(question_id, 0))
    return actions.answer(
        user=user,
        question_id=question_id,
        **({"given": given, "seen": seen, "client_id": uuid.uuid4()} | more),
    )


class Phone:
    """A participant's browser on the pages of practice."""

    def __init__(self, client, user):
        self.client = client
        client.force_login(user)
        client.cookies["django_language"] = "en"

    def open(self) -> str:
        self.page = self.client.get(reverse("courses:practice")).content.decode()
        return self.page

    @property
    def form(self) -> dict[str, str]:
        """The hidden fields of the question that is shown."""
        fields = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', self.page)
        return dict(fields)

    @property
    def address(self) -> str:
        return re.search(r'action="(/belajar/ulang/[^"]+)"', self.page)[1]

    @property
    def question_id(self) -> uuid.UUID:
        return uuid.UUID(re.search(r"/ulang/([0-9a-f-]{36})/", self.address)[1])

    def send(self, *, is_right: bool | None = True, **more) -> str:
        """Send the form with an answer (None: not remembered) and return the page after it."""
        data = self.form | more
        if is_right is None:
            data["unknown"] = "1"
        else:
            key = queries.question_now(self.question_id).key
            (data["q-" + self.number],) = (right if is_right else wrong)(key)["options"]
        response = self.client.post(self.address, data, follow=True)
        return response.content.decode()

    @property
    def number(self) -> str:
        return next(name for name in self.form if name.startswith("was-")).removeprefix("was-")
