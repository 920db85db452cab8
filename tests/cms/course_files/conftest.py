"""A course's file comes from elsewhere, and is brought."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import transaction

from cms.actions.brought import course_files
from tests.cms.course_files.course import FromElsewhere, file_of, rich_course, told
from tests.factories.cms import catalogue


@pytest.fixture(scope="session")
def from_elsewhere(django_db_setup, django_db_blocker) -> FromElsewhere:
    """A course of another academy: this one has nothing of it but the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        trainer, course = rich_course()
        content = file_of(course, trainer)
        found = FromElsewhere(content, told(course), course.course_id)
        transaction.set_rollback(True)
    # What was remembered of it (the roots of sites) is not of this academy.
    cache.clear()
    return found


@pytest.fixture
def brought(db, run_jobs, django_capture_on_commit_callbacks):
    """Return a function that brings a file and, if that is wanted, takes it in."""
    catalogue()

    def bring(content, by, *, take=True, **chosen):
        with django_capture_on_commit_callbacks(execute=True):
            file = course_files.bring(
                file=BytesIO(content),
                filename="kursus.zip",
                size=len(content),
                by=by,
                return_url="/",
            )
        run_jobs()
        file.refresh_from_db()
        if take and file.state == "ready":
            with django_capture_on_commit_callbacks(execute=True):
                course_files.ask_to_take(brought=file, by=by, return_url="/", **chosen)
            run_jobs()
            file.refresh_from_db()
        return file

    return bring
