"""A file that was sent before its form is kept with it or not at all, and never lost."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtailmedia.forms import get_media_form

from academy.core.models import Job
from cms.actions.files import uploads
from cms.models import AcademyMedia, CourseFile, MediaState, MediaUpload
from cms.models.files.recording import CONVERT
from courses.writing.forms import CourseFileForm
from tests.cms.people import signed_in, trainer_of
from tests.cms.sending import LARGE, begun, saved, sent, sent_whole
from tests.factories.cms import CoursePageFactory
from tests.factories.films import film

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.every_database]


@pytest.fixture
def trainer() -> Client:
    return signed_in(trainer_of(CoursePageFactory()))


@contextmanager
def database_leaves_at(words: str):
    """Let the database be away from the moment at which a statement with `words` is sent."""

    def leave(execute, sql, params, many, context):
        if words in sql:
            raise OperationalError("the database is away")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(leave):
        yield


def test_where_it_breaks_while_the_form_is_saved_the_form_can_be_sent_again(
    storage_place, trainer, run_jobs
):
    upload = sent_whole(trainer, begun(trainer).json())
    trainer.raise_request_exception = False
    with database_leaves_at('INSERT INTO "core_job"'):
        assert saved(trainer, upload).status_code >= 500
    assert not AcademyMedia.objects.exists()
    assert saved(trainer, upload).status_code == 302
    run_jobs()
    assert AcademyMedia.objects.get().state == MediaState.READY


def test_where_it_breaks_while_a_video_is_replaced_the_former_one_stays(storage_place, trainer):
    saved(trainer, sent_whole(trainer, begun(trainer).json()))
    media = AcademyMedia.objects.get()
    edit = reverse("wagtailmedia:edit", args=[media.pk])
    trainer.raise_request_exception = False
    new = SimpleUploadedFile("b.mp4", film(seconds=2))
    form = {"title": "Panjang", "collection": "1", "file": new}
    with database_leaves_at('UPDATE "cms_academymedia"'):
        assert trainer.post(edit, form).status_code >= 500
    media.refresh_from_db()
    assert media.file.read() == LARGE


def test_two_posts_at_once_make_one_video_of_a_file(trainer):
    upload = sent_whole(trainer, begun(trainer).json())
    user = MediaUpload.objects.get().created_by
    form = {"title": "Panjang", "upload": upload["id"], "collection": "1", "tags": ""}
    forms = [
        get_media_form(AcademyMedia)(
            form, instance=AcademyMedia(uploaded_by_user=user, type="video"), user=user
        )
        for _post in range(2)
    ]
    # Both have looked before one of them saves.
    assert [one.is_valid() for one in forms] == [True, True]
    first, second = (one.save() for one in forms)
    assert first.pk == second.pk == forms[1].instance.pk
    assert AcademyMedia.objects.get().state == MediaState.WAITING
    assert Job.objects.filter(kind=CONVERT).count() == 1


def test_two_posts_at_once_bring_one_course_file(trainer):
    content = b"PK\x03\x04" + b"x" * 100
    upload = begun(trainer, name="kursus.zip", size=len(content)).json()
    sent(trainer, upload, 0, content)
    user = MediaUpload.objects.get().created_by
    forms = [CourseFileForm({"upload": upload["id"]}, by=user) for _post in range(2)]
    assert [one.is_valid() for one in forms] == [True, True]
    first, second = (one.bring(return_url="/") for one in forms)
    assert first == second == CourseFile.objects.get()


@pytest.mark.parametrize("of", ["video", "course"])
def test_the_file_of_a_video_or_a_course_is_never_swept_away(storage_place, trainer, of):
    """So a process left it that was killed between the form and the upload's row."""
    sent_whole(trainer, begun(trainer).json())
    upload = MediaUpload.objects.get()
    name = upload.file.name
    if of == "video":
        AcademyMedia.objects.create(title="Panjang", type="video", file=name, duration=0)
    else:
        CourseFile.objects.create(created_by=upload.created_by, filename="k.zip", file=name)
    MediaUpload.objects.update(touched_at=timezone.now() - dt.timedelta(days=3))
    assert uploads.forget_abandoned() == 1
    assert not MediaUpload.objects.exists()
    assert storages["private"].exists(name)
