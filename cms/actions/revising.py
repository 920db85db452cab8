"""A page changed outside the full editor: each change is a version like the editor's own."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

from academy.core.errors import Refused
from academy.people.models import User
from academy.web.files.uploads import read_illustration
from cms.lessons.pieces import changed
from cms.models import AcademyImage
from cms.queries.course import course_of


class MayNotWrite(Refused):
    message = _("You may not change this page, or somebody has locked it. Nothing was changed.")


class MayNotPublish(Refused):
    message = _("You may not publish this page. What you have written is kept as a draft.")


class BlockGone(Refused):
    message = _(
        "This part of the page is not there any more: somebody has taken it away. Nothing was "
        "changed."
    )


class ChangedSince(Refused):
    message = _("Somebody has written here meanwhile. Look at the page again; nothing was changed.")


class WrittenBetween(Refused):
    message = _(
        "Kept as a draft and not published: somebody has written on this page meanwhile. Look "
        "through it, then publish it."
    )


def change_head(*, page: Page, changes: Mapping[str, Any], by: User) -> Revision:
    """Write `changes` (title, summary, minutes) into the draft of `page`."""

    def write(draft: Page) -> None:
        for name, value in changes.items():
            setattr(draft, name, value)

    return drafted(page, write, by)


def change_block(
    *, page: Page, field: str, block_id: str, changes: Mapping[str, Any], by: User
) -> Revision:
    """Write `changes`, by the names of parts, into a block of the draft. Raises BlockGone."""

    def write(draft: Page) -> None:
        raw = _raw(draft, field)
        block = raw[_at(raw, block_id)]
        block["value"] = changed(block["value"], changes)
        _put(draft, field, raw)

    return drafted(page, write, by)


def add_block(*, page: Page, field: str, after: str, kind: str, value: Any, by: User) -> Revision:
    """Put a new block after the block `after` ("": before all). Raises BlockGone."""

    def write(draft: Page) -> None:
        raw = _raw(draft, field)
        at = _at(raw, after) + 1 if after else 0
        raw.insert(at, {"type": kind, "value": value, "id": str(uuid4())})
        _put(draft, field, raw)

    return drafted(page, write, by)


def take_picture(*, page: Page, file: "UploadedFile[Any]", title: str, by: User) -> AcademyImage:
    """Keep a photo among the pictures of the course. Raises UploadRefused or MayNotWrite."""
    course = course_of(page)
    collection = course.collection if course else None
    policy = policy_registry.get_by_type(AcademyImage)
    allowed = policy.collections_user_has_permission_for(by, "add")
    if collection is None or not allowed.filter(pk=collection.pk).exists():
        raise MayNotWrite
    upload = read_illustration(file)
    name = f"{PurePath(upload.filename).stem}{upload.extension}"
    image = AcademyImage(
        title=title[:200] or name,
        file=ContentFile(upload.content, name=name),
        collection=collection,
        uploaded_by_user=by,
    )
    image.save()
    return image


def go_back(*, page: Page, revision: Revision, seen: int | None, by: User) -> Revision:
    """Make an earlier version of `page` its draft again; the later ones stay among the versions.

    `seen` is the newest version on which that was decided. Raises ChangedSince.
    """
    with transaction.atomic():
        locked = _locked(page, by)
        if locked.latest_revision_id != seen:
            raise ChangedSince
        former = revision.as_object()
        return former.save_revision(
            user=by, log_action="wagtail.revert", previous_revision=revision, clean=False
        )


def publish(*, page: Page, seen: int | None, by: User) -> Page:
    """Publish the newest version of `page`. Raises ChangedSince, MayNotPublish or NotFinished."""
    with transaction.atomic():
        found = _read_locked(page)
        permissions = found.permissions_for_user(by)
        if permissions.page_locked() or not permissions.can_publish():
            raise MayNotPublish
        if found.latest_revision_id != seen:
            raise ChangedSince
        revision = found.latest_revision or found.save_revision(user=by, clean=False)
        revision.publish(user=by)
        return found


def publish_kept(*, page: Page, kept: Revision, seen: int | None, by: User) -> None:
    """Publish `kept`, which was just written upon the version `seen`.

    Asked for again it stays published. Raises WrittenBetween, MayNotPublish or NotFinished.
    """
    if page.live_revision_id == kept.pk:
        return
    former = kept.get_previous()
    # A page without a version was given its first one by writing, as nobody's.
    before = former.pk if former is not None and (seen or former.user_id) else None
    if seen not in {kept.pk, before}:
        raise WrittenBetween
    try:
        publish(page=page, seen=kept.pk, by=by)
    except ChangedSince as error:
        raise WrittenBetween from error


def send_for_review(*, page: Page, by: User) -> Page:
    """Hand the newest version of `page` in to those who publish it. Raises MayNotWrite."""
    page = page.specific
    workflow = page.get_workflow()
    if workflow is None or not page.permissions_for_user(by).can_submit_for_moderation():
        raise MayNotWrite
    if page.latest_revision is None:
        page.save_revision(user=by, clean=False)
    workflow.start(page, by)
    return page


def drafted(page: Page, write: Callable[[Page], None], by: User) -> Revision:
    """Let `write` change the draft of `page`, and keep it as a version of `by`.

    Raises MayNotWrite.
    """
    with transaction.atomic():
        locked = _locked(page, by)
        if locked.latest_revision_id is None:
            # What stood there before is a version to come back to.
            locked.save_revision(clean=False)
        draft = locked.get_latest_revision_as_object()
        write(draft)
        return draft.save_revision(user=by, log_action=True, clean=False)


def _read_locked(page: Page) -> Page:
    Page.objects.select_for_update(no_key=True).get(pk=page.pk)
    return Page.objects.get(pk=page.pk).specific


def _locked(page: Page, by: User) -> Page:
    found = _read_locked(page)
    permissions = found.permissions_for_user(by)
    if not permissions.can_edit() or permissions.page_locked():
        raise MayNotWrite
    return found


def _raw(draft: Page, field: str) -> list[Any]:
    return list(getattr(draft, field).get_prep_value())


def _at(raw: list[Any], block_id: str) -> int:
    for at, block in enumerate(raw):
        if block["id"] == block_id:
            return at
    raise BlockGone


def _put(draft: Page, field: str, raw: list[Any]) -> None:
    stream = draft._meta.get_field(field)
    setattr(draft, field, stream.to_python(raw))
