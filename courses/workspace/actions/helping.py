"""A companion puts work together and hands it in for a participant, once, recorded so."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from academy.core import acts
from academy.core.errors import Refused
from academy.people.models import User
from academy.web.files.uploads import shown_name
from cms.models import AssignmentPage
from courses.assignments.actions import files as submission_files
from courses.assignments.actions import submissions
from courses.models import Enrollment, Submission
from courses.workspace.queries import helping

# One page sends two acts beside its files: each has a name made of the page's.
BEGUN, HANDED_IN = "begun", "handed in"


class NoConsent(Refused):
    message = _(
        "No consent is recorded for this person, so nothing of theirs may be handed in by others. "
        "Record the written consent first."
    )


@dataclass
class Gathered:
    """The draft as it is now, and a sentence for each file that was not taken."""

    draft: Submission
    refused: list[str] = field(default_factory=list)


def gather(
    *,
    enrollment: Enrollment,
    assignment: AssignmentPage,
    files: Sequence[tuple[int, "UploadedFile[Any]"]],
    helper: User,
    client_id: UUID,
) -> Gathered:
    """Add `files`, each with its place in the pairs or 0, to the draft of `helper`.

    Sent twice they are there once. Raises NoConsent and what `start_submission` raises.
    """
    if not helping.has_consent(enrollment.user):
        raise NoConsent
    draft = submissions.start_submission(
        enrollment=enrollment,
        assignment=assignment,
        client_id=uuid5(client_id, BEGUN),
        helper=helper,
    )
    gathered = Gathered(draft)
    for slot, file in files:
        try:
            submission_files.add_file(
                submission=draft, file=file, slot=slot, client_id=client_id, helper=helper
            )
        except Refused as refusal:
            gathered.refused.append(f"{shown_name(file)}: {refusal.message}")
    return gathered


def has_come(client_id: UUID, *, helper: User) -> bool:
    """Say whether a page has handed work in already: its assignment then takes none any more."""
    return acts.find(uuid5(client_id, HANDED_IN), person=helper) is not None


def hand_in(
    *, draft: Submission, note: str, statement: str, helper: User, client_id: UUID
) -> Submission:
    """Hand `draft` in for its person, with the `statement` that the companion has confirmed.

    Raises NoConsent and what `submissions.hand_in` raises.
    """
    if not helping.has_consent(draft.enrollment.user):
        raise NoConsent
    return submissions.hand_in(
        submission=draft,
        note=note,
        is_own=True,
        client_id=uuid5(client_id, HANDED_IN),
        helper=helper,
        statement=statement,
    )
