"""A worker that is killed while it converts leaves one good set of files in the end."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from academy.core.models import Job
from academy.people.models import User
from cms.models import AcademyMedia, MediaState
from tests.factories.films import film
from tests.factories.people import UserFactory
from tests.services.waiting import wait_until
from tests.services.worker import worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


def media_of(by: User) -> AcademyMedia:
    media = AcademyMedia(title="Panjang", type="video")
    media.file = ContentFile(film(width=1280, height=720, seconds=8), name="panjang.mp4")
    media.save()
    media.convert_anew(by)
    return media


def test_killed_twice_it_ends_in_one_set_of_files():
    before = set(storages["private"].listdir("media/")[1]) if _has_media() else set()
    media = media_of(UserFactory())

    def has_begun(attempt: int) -> bool:
        job = Job.objects.get(pk=media.job_id)
        return job.attempts == attempt and job.done_count > 3 * attempt

    def is_ready() -> bool:
        media.refresh_from_db()
        return media.state == MediaState.READY

    with worker(ACADEMY_JOB_LEASE_SECONDS="4") as running:
        for attempt in (1, 2):
            wait_until(lambda n=attempt: has_begun(n), seconds=90, what="the work to begin")
            running.kill()
            running.start()
        wait_until(is_ready, seconds=200, what="the copies")
    copies = {copy.file.name for copy in media.versions.all()}
    assert len(copies) == 3
    stored = {f"media/{name}" for name in storages["private"].listdir("media/")[1]}
    assert stored - {f"media/{name}" for name in before} == copies | {media.file.name}
    assert all(copy.size == copy.file.size for copy in media.versions.all())
    assert Job.objects.get(pk=media.job_id).attempts == 3


def _has_media() -> bool:
    return storages["private"].exists("media")
