"""Two storages: public (site images) and private (everything about a person).

A private file has no address of its own: a view asks `visible_to` first and then calls
`private_response`, which streams it or redirects to a signed URL of five minutes.
"""

from pathlib import PurePath
from typing import Any

from django.core.files.storage import FileSystemStorage, Storage, storages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.http import content_disposition_header
from storages.backends.s3 import S3Storage

from academy.web.files.streams import stream

SIGNED_URL_SECONDS = 300
NAME_BYTES, SUFFIX_LENGTH = 60, 10


def private_storage() -> Storage:
    """Return the private storage (a callable, so that migrations do not freeze it)."""
    return storages["private"]


def storage_named(alias: str) -> Storage:
    """Return the storage of the settings that is called `alias`."""
    return storages[alias]


class _OfTheHouse:
    """What all storages here have in common: a name in the settings, and short file names."""

    alias = "default"

    def deconstruct(self) -> tuple[str, tuple[str], dict[str, Any]]:
        """Return how a task finds this storage again.

        Wagtail hands "delete this file" to a task together with the storage, taken apart: its
        options are folders, which no message can hold, and keys, which none should.
        """
        return f"{__name__}.{storage_named.__name__}", (self.alias,), {}

    def get_valid_name(self, name: str) -> str:
        """Return `name` as it is stored: disks count bytes, and one sign can have four."""
        path = PurePath(super().get_valid_name(name))  # type: ignore[misc]  # of the storage beside
        stem = path.stem.encode()[:NAME_BYTES].decode(errors="ignore")
        return f"{stem or 'berkas'}{path.suffix[:SUFFIX_LENGTH]}"


class PublicFileStorage(_OfTheHouse, FileSystemStorage):
    """Renditions of site images, at plain addresses."""


class PrivateFileStorage(_OfTheHouse, FileSystemStorage):
    """Files that only views hand out; readable by the academy's own account alone."""

    alias = "private"

    def __init__(self, **options: Any) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700, **options)

    def url(self, name: str | None) -> str:
        raise ValueError("private files have no public address")


class PublicS3Storage(_OfTheHouse, S3Storage):
    """Renditions of site images; plain addresses that caches can keep."""

    querystring_auth = False
    default_acl = "public-read"


class PrivateS3Storage(_OfTheHouse, S3Storage):
    """Hand-ins, documents and certificates; signed addresses only."""

    alias = "private"
    querystring_auth = True
    querystring_expire = SIGNED_URL_SECONDS
    default_acl = "private"


def private_response(
    request: HttpRequest,
    name: str,
    *,
    filename: str,
    content_type: str,
    inline: bool = False,
    keep_seconds: int = 0,
) -> HttpResponseBase:
    """Answer with the private file `name`, offered to the reader as `filename`.

    The caller has asked who may see it. Unknown types go out as attachments only: pass
    `inline=True` just for what the academy itself has checked. A browser asks again each
    time, for the next person on the handset may not see it; `keep_seconds` is for what
    says nothing of a person. Raises Http404 where the storage has lost the file.
    """
    storage = private_storage()
    disposition = content_disposition_header(not inline, filename)
    response: HttpResponseBase
    if isinstance(storage, S3Storage):
        headers = {"ResponseContentDisposition": disposition, "ResponseContentType": content_type}
        response = HttpResponseRedirect(storage.url(name, parameters=headers))
        response["Cache-Control"] = "private, no-store"
        return response
    try:
        response = stream(
            request,
            storage,
            name,
            content_type=content_type,
            is_text=content_type.startswith("text/"),
        )
    except FileNotFoundError as error:
        raise Http404 from error
    if disposition:
        response["Content-Disposition"] = disposition
    kept = f"max-age={keep_seconds}" if keep_seconds else "no-cache"
    response["Cache-Control"] = f"private, {kept}"
    return response
