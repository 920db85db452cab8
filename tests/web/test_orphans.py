"""Files that nothing names are swept; what a row or a job names stays."""

import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from academy.core.models import Job
from academy.web.files import orphans
from tests.factories.cms import course_tree
from tests.factories.courses import SubmissionFactory, SubmissionFileFactory
from tests.factories.files import document, photo

pytestmark = pytest.mark.django_db
WEEK = 7 * 24 * 3600


def stored(place: str, name: str, *, age: float = WEEK) -> str:
    found = storages[place].save(name, ContentFile(b"x"))
    grow_old(place, found, age)
    return found


def grow_old(place: str, name: str, age: float = WEEK) -> None:
    moment = time.time() - age
    os.utime(storages[place].path(name), (moment, moment))


def test_only_old_files_that_nothing_names_are_swept():
    picture, paper, work = (
        photo(),
        document(),
        SubmissionFileFactory(
            submission=SubmissionFactory(assignment=course_tree().assignments[0])
        ),
    )
    made = stored("private", "certificates/zip/a.zip")
    Job.objects.create(kind="a.job", args={}, file=made, lease_until="2026-01-01T00:00Z")
    kept = [
        ("default", picture.file.name),
        ("private", paper.file.name),
        ("private", work.file.name),
        ("private", made),
    ]
    for place, name in kept:
        grow_old(place, name)
    kept.append(("private", stored("private", "submissions/2026/01/new.jpg", age=60)))
    gone = [
        ("default", stored("default", "original_images/left.png")),
        ("private", stored("private", "submissions/2026/01/left.jpg")),
    ]
    orphans.sweep()
    assert [storages[place].exists(name) for place, name in kept] == [True] * len(kept)
    assert [storages[place].exists(name) for place, name in gone] == [False, False]
