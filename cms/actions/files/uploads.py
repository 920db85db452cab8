"""Videos and recordings sent in pieces: begun, gone on with, whole, or forgotten after a while."""

import datetime as dt
import hashlib
from functools import partial
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtailmedia.settings import wagtailmedia_settings

from academy.core.errors import Refused
from academy.people.models import User
from academy.web.files import pieces
from academy.web.files.storages import private_storage
from cms.coursefile import archive
from cms.coursefile.refusals import TooLargeFile
from cms.files import check_file
from cms.models import AcademyMedia, CourseFile, MediaUpload

MOST_BYTES = 1024 * 1024 * 1024
# The file of a whole course.
COURSE_ENDING, MOST_OF_COURSE = "zip", archive.MOST_BYTES
KEPT_FOR = dt.timedelta(days=2)
# So many files of one person are on their way at most.
MOST_AT_ONCE = 10


class UploadTooLarge(Refused):
    message = _("This file is larger than 1 GB. Cut it, or export it in a smaller size.")


class UploadEmpty(Refused):
    message = _("This file is empty. Choose it again.")


class UploadOfOtherKind(Refused):
    message = _("This kind of file is not taken. Export the video as MP4, or the sound as MP3.")


class UploadIsOther(Refused):
    message = _("The content of this file is not what its name says. Export it anew as MP4.")


class UploadGone(Refused):
    message = _("This file was saved from another tab, or left there. Load the page anew.")


class TooManyUploads(Refused):
    message = _("Ten of your files are on their way already. Finish or leave those first.")


def begin(*, by: User, filename: str, size: int, modified: str) -> MediaUpload:
    """Return the upload of a file that `by` is going to send; the one begun before, if any.

    Raises Refused where its size or kind is not taken.
    """
    ending = PurePath(filename).suffix.lower().removeprefix(".")
    if ending == COURSE_ENDING and size > MOST_OF_COURSE:
        raise TooLargeFile
    if ending != COURSE_ENDING and size > MOST_BYTES:
        raise UploadTooLarge
    if size <= 0:
        raise UploadEmpty
    if ending not in _endings():
        raise UploadOfOtherKind
    fingerprint = hashlib.sha256(f"{filename}/{size}/{modified}".encode()).hexdigest()
    own = MediaUpload.objects.filter(created_by=by)
    if (found := own.filter(fingerprint=fingerprint).first()) is not None:
        return found
    if own.count() >= MOST_AT_ONCE:
        raise TooManyUploads
    storage = private_storage()
    name = storage.get_available_name(f"media/{storage.get_valid_name(filename)}")
    upload = MediaUpload(
        created_by=by, fingerprint=fingerprint, filename=filename[-255:], size=size, file=name
    )
    upload.multipart = pieces.begin(name)
    try:
        with transaction.atomic():
            upload.save()
    except IntegrityError:
        # The same file, begun in another tab at this moment.
        pieces.forget(name, upload.multipart)
        return own.get(fingerprint=fingerprint)
    return upload


def receive(*, upload: MediaUpload, offset: int, length: int, read: pieces.Read) -> MediaUpload:
    """Take a piece of `upload` that begins at `offset`; return how far it is now.

    Another tab may send the same file: whoever comes second is told where to go on.
    """
    wanted = min(pieces.PIECE, upload.size - upload.received)
    if offset != upload.received or not 0 < length <= wanted:
        return look(upload=upload)
    count = pieces.receive(
        str(upload.file), upload.multipart, offset=offset, length=length, read=read
    )
    if upload.multipart:
        return look(upload=upload)
    now = MediaUpload.objects.filter(pk=upload.pk, received=offset)
    now.update(received=offset + count, touched_at=timezone.now())
    return look(upload=upload)


def look(*, upload: MediaUpload) -> MediaUpload:
    """Return how far `upload` is, as the storage knows it; what is whole is made one file.

    Raises UploadGone, or UploadIsOther, and forgets it, where the whole is not what it was said
    to be.
    """
    try:
        upload.refresh_from_db()
    except MediaUpload.DoesNotExist as error:
        raise UploadGone from error
    if upload.multipart:
        name, multipart = str(upload.file), upload.multipart
        has_come = min(upload.size, pieces.parts_size(name, multipart))
        MediaUpload.objects.filter(pk=upload.pk).update(
            received=has_come, touched_at=timezone.now()
        )
        upload.received = has_come
        if upload.is_whole:
            if pieces.finish(name, multipart) != upload.size:
                forget(upload=upload)
                raise UploadIsOther
            MediaUpload.objects.filter(pk=upload.pk).update(multipart="")
            upload.multipart = ""
    if upload.is_whole:
        _check_kind(upload)
    return upload


def forget(*, upload: MediaUpload) -> None:
    """Delete `upload` and what has come of it, unless the file is another row's by now."""
    name = str(upload.file)
    with transaction.atomic():
        if upload.take() and not _is_used(name):
            transaction.on_commit(partial(pieces.forget, name, upload.multipart))


def forget_abandoned() -> int:
    """Delete what nobody has gone on with for two days; return how many."""
    old = list(MediaUpload.objects.filter(touched_at__lt=timezone.now() - KEPT_FOR))
    for upload in old:
        forget(upload=upload)
    return len(old)


def _is_used(name: str) -> bool:
    media, courses = AcademyMedia.objects.filter(file=name), CourseFile.objects.filter(file=name)
    return media.exists() or courses.exists()


def _check_kind(upload: MediaUpload) -> None:
    start = ContentFile(pieces.opening(str(upload.file)), name=upload.filename)
    try:
        check_file(start)
    except ValidationError as error:
        forget(upload=upload)
        raise UploadIsOther from error


def _endings() -> set[str]:
    video, audio = wagtailmedia_settings.VIDEO_EXTENSIONS, wagtailmedia_settings.AUDIO_EXTENSIONS
    return {*video, *audio, COURSE_ENDING}
