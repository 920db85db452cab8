"""Files that nothing names are swept; what a row or a job names stays."""

import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from academy.core.models import Job
from academy.web.files import orphans
from tests.factories.course_tree import course_tree
from tests.factories.courses import SubmissionFactory, SubmissionFileFactory
from tests.factories.files import document, photo

pytestmark = pytest.mark.django_db
WEEK = 7 * 24 * 3600


def stored(name: str, *, age: float = WEEK) -> str:
    found = storages["private"].save(name, ContentFile(b"x"))
    grow_old(found, age)
    return found


def grow_old(name: str, age: float = WEEK) -> None:
    moment = time.time() - age
    os.utime(storages["private"].path(name), (moment, moment))


def test_only_old_files_that_nothing_names_are_swept():
    picture, paper, work = (
        photo(),
        document(),
        SubmissionFileFactory(
            submission=SubmissionFactory(assignment=course_tree().assignments[0])
        ),
    )
    made = stored("certificates/zip/a.zip")
    Job.objects.create(kind="a.job", args={}, file=made, lease_until="2026-01-01T00:00Z")
    kept = [picture.file.name, picture.get_rendition("width-320").file.name]
    kept += [paper.file.name, work.file.name, made]
    for name in kept:
        grow_old(name)
    kept.append(stored("submissions/2026/01/new.jpg", age=60))
    gone = [stored("original_images/left.png"), stored("submissions/2026/01/left.jpg")]
    orphans.sweep()
    assert [name for name in kept if not storages["private"].exists(name)] == []
    assert [name for name in gone if storages["private"].exists(name)] == []
