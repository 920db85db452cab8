import pytest
from django.core.files.base import ContentFile

from cms.models import AcademyMedia, ActivityPage
from cms.sizes import FRAME_BYTES
from tests.factories.cms import LessonPageFactory
from tests.factories.files import drawing, photo

pytestmark = pytest.mark.django_db


def size_of(page):
    return ActivityPage.objects.get(pk=page.pk).size


def test_a_lesson_of_words_weighs_its_words():
    page = LessonPageFactory(body=[("text", "<p>Cahaya</p>")])
    assert size_of(page) == FRAME_BYTES + len("<p>Cahaya</p>")


def test_a_drawing_counts_as_its_file_and_a_photo_as_its_large_rendition():
    image, drawn = photo(), drawing()
    large = image.get_rendition("width-960|format-webp|webpquality-72").file.size
    page = LessonPageFactory(
        body=[
            ("image", {"image": image, "alt": "", "caption": ""}),
            ("gallery", {"pictures": [{"image": drawn, "alt": "", "caption": ""}] * 2}),
        ]
    )
    assert size_of(page) == FRAME_BYTES + large + 2 * drawn.file.size


def test_a_video_counts_whole():
    media = AcademyMedia(title="Putar", type="video")
    media.file = ContentFile(b"\0\0\0\x18ftypmp42" + b"0" * 5000, name="putar.mp4")
    media.save()
    page = LessonPageFactory(body=[("video", {"video": media, "caption": "ab"})])
    assert size_of(page) == FRAME_BYTES + 5012 + 2


def test_the_size_follows_the_content_when_the_page_is_published_again():
    page = LessonPageFactory(body=[("text", "<p>a</p>")])
    page.body = [("text", "<p>abc</p>")]
    page.save_revision().publish()
    assert size_of(page) == FRAME_BYTES + len("<p>abc</p>")
