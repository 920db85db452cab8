import json
import uuid

import pytest
from django.urls import reverse
from django.utils.html import escape

from academy.people.holdings import copies
from courses.assignments.actions.files import add_file
from courses.assignments.actions.submissions import start_submission
from courses.quizzes.actions import save_answers, start_attempt
from courses.quizzes.rules.answers import Answer
from tests.courses.quizzes import kinds
from tests.courses.seats import photo, seat
from tests.factories.courses import ApplicationFactory, EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_the_copy_has_a_part_for_each_kind_of_data_and_nothing_of_other_people():
    user, other = UserFactory(), UserFactory()
    EnrollmentFactory(user=user)
    ApplicationFactory(user=user, motivation="Ingin menjual sambal")
    ApplicationFactory(user=other, motivation="Rahasia orang lain")
    copy = json.loads(copies.as_json(user))
    assert {
        part: len(rows) for part, rows in copy.items() if part not in {"made_at", "profile"}
    } == {
        "accesses": 0,
        "announcements_read": 0,
        "answer_drafts": 0,
        "earlier_words_of_posts": 0,
        "followed_questions": 0,
        "hidden_posts": 0,
        "pictures_of_posts": 0,
        "posts": 0,
        "reports_made": 0,
        "application_documents": 0,
        "applications": 1,
        "assessments": 0,
        "attendance": 0,
        "absence_letters": 0,
        "attendance_as_trainer": 0,
        "paper_rows": 0,
        "certificates": 0,
        "consents": 0,
        "enrollments": 1,
        "finished_activities": 0,
        "corrected_marks": 0,
        "days_of_practice": 0,
        "contested_attendance": 0,
        "merged_accounts": 0,
        "corrections_of_the_person": 0,
        "moves_to_other_batches": 0,
        "lists_of_people": 0,
        "marks": 0,
        "memberships": 0,
        "notices": 0,
        "answers_in_lessons": 0,
        "notes": 0,
        "exemptions": 0,
        "extensions": 0,
        "groups_of_sessions": 0,
        "feedback_given": 0,
        "feedback_received": 0,
        "works_in_the_gallery": 0,
        "practised_questions": 0,
        "proposal_changes": 0,
        "proposal_places": 0,
        "quiz_answers": 0,
        "reasons": 0,
        "reviews": 0,
        "roles": 0,
        "submissions": 0,
        "submitted_files": 0,
        "voice_notes": 0,
    }
    assert copy["applications"][0]["motivation"] == "Ingin menjual sambal"
    assert "Rahasia" not in json.dumps(copy)


def test_the_copy_is_read_as_a_page_with_words_and_files(client):
    enrollment, tree = seat(modules=1, lessons=1)
    user = enrollment.user
    attempt = start_attempt(enrollment=enrollment, quiz=tree.quizzes[0], client_id=uuid.uuid4())
    draft = start_submission(
        enrollment=enrollment, assignment=tree.assignments[0], client_id=uuid.uuid4()
    )
    file = add_file(submission=draft, file=photo("sambal.jpg"), client_id=uuid.uuid4())
    client.force_login(user)
    page = client.get(reverse("people:data_copy")).text
    assert escape(user.full_name) in page
    assert attempt.answers.first().question["text"] in page
    assert reverse("courses:submission_file", args=[file.public_id]) in page
    assert "<dd>aktif</dd>" in page
    assert str(attempt.answers.first().question["options"][0]["id"]) not in page


def test_the_copy_of_many_rows_costs_no_more(client, django_assert_num_queries):
    for rows in (1, 3):
        user = UserFactory()
        for _index in range(rows):
            ApplicationFactory(user=user)
        client.force_login(user)
        client.get(reverse("people:data_copy"))
        with django_assert_num_queries(53):
            client.get(reverse("people:data_copy"))


def test_the_copy_says_in_words_what_was_answered_to_a_question_of_any_kind():
    enrollment, tree = seat(modules=1, lessons=1, assignment=False)
    kinds.bank(tree, kinds.ALL)
    attempt = start_attempt(enrollment=enrollment, quiz=tree.quizzes[0], client_id=uuid.uuid4())
    rows = attempt.answers.all()
    save_answers(
        attempt=attempt,
        answers=[Answer(row.position, kinds.right(row.key), None) for row in rows],
    )
    copy = json.loads(copies.as_json(enrollment.user))
    said = {row["asked"]: row["answered"] for row in copy["quiz_answers"]}
    assert {question: set(words.split("; ")) for question, words in said.items()} == {
        "Soal single?": {"Dari samping"},
        "Soal multiple?": {"Dari samping"},
        "Soal true_false?": {"Benar"},
        "Soal short_text?": {"KUNCI-kata"},
        "Soal number?": {"73918462,5"},
        "Soal match?": {"Samping: Tekstur", "Depan: Warna", "Belakang: Cahaya"},
        "Soal ordering?": {"Salin: 1", "Luruskan: 2", "Potong: 3"},
        "Soal hotspot?": {"F1"},
    }
