"""A large file comes in pieces, goes on where the line broke, and arrives whole or not at all."""

import datetime as dt
from io import BytesIO
from urllib.request import Request, urlopen

import pytest
from django.core.files.storage import storages
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academy.web.files.pieces import PIECE
from cms.actions.files import uploads
from cms.coursefile.refusals import TooLargeFile
from cms.models import AcademyMedia, CoursePage, MediaState, MediaUpload
from tests.cms.people import signed_in, trainer_of
from tests.cms.sending import BEGIN, LARGE, begun, saved, sent, sent_whole
from tests.factories.cms import CoursePageFactory
from tests.factories.films import film
from tests.factories.people import UserFactory
from tests.services.full_disk import full_disk
from tests.services.storages import fields_follow, use_object_store

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.every_database]


@pytest.fixture
def course() -> CoursePage:
    return CoursePageFactory()


@pytest.fixture
def trainer(course) -> Client:
    return signed_in(trainer_of(course))


@pytest.fixture
def bucket_only(settings, object_store):
    use_object_store(settings, object_store)
    with fields_follow():
        yield


def test_a_file_in_pieces_becomes_a_video_that_is_converted(storage_place, trainer, run_jobs):
    upload = sent_whole(trainer, begun(trainer).json())
    assert saved(trainer, upload).status_code == 302
    media = AcademyMedia.objects.get()
    assert (media.size, media.file.read()) == (len(LARGE), LARGE)
    assert not MediaUpload.objects.exists()
    run_jobs()
    media.refresh_from_db()
    assert media.state == MediaState.READY


def test_what_has_come_is_not_sent_again_after_a_reload(storage_place, trainer):
    upload = begun(trainer).json()
    sent(trainer, upload, 0, LARGE[:PIECE])
    again = begun(trainer).json()
    assert (again["id"], again["received"]) == (upload["id"], PIECE)


def test_where_the_line_breaks_within_a_piece_a_disk_keeps_what_came(trainer):
    upload = MediaUpload.objects.get(public_id=begun(trainer).json()["id"])
    line = BytesIO(LARGE[:1_000_000])

    def broken(count: int) -> bytes:
        block = line.read(count)
        if not block:
            raise OSError("the line is gone")
        return block

    now = uploads.receive(upload=upload, offset=0, length=PIECE, read=broken)
    assert now.received == 1_000_000
    answer = sent_whole(trainer, trainer.get(f"{BEGIN}{upload.public_id}/").json())
    assert saved(trainer, answer).status_code == 302
    assert AcademyMedia.objects.get().file.read() == LARGE


def test_a_full_disk_is_told_and_what_came_before_is_gone_on_with(trainer):
    upload = begun(trainer).json()
    upload = sent(trainer, upload, 0, LARGE[:PIECE])
    trainer.raise_request_exception = False
    address = f"{BEGIN}{upload['id']}/{PIECE}/"
    with full_disk():
        answer = trainer.put(address, LARGE[PIECE : 2 * PIECE], "application/octet-stream")
    assert answer.status_code == 503
    assert "Tidak ada ruang untuk menyimpan" in answer.text
    now = trainer.get(f"{BEGIN}{upload['id']}/").json()
    assert now["received"] == PIECE
    assert saved(trainer, sent_whole(trainer, now)).status_code == 302
    assert AcademyMedia.objects.get().file.read() == LARGE


def test_two_tabs_send_one_file(storage_place, trainer):
    one, two = begun(trainer).json(), begun(trainer).json()
    assert one["id"] == two["id"]
    one = sent(trainer, one, 0, LARGE[:PIECE])
    # The second tab is told where to go on, and what it sends again changes nothing.
    two = sent(trainer, two, 0, LARGE[:PIECE])
    assert one["received"] == two["received"] == PIECE
    whole = sent_whole(trainer, two)
    assert saved(trainer, whole).status_code == 302
    assert AcademyMedia.objects.get().file.read() == LARGE


