from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import RequestFactory
from wagtail.blocks import StreamValue, StructBlockValidationError

from cms.blocks import LessonStreamBlock
from cms.lessons import bodies
from cms.models import LessonPage
from tests.factories.cms import LessonPageFactory
from tests.factories.files import drawing, photo

pytestmark = pytest.mark.django_db
BLOCKS = LessonStreamBlock().child_blocks
MARKUP = "<script>alert(1)</script>"


def body(*parts):
    return StreamValue(LessonStreamBlock(), list(parts), is_lazy=False)


def draw(name, value):
    html = BLOCKS[name].render(BLOCKS[name].to_python(value))
    return " ".join(html.split())


def test_lessons_have_these_blocks():
    assert sorted(BLOCKS) == [
        *("audio", "better_picture", "callout", "comparison", "embed", "file", "fill_in"),
        *("gallery", "heading", "image", "ordering", "prediction", "quick_check", "quote"),
        *("reveal", "steps", "table", "text", "video"),
    ]


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_block_is_a_class_a_template_and_a_preview_of_one_name(name):
    block = BLOCKS[name]
    assert type(block).__name__ == "".join(map(str.capitalize, name.split("_"))) + "Block"
    assert block.meta.template == f"cms/blocks/{name}.html"
    assert Path(get_template(block.meta.template).origin.name).is_relative_to(settings.BASE_DIR)
    assert block.render(block.get_preview_value()).strip()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("heading", {"text": MARKUP, "level": "h2"}),
        ("quote", {"text": MARKUP, "source": MARKUP}),
        ("image", {"image": None, "alt": MARKUP, "caption": MARKUP}),
        ("callout", {"kind": "try", "title": MARKUP, "text": "<p>a</p>"}),
        ("steps", {"title": MARKUP, "steps": ["<p>a</p>"]}),
        ("embed", {"title": MARKUP, "url": "https://a.example/", "description": MARKUP}),
        ("file", {"document": None, "title": MARKUP}),
        (
            "quick_check",
            {
                "question": MARKUP,
                "options": [{"text": MARKUP, "is_right": True, "feedback": MARKUP}],
            },
        ),
    ],
)
def test_markup_typed_into_a_block_is_shown_as_it_was_typed(name, value):
    html = draw(name, value)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_photo_is_shown_in_two_small_sizes():
    image = photo(width=1200, height=800)
    html = draw("image", {"image": image.pk, "alt": "Stoples", "caption": "Dari kiri"})
    assert 'width="960" height="640" alt="Stoples"' in html
    assert " 640w, " in html
    assert " 960w" in html
    assert "original_images" not in html


def test_a_drawing_is_shown_as_it_is_with_its_measures():
    image = drawing()
    html = draw("image", {"image": image.pk, "alt": "Kotak", "caption": ""})
    assert f'src="{image.file.url}" width="640" height="400"' in html
    assert "srcset" not in html


def test_a_lost_picture_leaves_its_description():
    image = photo()
    image.file.storage.delete(image.file.name)
    html = draw("image", {"image": image.pk, "alt": "Stoples di jendela", "caption": ""})
    assert 'aria-label="Stoples di jendela"' in html


def test_a_self_test_without_a_right_answer_is_refused():
    block = BLOCKS["quick_check"]
    options = [{"text": "a", "is_right": False, "feedback": "b"}] * 2
    value = block.normalize({"question": "Apa?", "options": options})
    with pytest.raises(StructBlockValidationError):
        block.clean(value)


def test_two_headings_of_one_wording_have_their_own_addresses():
    page = LessonPage(
        title="a",
        body=body(
            ("heading", {"text": "Coba", "level": "h2"}, "aaaa1111-0000-4000-8000-000000000000"),
            ("heading", {"text": "Coba", "level": "h2"}, "bbbb1111-0000-4000-8000-000000000000"),
        ),
    )
    html = bodies.draw(page)
    assert 'id="coba-aaaa"' in html
    assert 'id="coba-bbbb"' in html


def test_a_lesson_is_drawn_once_and_then_kept(django_assert_num_queries):
    page = LessonPageFactory(
        body=[("image", {"image": photo(), "alt": "a", "caption": ""}), ("text", "<p>b</p>")]
    )
    fresh = LessonPage.objects.get(pk=page.pk)
    html = bodies.rendered(fresh)
    again = LessonPage.objects.defer("body").get(pk=page.pk)
    with django_assert_num_queries(0):
        assert bodies.rendered(again) == html


def test_a_lesson_previews_as_participants_see_it_on_a_phone_first():
    page = LessonPageFactory(body=[("text", "<p>Cahaya jendela.</p>")])
    assert page.preview_sizes[0]["device_width"] == 360
    request = RequestFactory().get("/")
    response = page.make_preview_request(request, page.default_preview_mode)
    assert "Cahaya jendela." in response.render().content.decode()
