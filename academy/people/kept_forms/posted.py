"""From a form that came too late to a kept one, and back to an ordinary post."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from academy.people.entrance import devices
from academy.people.kept_forms.actions import forget_form, keep_form
from academy.people.models import KeptForm, User
from academy.people.requests import SignedInRequest, is_signed_in
from academy.web.edge.faults import is_secret

# The hidden field by which a page asks for a kept form to be sent in its place.
REPLAY_FIELD = "kept_form"
LONGEST_PATH = 500
_NEVER_KEPT = {"csrfmiddlewaretoken", REPLAY_FIELD}
_SECRET_PLACES = ("/masuk/", "/keluar/", "/akun/pin/", "/akun/pin-baru/", "/akun/konfirmasi/")


def keep_posted(request: HttpRequest) -> KeptForm | None:
    """Keep what was posted, for the account whose page the form was on.

    Returns None where there is nothing to keep: no form, a secret, or a form of nobody
    known on this device. A form of one account is never kept for another.
    """
    path = request.get_full_path()
    if request.method != "POST" or request.path.startswith(_SECRET_PLACES):
        return None
    if len(path) > LONGEST_PATH:
        return None
    public_id = devices.form_owner(request)
    if public_id is None:
        return None
    user = _owner(public_id)
    if user is None or (request.user.is_authenticated and request.user != user):
        return None
    fields = {
        # PostgreSQL stores no NUL, and no person types one.
        name: [value.replace("\0", "") for value in values]
        for name, values in request.POST.lists()
        if name not in _NEVER_KEPT and not is_secret(name)
    }
    files = [(name, file) for name, several in request.FILES.lists() for file in several]
    if not fields and not files:
        return None
    return keep_form(user=user, path=path, fields=fields, files=files)


def _owner(public_id: str) -> User | None:
    """Return whose account it is, or into which it was merged while the page was open."""
    found = User.objects.select_related("merged_into").filter(public_id=public_id).first()
    user = found and (found.merged_into or found)
    return user if user is not None and user.is_active and user.erased_at is None else None


def address(form: KeptForm) -> str:
    """Return the page that shows `form` and sends it again."""
    return reverse("people:kept_form", args=[form.public_id])


def put_back(request: HttpRequest) -> KeptForm | None:
    """Make `request` the post that was kept, if it asks for one of the user's own.

    The token that came with the request stays; a kept form goes to the address that it
    was made for, never to another.
    """
    asked = request.POST.get(REPLAY_FIELD, "")
    if not asked or not is_signed_in(request):
        return None
    form = _own(request, asked)
    if form is None or form.path != request.get_full_path():
        return None
    data = QueryDict(mutable=True)
    for name, values in form.fields.items():
        data.setlist(name, values)
    data["csrfmiddlewaretoken"] = request.POST.get("csrfmiddlewaretoken", "")
    files: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict()
    for kept in form.files.order_by("pk"):
        content = kept.file.open("rb")
        files.appendlist(
            kept.field,
            UploadedFile(content, kept.filename, kept.content_type, kept.file.size),
        )
    request.POST = data  # type: ignore[assignment]  # the stub: only immutable ones
    request._files = files  # type: ignore[attr-defined]  # private, but FILES cannot be set
    return form


def done_with(form: KeptForm, status: int) -> None:
    """Forget `form` once it has been taken.

    A page that comes back with errors shows what was typed, but not the files: with files
    the form stays until it is taken or thrown away.
    """
    taken = 300 <= status < 400 or (200 <= status < 300 and not form.files.exists())
    if taken:
        forget_form(form=form)


def waiting(user: User) -> KeptForm | None:
    """Return the newest form kept for `user`, or None."""
    return KeptForm.objects.filter(user=user).first()


def _own(request: SignedInRequest, public_id: str) -> KeptForm | None:
    try:
        return KeptForm.objects.filter(user=request.user, public_id=public_id).first()
    except ValidationError:
        return None
