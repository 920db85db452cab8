"""Drawn photos: always the same, never alike, small enough for the demo."""

from io import BytesIO

import pytest
from PIL import Image

from academy.demo.products.photo import SHAPES, photo
from academy.demo.products.shots import THUMBNAIL, Shot, draw


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_a_photo_is_drawn_the_same_each_time_and_differs_from_the_next(shape):
    def take(name: str, *, good: bool) -> bytes:
        return photo(shape, "Sambal Teri Dapur Santri", key="7", take=name, good=good)

    assert take("1", good=True) == take("1", good=True)
    assert len({take("1", good=True), take("2", good=True), take("1", good=False)}) == 3


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_a_photo_is_a_small_jpeg(shape):
    drawn = draw(Shot(shape, "Kopi Lanang Bumi Madura", "3", "1", "front", good=True))
    picture = Image.open(BytesIO(drawn.data))
    assert picture.format == "JPEG"
    assert picture.size == (drawn.width, drawn.height)
    assert max(picture.size) <= 800
    assert 8_000 < len(drawn.data) < 90_000
    assert max(Image.open(BytesIO(drawn.thumbnail)).size) == THUMBNAIL
