"""Pictures of a post: taken in before it is sent, so that no refusal of the words loses them."""

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from academy.people.models import User
from academy.web.files import uploads
from courses.models import PostPicture

UNSENT_KEPT = dt.timedelta(days=2)


def take(*, file: "UploadedFile[Any]", owner: User) -> PostPicture:
    """Keep a picture, upright and without its metadata, for a post that `owner` will send.

    The same picture is kept once, and once with each draft. Raises what
    `academy.web.files.uploads` refuses.
    """
    upload = uploads.read_picture(file)
    kept = PostPicture.objects.filter(
        owner=owner, post=None, draft=None, sha256=upload.sha256
    ).first()
    if kept is not None:
        return kept
    row = PostPicture(
        owner=owner,
        filename=upload.filename,
        size=upload.size,
        sha256=upload.sha256,
        width=upload.width,
        height=upload.height,
    )
    row.file.save(upload.filename, ContentFile(upload.content), save=False)
    row.thumbnail.save(upload.filename, ContentFile(upload.thumbnail or b""), save=False)
    row.save()
    return row


def forget_unsent() -> int:
    """Delete pictures whose post was never sent and of which no draft is left; return how many.

    Their files are swept.
    """
    before = timezone.now() - UNSENT_KEPT
    old = PostPicture.objects.filter(post=None, draft=None, received_at__lt=before)
    count, _rows = old.delete()
    return count
