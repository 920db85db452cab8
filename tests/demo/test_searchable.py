"""The demo's pages and pictures are found as if each had been indexed when saved."""

import pytest
from modelsearch.index import insert_or_update_object
from wagtail.search.models import IndexEntry

from cms.models import AcademyImage, LessonPage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
]


def written() -> set[tuple[str, ...]]:
    return set(
        IndexEntry.objects.values_list(
            "content_type__model", "object_id", "title", "autocomplete", "body"
        )
    )


@pytest.mark.parametrize("model", [LessonPage, AcademyImage])
def test_saving_it_once_more_would_index_nothing_else(model):
    before = written()
    things = model.objects.all()
    assert {str(thing.pk) for thing in things} <= {
        row[1] for row in before if row[0] == model.__name__.lower()
    }
    for thing in things:
        insert_or_update_object(thing)
    assert written() == before
