"""The people of an academy that is about to suffer: run in its environment, prints them as JSON.

python -m tests.faults.seed COUNT
"""

import json
import sys

import django

if __name__ == "__main__":
    django.setup()

from django.test import Client

from academy.people.models import User
from cms.models import AssignmentPage
from tests.courses.seats import seat
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import PIN, UserFactory

FILES_OF_ONE = 500


def people(count: int) -> dict[str, object]:
    """Make a batch of `count` people who may hand in photos; return how they are reached."""
    enrollment, tree = seat(modules=1, lessons=1, quiz=False)
    [assignment] = tree.assignments
    AssignmentPage.objects.filter(pk=assignment.pk).update(max_files=FILES_OF_ONE)
    batch = enrollment.batch
    # One secret for all, hashed once.
    first = UserFactory(pin=True)
    found = []
    for _number in range(count):
        user = UserFactory()
        User.objects.filter(pk=user.pk).update(password=first.password, must_change_secret=False)
        user.refresh_from_db()
        EnrollmentFactory(batch=batch, user=user)
        client = Client()
        client.force_login(user)
        found.append({"name": user.username, "session": client.cookies["sessionid"].value})
    return {
        "people": found,
        "pin": PIN,
        "assignment": f"/belajar/{batch.public_id}/tugas/{assignment.activity_id}/",
    }


if __name__ == "__main__":
    print(json.dumps(people(int(sys.argv[1]))))
