"""Where files lie: in one private place, in a folder or in a bucket.

A file has no address of its own. A view asks first who may see it (`visible_to`, or the
permission to fetch what a page shows) and then calls `private_response`, which streams it or
redirects to a signed URL.
"""

from pathlib import Path, PurePath
from typing import Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.http import content_disposition_header
from storages.backends.s3 import S3Storage

from academy.web.files.streams import stream

SIGNED_URL_SECONDS = 300
# A redirect to a bucket is kept for a day at most, and its signature outlives it.
SIGNED_DAY = 24 * 3600
# What others have made opens alone, runs nothing and reads nothing; a recording plays itself.
ALONE = "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
PDF = "application/pdf"
NAME_BYTES, SUFFIX_LENGTH = 60, 10


def private_storage() -> Storage:
    """Return the private storage (a callable, so that migrations do not freeze it)."""
    return storages["private"]


def storage_named(alias: str) -> Storage:
    """Return the storage of the settings that is called `alias`."""
    return storages[alias]


class _OfTheHouse:
    """What both storages have in common: a name in the settings, and short file names."""

    def deconstruct(self) -> tuple[str, tuple[str], dict[str, Any]]:
        """Return how a task finds this storage again.

        Wagtail hands "delete this file" to a task together with the storage, taken apart: its
        options are folders, which no message can hold, and keys, which none should.
        """
        return f"{__name__}.{storage_named.__name__}", ("private",), {}

    def get_valid_name(self, name: str) -> str:
        """Return `name` as it is stored: disks count bytes, and one sign can have four."""
        path = PurePath(super().get_valid_name(name))  # type: ignore[misc]  # of the storage beside
        stem = path.stem.encode()[:NAME_BYTES].decode(errors="ignore")
        return f"{stem or 'berkas'}{path.suffix[:SUFFIX_LENGTH]}"


class PrivateFileStorage(_OfTheHouse, FileSystemStorage):
    """Files in a folder that the academy's own account alone can read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700, **options)

    def url(self, name: str | None) -> str:
        raise ValueError("private files have no public address")


class PrivateS3Storage(_OfTheHouse, S3Storage):
    """Files in a bucket; signed addresses only."""

    querystring_auth = True
    querystring_expire = SIGNED_URL_SECONDS
    default_acl = "private"


def local_copy(name: str, folder: Path) -> Path:
    """Return where a program on this machine reads the private file `name`.

    What lies in a bucket is fetched into `folder`. Raises FileNotFoundError.
    """
    storage = private_storage()
    if not isinstance(storage, S3Storage):
        path = Path(storage.path(name))
        if not path.exists():
            raise FileNotFoundError(name)
        return path
    if not storage.exists(name):
        raise FileNotFoundError(name)
    path = folder / f"source{PurePath(name).suffix}"
    storage.bucket.download_file(name, str(path))
    return path


def store_as(name: str, path: Path) -> None:
    """Store the file `path` under exactly this `name`, in place of what lies there."""
    storage = private_storage()
    storage.delete(name)
    with path.open("rb") as file:
        stored = storage.save(name, File(file))
    if stored != name:
        storage.delete(stored)
        raise FileExistsError(name)


def private_response(
    request: HttpRequest,
    name: str,
    *,
    filename: str,
    content_type: str,
    inline: bool = False,
    keep_seconds: int = 0,
    is_public: bool = False,
    may_redirect: bool = True,
) -> HttpResponseBase:
    """Answer with the private file `name`, offered to the reader as `filename`.

    The one way in which files leave. The caller has asked who may see it. Unknown types go out
    as attachments only: pass `inline=True` just for what the academy itself has checked or
    made. In a browser it opens alone (`ALONE`). A browser asks again each time, for the next
    person on the handset may not see it; `keep_seconds` is for what says nothing of a person,
    `is_public` for what everybody may see. Raises Http404 where the storage has lost the file.
    """
    storage = private_storage()
    disposition = content_disposition_header(not inline, filename)
    whose = "public" if is_public else "private"
    response: HttpResponseBase
    if may_redirect and isinstance(storage, S3Storage):
        return _signed(storage, name, whose, keep_seconds, disposition, content_type)
    try:
        response = stream(
            request,
            storage,
            name,
            content_type=content_type,
            is_text=content_type.startswith("text/") or content_type == "image/svg+xml",
        )
    except FileNotFoundError as error:
        raise Http404 from error
    if disposition:
        response["Content-Disposition"] = disposition
    response["Cache-Control"] = (
        f"{whose}, max-age={keep_seconds}" if keep_seconds else ("private, no-cache")
    )
    # Browsers show no PDF in a sandbox; those that open in the page are of our own making.
    if not (inline and content_type == PDF):
        response["Content-Security-Policy"] = ALONE
    return response


def _signed(
    storage: S3Storage,
    name: str,
    whose: str,
    keep_seconds: int,
    disposition: str | None,
    content_type: str,
) -> HttpResponseBase:
    """Lead to `name` in the bucket; what may be kept is kept there and here, for a day at most."""
    kept = min(keep_seconds, SIGNED_DAY)
    control = f"{whose}, max-age={kept}" if kept else "private, no-store"
    headers = {
        "ResponseContentDisposition": disposition,
        "ResponseContentType": content_type,
        "ResponseCacheControl": control,
    }
    signed = storage.url(name, parameters=headers, expire=kept + SIGNED_URL_SECONDS)
    response = HttpResponseRedirect(signed)
    response["Cache-Control"] = control
    return response
