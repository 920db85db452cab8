"""What is right reaches no browser before the answer is given."""

import re

import pytest
from django.urls import reverse

from cms.models import QuizQuestion
from courses.practice.rules import A_DAY
from tests.courses.practice.learners import Phone, passed
from tests.courses.seats import seat
from tests.factories.cms import QuestionFactory

pytestmark = pytest.mark.django_db

KINDS = (
    ("single", "multiple", "true_false", "short_text", "number"),
    ("match", "ordering", "single", "short_text", "number"),
)
ACCEPTED = {"short_text": [("KUNCI-kata", True)], "number": [("7391.5", True)]}


def bank(tree, kinds):
    """Let the quiz ask one question of each kind; what must not leak is written all over them."""
    tree.quizzes[0].quiz_questions.all().delete()
    for order, kind in enumerate(kinds):
        question = QuestionFactory(
            course=tree.course, kind=kind, slug=f"rahasia-{kind}", text=f"Soal {kind}?",
            feedback_right="KUNCI-benar", feedback_wrong="KUNCI-salah",
            options=ACCEPTED.get(kind),
        )  # fmt: skip
        question.options.update(feedback="KUNCI-pilihan")
        QuizQuestion.objects.create(page=tree.quizzes[0], question=question, sort_order=order)


@pytest.mark.parametrize("kinds", KINDS, ids=str)
def test_no_answer_of_the_server_holds_a_key_before_its_question_is_answered(client, kinds):
    enrollment, tree = seat(modules=1, lessons=1, assignment=False)
    bank(tree, kinds)
    passed(enrollment, tree.quizzes[0])
    phone = Phone(client, enrollment.user)
    seen = []
    for _number in range(A_DAY):
        page = phone.open()
        home = client.get(reverse("courses:learn_home")).content.decode()
        early = client.get(reverse("courses:practice_result", args=[phone.question_id]))
        assert early.status_code == 404
        empty = client.post(phone.address, phone.form, follow=True).content.decode()
        for text in (page, home, empty):
            assert "KUNCI" not in text
            assert not re.search(r"7[.,]?391", text)
            assert "correct" not in text
        seen.append(phone.question_id)
        after = phone.send(is_right=None)
        assert "KUNCI" in after
    assert len(set(seen)) == len(kinds)
