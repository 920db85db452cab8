"""What the factories write is what the content admin's own way of saving writes."""

import pytest
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.models import CoursePage, LessonPage, ModulePage, QuizPage
from tests.factories.cms import catalogue
from tests.factories.growing import grow

pytestmark = pytest.mark.django_db
# What is made anew for each page.
OF_EACH = {"id", "path", "slug", "url_path", "translation_key", "activity_id", "course_id"}
OF_EACH |= {"page_ptr", "activitypage_ptr"}


def written(page: Page) -> dict:
    fresh = type(page).objects.get(pk=page.pk)
    names = [field.name for field in fresh._meta.concrete_fields if field.name not in OF_EACH]
    # Blocks are compared as they are shown: each has an id of its own.
    values = {name: getattr(fresh, name) for name in names}
    shown = {name: str(value) for name, value in values.items() if isinstance(value, StreamValue)}
    return values | shown | {"step": fresh.path[-4:]}


def family(course: CoursePage) -> list[Page]:
    return [course, *Page.objects.descendant_of(course).order_by("path").specific()]


def test_a_course_of_the_factories_is_as_wagtail_saves_one():
    made = []
    for add in (grow, lambda parent, page: parent.add_child(instance=page)):
        number = len(made)
        course = CoursePage(title="Kopi", slug=f"kopi-{number}", summary="Menyangrai.", hours=3)
        add(catalogue(), course)
        for title in ("Biji", "Air"):
            module = ModulePage(title=title, slug=title.lower(), summary="Dari hulu.")
            add(course, module)
            add(module, LessonPage(title="Asal", slug="asal", body=[("text", "<p>Robusta.</p>")]))
            add(module, QuizPage(title="Kuis", slug="kuis"))
        made.append([written(page) for page in family(course)])
    grown, saved = made
    steps = [page.pop("step") for page in saved], [page.pop("step") for page in grown]
    assert grown == saved
    assert steps[0][1:] == steps[1][1:]
    assert Page.find_problems() == ([], [], [], [], [])
