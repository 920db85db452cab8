"""The pictures of a course: drawn files below `courses/`, put in where they are first shown."""

from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.models import Collection

from academy.demo.load.films import film
from academy.demo.load.sourced import digest_of, known, note
from cms.models import AcademyImage


@dataclass
class Pictures:
    """The illustrations of one course, uploaded when a page first needs them."""

    folder: Path
    collection: Collection | None
    found: dict[str, AcademyImage] = field(default_factory=dict)

    def image(self, name: str, alt: str = "") -> AcademyImage:
        if name not in self.found:
            self.found[name] = self._put(name, alt)
        return self.found[name]

    def key_of(self, name: str) -> int:
        return self.image(name).pk

    def key_of_film(self, name: str, title: str, transcript: str) -> int:
        folder = self.folder.parent / "media"
        return film(folder, name, title, transcript, self.collection)

    def _put(self, name: str, alt: str) -> AcademyImage:
        key = f"{self.folder.parent.name}/images/{name}"
        data = (self.folder / name).read_bytes()
        digest = digest_of(data)
        noted, there = known(key, AcademyImage)
        if noted and there and noted.digest == digest:
            return there
        image = there or AcademyImage(title=title_of(name))
        if self.collection is not None:
            image.collection = self.collection
        image.description = image.description or alt[:255]
        image.file = ContentFile(data, name=name)  # type: ignore[assignment]  # its descriptor takes a file
        image.file_size = len(data)
        image.save()
        note(key, image, digest)
        return image


def title_of(name: str) -> str:
    """`fp-a-arah-depan.svg` → “Arah depan”."""
    words = Path(name).stem.split("-")
    return " ".join(word for word in words if len(word) > 2).capitalize()
