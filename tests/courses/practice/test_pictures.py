"""Pictures of practised questions: as the question reads now, also where they came later."""

import pytest

from tests.courses.practice.learners import Phone, passed
from tests.courses.seats import seat
from tests.factories.files import photo

pytestmark = pytest.mark.django_db


def test_a_picture_that_a_question_got_later_is_seen_by_who_practises_it(client):
    enrollment, tree = seat(modules=1, lessons=1, assignment=False)
    stranger, _other = seat()
    passed(enrollment, tree.quizzes[0])
    shown, said = photo(), photo()
    question = tree.quizzes[0].quiz_questions.first().question
    question.picture, question.picture_alt = shown, "Botol"
    question.feedback, question.feedback_picture = "Lihat bayangannya.", said
    question.save()
    addresses = [
        image.get_rendition("width-640|format-webp|webpquality-72").url for image in (shown, said)
    ]

    def answers(user):
        client.force_login(user)
        return [client.get(address).status_code for address in addresses]

    assert answers(stranger.user) == [404, 404]
    assert answers(enrollment.user) == [200, 404]
    phone = Phone(client, enrollment.user)
    while not phone.open() or phone.question_id != question.question_id:
        phone.send(is_right=None)
    phone.send(is_right=None)
    assert answers(enrollment.user) == [200, 200]
    assert answers(stranger.user) == [404, 404]
