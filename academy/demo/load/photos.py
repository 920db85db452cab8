"""The photos of the hand-ins: painted beforehand (`manage.py paint_photos`), read from files."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile
from PIL import Image

from academy.demo.load.base import create, set_times, stable_id, sure
from academy.demo.load.cast import home
from academy.demo.load.sources import ROOT
from academy.demo.names import people
from academy.web.files.storages import private_storage
from courses.models import Submission, SubmissionFile, SubmissionState

FOLDER = ROOT / "photos"


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture that the person with this number took for a try at an assignment."""

    number: int
    tries: int
    kind: str  # front | close | context
    good: bool  # as one photographs after the lessons

    @property
    def path(self) -> Path:
        hand = "good" if self.good else "weak"
        return FOLDER / f"{self.number}-{self.tries}-{self.kind}-{hand}.webp"


def photos_of(submission: Submission, number: int) -> list[Photo]:
    """The photos in a hand-in of the person with this number, in their order."""
    good = submission.state == SubmissionState.ACCEPTED or submission.number > 1
    kinds = ("front", "close", "context") if number % 4 == 0 else ("front", "context")
    return [Photo(number, submission.number, kind, good) for kind in kinds]


def write_photos(handed_in: Iterable[tuple[Submission, int]]) -> None:
    """Put the photos of each hand-in, with its person's number, into the private storage."""
    storage = private_storage()
    files = []
    for submission, number in handed_in:
        product = home(people()[number]).product.lower().replace(" ", "-")
        for position, photo in enumerate(photos_of(submission, number)):
            data = photo.path.read_bytes()
            width, height = Image.open(BytesIO(data)).size
            folder = f"submissions/demo/{submission.public_id.hex}"
            stored = storage.save(f"{folder}/{position + 1}.webp", ContentFile(data))
            files.append(
                SubmissionFile(
                    public_id=stable_id("photo", submission.public_id, position),
                    submission=submission,
                    position=position,
                    filename=f"{product}-{position + 1}.webp",
                    content_type="image/webp",
                    size=len(data),
                    sha256=sha256(data).hexdigest(),
                    width=width,
                    height=height,
                    file=stored,
                    # Lighter than the small picture of a real photo: it serves as its own.
                    thumbnail=stored,
                )
            )
    create(files)
    set_times(
        SubmissionFile, "received_at", [(sure(f.submission.submitted_at), f.pk) for f in files]
    )
