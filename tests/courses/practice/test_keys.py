"""What is right reaches no browser before the answer is given."""

import pytest
from django.urls import reverse

from courses.practice.rules import A_DAY
from tests.courses.practice.learners import Phone, passed
from tests.courses.quizzes.kinds import bank, holds_a_key
from tests.courses.seats import seat

pytestmark = pytest.mark.django_db

KINDS = (
    ("single", "multiple", "true_false", "short_text", "number"),
    ("match", "ordering", "single", "short_text", "number"),
)


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
            assert not holds_a_key(text)
            assert "correct" not in text
        seen.append(phone.question_id)
        after = phone.send(is_right=None)
        assert "KUNCI" in after
    assert len(set(seen)) == len(kinds)
