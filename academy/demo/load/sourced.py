"""Make pages, pictures and questions from sources once, and leave alone what people edited."""

from hashlib import sha256

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from academy.demo.models import Sourced


def digest_of(*texts: str | bytes) -> str:
    """The checksum of all that a thing is made from."""
    whole = sha256()
    for text in texts:
        whole.update(text if isinstance(text, bytes) else text.encode())
        whole.update(b"\0")
    return whole.hexdigest()


def known[M: models.Model](key: str, model: type[M]) -> tuple[Sourced | None, M | None]:
    """What is noted about `key`, and the thing itself if it is still there."""
    note = Sourced.objects.filter(key=key).first()
    return note, model._default_manager.filter(pk=note.object_id).first() if note else None


def note(key: str, thing: models.Model, digest: str, revision: int | None = None) -> None:
    """Remember that `thing` was made from the source `key`."""
    Sourced.objects.update_or_create(
        key=key,
        defaults={
            "content_type": ContentType.objects.get_for_model(thing),
            "object_id": thing.pk,
            "digest": digest,
            "revision": revision,
        },
    )
    # Once for the whole thing; by itself Wagtail does it for each of its rows.
    ReferenceIndex.create_or_update_for_object(thing)


def put_page[P: Page](
    key: str, page: P, *, parent: Page, digest: str, children: tuple[str, ...] = ()
) -> P | None:
    """Publish `page` below `parent`, or bring the one made from `key` before up to its source.

    Returns the page as it is now: unchanged if the source is the same or if somebody has
    edited or unpublished it since, None if somebody has deleted it. `children` names the
    lists of rows that belong to the page.
    """
    noted, there = known(key, type(page))
    if noted is None:
        # What publishing does, in one write of the page instead of three.
        page.first_published_at = page.last_published_at = timezone.now()
        parent.add_child(instance=page)
        revision = page.save_revision(clean=False)
        Page.objects.filter(pk=page.pk).update(
            live_revision=revision, has_unpublished_changes=False
        )
        note(key, page, digest, revision.pk)
        return page
    if there is None:
        return None
    if noted.digest == digest or there.latest_revision_id != noted.revision or not there.live:
        return there
    for field in page._meta.local_fields:
        if (not field.primary_key and not field.is_relation) or (
            field.is_relation and field.name == "illustration"
        ):
            setattr(there, field.name, getattr(page, field.name))
    there.title, there.slug, there.show_in_menus = page.title, page.slug, page.show_in_menus
    for name in children:
        setattr(there, name, list(getattr(page, name).all()))
    revision = there.save_revision(clean=False)
    revision.publish()
    note(key, there, digest, revision.pk)
    return there
