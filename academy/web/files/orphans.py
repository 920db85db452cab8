"""Files that no row names any more: an upload that broke off, a row that went without its file."""

import datetime as dt
import posixpath
from collections.abc import Iterator

from django.apps import apps
from django.core.files.storage import Storage
from django.db.models import FileField
from django.utils import timezone

from academy.core.models import Job
from academy.web.files.storages import private_storage

# A file is stored before its row is written, and a long act may lie between.
YOUNG = dt.timedelta(days=2)


def sweep() -> int:
    """Delete what no row of any model names; return how many files."""
    named = _named()
    before = timezone.now() - YOUNG
    count = 0
    storage = private_storage()
    for name in _files(storage):
        if name not in named and storage.get_modified_time(name) < before:
            storage.delete(name)
            count += 1
    return count


def _named() -> set[str]:
    """Return the names of all files in all rows."""
    # A finished job names its file in a line of text.
    found = set(Job.objects.exclude(file="").values_list("file", flat=True))
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                rows = model._base_manager.exclude(**{field.attname: ""})
                found.update(name for name in rows.values_list(field.attname, flat=True) if name)
    return found


def _files(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (posixpath.join(folder, name) for name in files if name)
    for name in folders:
        if name:
            yield from _files(storage, posixpath.join(folder, name))
