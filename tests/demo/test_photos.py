"""Painted photos: always the same, never alike, small enough to come with the demo."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from academy.demo.load.photos import FOLDER, Photo
from academy.demo.management.commands.paint_photos import shot_of
from academy.demo.products.photo import SHAPES
from academy.demo.products.shots import SIDE, Shot, paint

COMMITTED = sorted(FOLDER.iterdir())


def photo_in(path):
    number, tries, kind, hand = path.stem.split("-")
    return Photo(int(number), int(tries), kind, hand == "good")


def one_of_each_shape():
    found = {}
    for path in COMMITTED:
        found.setdefault(shot_of(photo_in(path)).shape, path)
    return found


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_a_photo_is_painted_the_same_each_time_and_differs_from_the_next(shape):
    def take(name: str, *, good: bool) -> bytes:
        return paint(Shot(shape, "Sambal Teri Dapur Santri", "7", name, "front", good))

    assert take("1", good=True) == take("1", good=True)
    assert len({take("1", good=True), take("2", good=True), take("1", good=False)}) == 3


@pytest.mark.parametrize(("shape", "path"), sorted(one_of_each_shape().items()))
def test_the_painter_paints_what_lies_in_the_folder(shape, path):
    """To the eye: a codec may round otherwise on another machine."""
    painted = Image.open(BytesIO(paint(shot_of(photo_in(path))))).convert("RGB")
    committed = Image.open(path).convert("RGB")
    assert painted.size == committed.size
    assert max(ImageStat.Stat(ImageChops.difference(painted, committed)).mean) < 2


def test_all_photos_are_small_webp_pictures_and_together_under_three_megabytes():
    pictures = [Image.open(path) for path in COMMITTED]
    assert {picture.format for picture in pictures} == {"WEBP"}
    assert max(max(picture.size) for picture in pictures) == SIDE
    assert sum(path.stat().st_size for path in COMMITTED) < 3_000_000
