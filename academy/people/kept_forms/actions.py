"""Forms that somebody posted after the session's end, kept for that account alone."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from academy.people import locks
from academy.people.models import KeptFile, KeptForm, User
from academy.web.files.uploads import CutOffFile

KEPT_FOR = timedelta(days=7)
# Without being signed in nobody fills the storage: the oldest goes for the newest.
MOST_FORMS = 5
MOST_FILES = 20
MOST_BYTES = 100 * 1024 * 1024


def keep_form(
    *,
    user: User,
    path: str,
    fields: Mapping[str, list[str]],
    files: Iterable[tuple[str, "UploadedFile[Any]"]] = (),
) -> KeptForm:
    """Keep what was posted to `path`; the same act (client_id) replaces itself.

    Files that were too large to be received, and what goes beyond 20 files or 100 MB,
    are left out.
    """
    with transaction.atomic():
        now = locks.accounts(user)[user.pk]
        # It may have been merged with another one since it was looked up.
        user = now.merged_into or now
        mine = KeptForm.objects.filter(user=user)
        client_id = fields.get("client_id")
        stale = [
            form
            for number, form in enumerate(mine.order_by("-kept_at", "-pk"), start=1)
            if number >= MOST_FORMS
            or (client_id and form.path == path and form.fields.get("client_id") == client_id)
        ]
        form = KeptForm.objects.create(user=user, path=path, fields=dict(fields))
        for old in stale:
            forget_form(form=old)
    left = MOST_BYTES
    for number, (field, file) in enumerate(files):
        left -= file.size or 0
        if number >= MOST_FILES or left < 0:
            break
        if isinstance(file, CutOffFile):
            continue
        KeptFile.objects.create(
            form=form,
            field=field[:100],
            filename=(file.name or "")[-200:],
            content_type=(file.content_type or "")[:100],
            file=File(file, name=uuid4().hex),
        )
    return form


def forget_form(*, form: KeptForm) -> None:
    """Delete a kept form; its files go after the commit."""
    stored = [kept.file for kept in form.files.all()]
    form.delete()
    for file in stored:
        transaction.on_commit(partial(file.storage.delete, str(file.name)))


def forget_old_forms() -> int:
    """Delete the forms kept for longer than seven days; return how many."""
    old = list(KeptForm.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR))
    for form in old:
        with transaction.atomic():
            forget_form(form=form)
    return len(old)
