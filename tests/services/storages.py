from tests.services.ceph import ObjectStore


def use_object_store(settings, store: ObjectStore, *, buckets: bool = True) -> None:
    """Point both storages at new buckets of `store`, as ACADEMY_S3_* does in production.

    Without `buckets` none are made: for a store that is away.
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
    settings.STORAGES = settings.STORAGES | {
        alias: {
            "BACKEND": f"academy.web.files.storages.{name}",
            "OPTIONS": common | {"bucket_name": store.new_bucket() if buckets else "away"},
        }
        for alias, name in (("default", "PublicS3Storage"), ("private", "PrivateS3Storage"))
    }