def test_a_browser_puts_pieces_straight_into_the_bucket(bucket_only, trainer):
    upload = begun(trainer).json()
    while upload["received"] < upload["size"]:
        at = upload["received"]
        part = LARGE[at : at + PIECE]
        with urlopen(Request(upload["put"], part, method="PUT")) as answer:
            assert answer.status == 200
        upload = trainer.get(f"{BEGIN}{upload['id']}/").json()
    assert saved(trainer, upload).status_code == 302
    assert AcademyMedia.objects.get().file.read() == LARGE


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"size": uploads.MOST_BYTES + 1}, uploads.UploadTooLarge.message),
        ({"name": "kursus.zip", "size": 2 * 1024**3 + 1}, TooLargeFile.message),
        ({"size": 0}, uploads.UploadEmpty.message),
        ({"size": "-5"}, uploads.UploadEmpty.message),
        ({"name": "lagu.exe"}, uploads.UploadOfOtherKind.message),
        ({"name": "../../etc/passwd"}, uploads.UploadOfOtherKind.message),
    ],
)
def test_size_and_kind_are_asked_before_a_byte_is_sent(trainer, given, words):
    answer = begun(trainer, **given)
    assert (answer.status_code, answer.json()) == (422, {"refused": str(words)})
    assert not MediaUpload.objects.exists()


def test_the_file_of_a_course_may_have_two_gigabytes(trainer):
    assert begun(trainer, name="kursus.zip", size=2 * 1024**3).status_code == 200


def test_a_file_that_is_not_what_its_name_says_is_refused_when_it_is_whole(storage_place, trainer):
    content = b"#!/bin/sh\n" * 1000
    upload = begun(trainer, size=len(content)).json()
    name = MediaUpload.objects.get().file.name
    answer = sent(trainer, upload, 0, content)
    assert answer == {"refused": str(uploads.UploadIsOther.message)}
    assert not MediaUpload.objects.exists()
    assert not storages["private"].exists(name)


def test_more_than_was_said_is_not_taken(storage_place, trainer):
    upload = begun(trainer, size=1000).json()
    now = sent(trainer, upload, 0, b"x" * 2000)
    assert now["received"] == 0


def test_half_an_upload_is_no_file_of_a_form(trainer):
    upload = begun(trainer).json()
    sent(trainer, upload, 0, LARGE[:PIECE])
    answer = saved(trainer, upload)
    assert "file" in answer.context["form"].errors
    assert not AcademyMedia.objects.exists()


def test_an_upload_is_its_sender_s_alone(trainer):
    upload = begun(trainer).json()
    other = signed_in(trainer_of(CoursePageFactory()))
    assert other.get(f"{BEGIN}{upload['id']}/").status_code == 404
    assert other.put(f"{BEGIN}{upload['id']}/0/", b"x").status_code == 404
    whole = sent_whole(trainer, upload)
    assert "file" in saved(other, whole).context["form"].errors
    assert begun(signed_in(UserFactory())).status_code in {302, 403, 404}
    assert begun(Client()).status_code == 302


def test_a_video_is_replaced_by_an_upload_and_the_old_file_goes(storage_place, trainer):
    saved(trainer, sent_whole(trainer, begun(trainer).json()))
    media = AcademyMedia.objects.get()
    old = media.file.name
    new = film(seconds=2)
    upload = sent_whole(trainer, begun(trainer, name="b.mp4", size=len(new)).json(), new)
    edit = reverse("wagtailmedia:edit", args=[media.pk])
    form = {"title": "Panjang", "upload": upload["id"], "collection": "1"}
    assert trainer.post(edit, form).status_code == 302
    media.refresh_from_db()
    assert (media.file.read(), media.size) == (new, len(new))
    assert not storages["private"].exists(old)


def test_what_nobody_goes_on_with_is_forgotten(storage_place, trainer):
    begun(trainer)
    name = MediaUpload.objects.get().file.name
    assert uploads.forget_abandoned() == 0
    MediaUpload.objects.update(touched_at=timezone.now() - dt.timedelta(days=3))
    assert uploads.forget_abandoned() == 1
    assert not MediaUpload.objects.exists()
    assert not storages["private"].exists(name)


def test_a_piece_of_an_upload_that_another_tab_has_saved_is_told_in_words():
    upload = uploads.begin(by=UserFactory(trainer=True), filename="a.mp4", size=10, modified="1")
    late = MediaUpload.objects.get(pk=upload.pk)
    with transaction.atomic():
        upload.take()
    with pytest.raises(uploads.UploadGone):
        uploads.receive(upload=late, offset=0, length=10, read=lambda size: b"x" * size)
