"""Photos that two people handed in: their looks are kept, and lookalikes noted."""

from collections.abc import Iterator

from django.utils import timezone

from academy.web.files.likeness import FAR, Box, Seen, distance, is_same, keys_of
from academy.web.files.storages import private_storage
from courses.models import PhotoLikeness, PhotoMark, Submission, SubmissionFile, SubmissionState

FIND_LOOKALIKES = "courses.find_lookalikes"
# The nearest that are laid over each other, and keys that are asked for at a time.
COMPARED, KEYS_AT_ONCE = 12, 500


def look_of(thumbnail: bytes) -> str:
    """Return the look of a photo, as `SubmissionFile.look` keeps it."""
    return f"{Seen.of(thumbnail).look():016x}"


def note_look(file: SubmissionFile, course_id: int) -> None:
    """Let lookalikes of `file` be found."""
    if file.look:
        PhotoMark.objects.bulk_create(
            PhotoMark(file=file, course_id=course_id, key=key)
            for key in keys_of(int(file.look, 16))
        )


def find_lookalikes(submission: Submission) -> None:
    """Note which photos of `submission` somebody else has handed in to the same course.

    Done twice, each is noted once.
    """
    found = []
    for file in submission.files.exclude(look=""):
        for other, is_mirrored in _same_as(file, submission):
            # One row for the two, whichever was looked at first.
            earlier, later = sorted((file, other), key=lambda one: one.pk)
            found.append(
                PhotoLikeness(
                    file=later, other=earlier, is_mirrored=is_mirrored, found_at=timezone.now()
                )
            )
    PhotoLikeness.objects.bulk_create(found, ignore_conflicts=True)


def _same_as(file: SubmissionFile, submission: Submission) -> Iterator[tuple[SubmissionFile, bool]]:
    seen = _seen(file)
    if seen is None:
        return
    told = set()
    for one, is_mirrored in ((seen, False), (seen.mirrored(), True)):
        looks = one.looks()
        for other in _near(looks, submission):
            other_seen = None if other.pk in told else _seen(other)
            if other_seen is not None and is_same(one, looks, other_seen):
                told.add(other.pk)
                yield other, is_mirrored


def _near(looks: dict[int, Box], submission: Submission) -> list[SubmissionFile]:
    """Return the photos of other people that look most like one of `looks`."""
    keys = sorted({key for look in looks for key in keys_of(look)})
    marks = PhotoMark.objects.filter(course=submission.course_id)
    found: set[int] = set()
    for start in range(0, len(keys), KEYS_AT_ONCE):
        chunk = keys[start : start + KEYS_AT_ONCE]
        found.update(marks.filter(key__in=chunk).values_list("file_id", flat=True))
    others = (
        SubmissionFile.objects.filter(pk__in=found)
        .exclude(submission__enrollment__user=submission.enrollment.user_id)
        .exclude(submission__state=SubmissionState.DRAFT)
        .exclude(thumbnail="")
    )
    ranked = [(distance(looks, int(other.look, 16)), other.pk, other) for other in others]
    near = sorted(item for item in ranked if item[0] <= FAR)
    return [other for _distance, _pk, other in near[:COMPARED]]


def _seen(file: SubmissionFile) -> Seen | None:
    """Return the small picture of `file`, or None where it is gone."""
    try:
        with private_storage().open(str(file.thumbnail.name)) as stored:
            return Seen.of(stored.read())
    except OSError:
        return None
