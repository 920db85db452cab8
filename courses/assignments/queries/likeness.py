"""Photos of a hand-in that somebody else has handed in too, for who reviews it."""

from dataclasses import dataclass

from django.db.models import Q

from academy.people.models import User
from courses.models import PhotoLikeness, Submission


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A photo, by its place in the hand-in, and the other hand-in in which it is."""

    number: int
    submission: Submission
    is_mirrored: bool


def lookalikes(submission: Submission, user: User) -> list[Lookalike]:
    """Return what was found of `submission` in hand-ins of other people that `user` may see."""
    files = {file.pk: number for number, file in enumerate(submission.files.all(), start=1)}
    found = PhotoLikeness.objects.filter(Q(file__in=files) | Q(other__in=files)).order_by("pk")
    pairs = [
        (files[row.file_id], row.other_id, row.is_mirrored)
        if row.file_id in files
        else (files[row.other_id], row.file_id, row.is_mirrored)
        for row in found
    ]
    if not pairs:
        return []
    others = (
        Submission.objects.visible_to(user)
        .handed_in()
        .filter(files__in=[other for _number, other, _mirrored in pairs])
        .exclude(enrollment__user=submission.enrollment.user_id)
        .select_related("enrollment__user", "enrollment__batch", "assignment")
        .prefetch_related("files")
    )
    by_file = {file.pk: other for other in others for file in other.files.all()}
    rows = {
        (number, by_file[other].pk): Lookalike(number, by_file[other], is_mirrored)
        for number, other, is_mirrored in pairs
        if other in by_file
    }
    return [rows[key] for key in sorted(rows)]
