import json

import pytest

from academy.people import copies
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
        "applications": 1,
        "attendance": 0,
        "certificates": 0,
        "consents": 0,
        "enrollments": 1,
        "finished_activities": 0,
        "corrected_marks": 0,
        "contested_attendance": 0,
        "corrections_of_the_person": 0,
        "moves_to_other_batches": 0,
        "marks": 0,
        "memberships": 0,
        "notices": 0,
        "quiz_answers": 0,
        "reasons": 0,
        "reviews": 0,
        "roles": 0,
        "submissions": 0,
        "submitted_files": 0,
    }
    assert copy["applications"][0]["motivation"] == "Ingin menjual sambal"
    assert "Rahasia" not in json.dumps(copy)
