"""Two storages: public (site images) and private (everything about a person).

A private file has no address of its own: a view asks `visible_to` first and then calls
`private_response`, which streams it or redirects to a signed URL of five minutes.
"""

from django.core.files.storage import FileSystemStorage, storages
from django.http import FileResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header
from storages.backends.s3 import S3Storage

SIGNED_URL_SECONDS = 300


def private_storage():
    """Return the private storage (a callable, so that migrations do not freeze it)."""
    return storages["private"]


class PrivateFileStorage(FileSystemStorage):
    """Files that only views hand out; readable by the academy's own account alone."""

    def __init__(self, **options):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700, **options)

    def url(self, name):
        raise ValueError("private files have no public address")


class PublicS3Storage(S3Storage):
    """Renditions of site images; plain addresses that caches can keep."""

    querystring_auth = False
    default_acl = "public-read"


class PrivateS3Storage(S3Storage):
    """Hand-ins, documents and certificates; signed addresses only."""

    querystring_auth = True
    querystring_expire = SIGNED_URL_SECONDS
    default_acl = "private"


def private_response(name: str, *, filename: str, content_type: str, inline: bool = False):
    """Answer with the private file `name`, offered to the reader as `filename`.

    The caller has asked who may see it. Unknown types go out as attachments only: pass
    `inline=True` just for pictures and PDFs that the academy itself has checked.
    """
    storage = private_storage()
    if isinstance(storage, S3Storage):
        url = storage.url(
            name,
            parameters={
                "ResponseContentDisposition": content_disposition_header(not inline, filename),
                "ResponseContentType": content_type,
            },
        )
        return HttpResponseRedirect(url)
    response = FileResponse(
        storage.open(name), as_attachment=not inline, filename=filename, content_type=content_type
    )
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response
