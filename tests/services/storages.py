from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.core.files.storage import storages
from django.db.models import FileField

from academy.web.files.storages import private_storage
from tests.services.ceph import ObjectStore


@contextmanager
def fields_follow() -> Iterator[None]:
    """Let private files of models lie where the settings say now: fields ask only at the start."""
    private = [
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, FileField)
        and getattr(field, "_storage_callable", None) is private_storage
    ]
    before = [field.storage for field in private]
    for field in private:
        field.storage = storages["private"]
    try:
        yield
    finally:
        for field, storage in zip(private, before, strict=True):
            field.storage = storage


def use_object_store(settings, store: ObjectStore, *, buckets: bool = True) -> None:
    """Let files lie in a new bucket of `store`, as ACADEMY_S3_* does in production.

    Without `buckets` none is made: for a store that is away.
    """
    common = {
        "access_key": store.access_key,
        "secret_key": store.secret_key,
        "endpoint_url": store.endpoint,
        "region_name": store.region,
        "addressing_style": "path",
        "signature_version": "s3v4",
        "file_overwrite": False,
    }
    place = {
        "BACKEND": "academy.web.files.storages.PrivateS3Storage",
        "OPTIONS": common | {"bucket_name": store.new_bucket() if buckets else "away"},
    }
    settings.STORAGES = settings.STORAGES | {"default": place, "private": place}
