"""An activity as it is drafted, block by block, for who corrects it on a phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.safestring import SafeString
from wagtail.models import Page, Revision

from academy.people.models import User
from cms.lessons.pieces import Parts, parts_of
from cms.models import ActivityPage, AssignmentPage, CoursePage, LessonPage
from cms.sizes import page_size

FIELDS = {LessonPage: "body", AssignmentPage: "brief"}
VERSIONS = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the draft: `raw` as pages keep it, `html` as it looks."""

    id: str
    kind: str
    label: str
    raw: Any
    html: SafeString
    parts: Parts


@dataclass(frozen=True, slots=True)
class Draft:
    """The newest version of an activity, and what its reader may do with it."""

    page: Any
    field: str
    pieces: list[Piece]
    may_edit: bool
    may_publish: bool
    may_send: bool
    is_waiting: bool

    @property
    def seen(self) -> int | None:
        """The version that is shown."""
        found: int | None = self.page.latest_revision_id
        return found

    @property
    def size(self) -> int:
        return page_size(self.page)

    def piece(self, block_id: UUID) -> Piece:
        """Return one of the blocks, or raise Http404."""
        for piece in self.pieces:
            if piece.id == str(block_id):
                return piece
        raise Http404

    @property
    def versions(self) -> QuerySet[Revision]:
        """The newest versions, each with who wrote it; the first is what is shown."""
        found: QuerySet[Revision] = Revision.page_revisions.filter(object_id=str(self.page.pk))
        newest: QuerySet[Revision] = found.select_related("user").order_by("-created_at", "-pk")
        return newest[:VERSIONS]


def activity_or_404(course: CoursePage, activity_id: UUID) -> Page:
    """Return a lesson or an assignment of `course`, or raise Http404."""
    found = ActivityPage.objects.descendant_of(course).filter(activity_id=activity_id).first()
    page = found.specific if found else None
    if type(page) not in FIELDS:
        raise Http404
    return page


def draft_of(page: Page, user: User) -> Draft:
    """Return the newest version of `page` as `user` may work on it."""
    draft = page.get_latest_revision_as_object()
    field = FIELDS[type(page)]
    permissions = page.permissions_for_user(user)
    return Draft(
        page=draft,
        field=field,
        pieces=list(_pieces(draft, field)),
        may_edit=permissions.can_edit() and not permissions.page_locked(),
        may_publish=permissions.can_publish() and not permissions.page_locked(),
        may_send=not permissions.can_publish() and permissions.can_submit_for_moderation(),
        is_waiting=bool(page.workflow_in_progress),
    )


def _pieces(draft: Page, field: str) -> Iterator[Piece]:
    stream = getattr(draft, field)
    raw = {block["id"]: block["value"] for block in stream.get_prep_value()}
    for child in stream:
        yield Piece(
            id=child.id,
            kind=child.block_type,
            label=str(child.block.label),
            raw=raw[child.id],
            html=child.render({"anchor": child.id, "way": ""}),
            parts=parts_of(child.block, raw[child.id]),
        )
