"""Large files that arrive in pieces, straight to where they will lie: on disk or in a bucket.

On disk a piece is written at its place in the file. A bucket takes parts: a browser sends them to
signed addresses, or through the academy where the bucket does not answer browsers.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError
from django.core.files.storage import FileSystemStorage
from storages.backends.s3 import S3Storage

from academy.web.files.storages import private_storage

# The smallest part that a bucket takes, but for the last one.
PIECE = 5 * 1024 * 1024
SIGNED_SECONDS = 3600
_BLOCK = 64 * 1024

type Read = Callable[[int], bytes]


def begin(name: str) -> str:
    """Make room for the file `name`; return how a bucket calls what comes ("" on disk)."""
    storage = private_storage()
    if isinstance(storage, S3Storage):
        made = _client(storage).create_multipart_upload(Bucket=storage.bucket_name, Key=name)
        return str(made["UploadId"])
    path = _path(storage, name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    return ""


def receive(name: str, multipart: str, *, offset: int, length: int, read: Read) -> int:
    """Write `length` bytes that `read` gives at `offset`; return how many came.

    Where a line breaks, a disk keeps what has come; a bucket takes whole parts only. Raises
    OSError where there is no room for it.
    """
    storage = private_storage()
    if not isinstance(storage, S3Storage):
        return _write(_path(storage, name), offset, length, read)
    content = bytearray()
    while len(content) < length and (block := read(min(_BLOCK, length - len(content)))):
        content += block
    if len(content) < length:
        return 0
    number = offset // PIECE + 1
    _client(storage).upload_part(
        Bucket=storage.bucket_name,
        Key=name,
        UploadId=multipart,
        PartNumber=number,
        Body=bytes(content),
    )
    return length


def address(name: str, multipart: str, offset: int) -> str:
    """Return where a browser may put the piece at `offset` itself; "" on disk."""
    storage = private_storage()
    if not isinstance(storage, S3Storage):
        return ""
    wanted = {"Bucket": storage.bucket_name, "Key": name, "UploadId": multipart}
    return str(
        _client(storage).generate_presigned_url(
            "upload_part",
            Params=wanted | {"PartNumber": offset // PIECE + 1},
            ExpiresIn=SIGNED_SECONDS,
        )
    )


def parts_size(name: str, multipart: str) -> int:
    """Return how many bytes a bucket has from the beginning on, without a gap."""
    size = 0
    for number, part in enumerate(_parts(private_storage(), name, multipart), 1):
        if part["PartNumber"] != number:
            break
        size += part["Size"]
        if part["Size"] < PIECE:
            break
    return size


def finish(name: str, multipart: str) -> int:
    """Make one file of what has come; return its size. Done twice, it is done once."""
    storage = private_storage()
    if isinstance(storage, S3Storage):
        with suppress(ClientError):
            parts = [
                {"PartNumber": part["PartNumber"], "ETag": part["ETag"]}
                for part in _parts(storage, name, multipart)
            ]
            _client(storage).complete_multipart_upload(
                Bucket=storage.bucket_name,
                Key=name,
                UploadId=multipart,
                MultipartUpload={"Parts": parts},
            )
    return int(storage.size(name)) if storage.exists(name) else 0


def forget(name: str, multipart: str) -> None:
    """Delete what has come of the file `name`."""
    storage = private_storage()
    if multipart and isinstance(storage, S3Storage):
        with suppress(ClientError):
            _client(storage).abort_multipart_upload(
                Bucket=storage.bucket_name, Key=name, UploadId=multipart
            )
    storage.delete(name)


def opening(name: str, length: int = 4096) -> bytes:
    """Return the first bytes of the file `name`."""
    storage = private_storage()
    if isinstance(storage, S3Storage):
        found = _client(storage).get_object(
            Bucket=storage.bucket_name, Key=name, Range=f"bytes=0-{length - 1}"
        )
        return bytes(found["Body"].read())
    with storage.open(name) as file:
        return bytes(file.read(length))


def _write(path: Path, offset: int, length: int, read: Read) -> int:
    count = 0
    with path.open("r+b") as file:
        file.seek(offset)
        while count < length and (block := _read(read, min(_BLOCK, length - count))):
            file.write(block)
            count += len(block)
    return count


def _read(read: Read, length: int) -> bytes:
    """Return what comes next; nothing where the line broke."""
    try:
        return read(length)
    except OSError:
        return b""


def _parts(storage: Any, name: str, multipart: str) -> list[dict[str, Any]]:
    pages = _client(storage).get_paginator("list_parts")
    found = pages.paginate(Bucket=storage.bucket_name, Key=name, UploadId=multipart)
    return [part for page in found for part in page.get("Parts", [])]


def _client(storage: S3Storage) -> Any:
    return storage.connection.meta.client


def _path(storage: Any, name: str) -> Path:
    if not isinstance(storage, FileSystemStorage):
        raise TypeError(storage)
    return Path(storage.path(name))
