"""Before a page that a running batch demands goes or moves, the admin says whom it touches."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.cms.people import editor, signed_in, trainer_of
from tests.courses.seats import seat
from tests.factories.course_tree import course_tree
from tests.factories.courses import EnrollmentFactory

pytestmark = pytest.mark.django_db
BULK = "/admin/bulk/wagtailcore/page"


def doors(page, elsewhere) -> dict[str, str]:
    parent = page.get_parent()
    return {
        "unpublish": reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
        "delete": reverse("wagtailadmin_pages:delete", args=[page.pk]),
        "move": reverse("wagtailadmin_pages:move_confirm", args=[page.pk, elsewhere.pk]),
        "the module": reverse("wagtailadmin_pages:unpublish", args=[parent.pk]),
        "the course": reverse("wagtailadmin_pages:unpublish", args=[parent.get_parent().pk]),
        "many unpublished": f"{BULK}/unpublish/?id={page.pk}&next=/admin/pages/",
        "many moved": f"{BULK}/move/?id={page.pk}&next=/admin/pages/",
    }


@pytest.fixture
def demanded():
    """A trainer, a demanded lesson of a batch of two people, and another module."""
    enrollment, tree = seat(modules=2, lessons=1)
    EnrollmentFactory(batch=enrollment.batch)
    return signed_in(trainer_of(tree.course)), enrollment.batch, tree


def test_every_way_to_take_a_demanded_lesson_away_says_whom_it_touches_first(demanded):
    client, batch, tree = demanded
    said = f"Diwajibkan di: {batch.program}, {batch} (2 orang)"
    for name, address in doors(tree.lessons[0], tree.modules[1]).items():
        shown = client.get(address, follow=True).content.decode()
        assert said in shown, name


def test_deleting_many_names_whom_it_would_have_touched(demanded):
    _client, batch, tree = demanded
    address = f"{BULK}/delete/?id={tree.lessons[0].pk}&next=/admin/pages/"
    shown = signed_in(editor()).post(address, follow=True).content.decode()
    assert f"{batch.program}, {batch} (2 orang)" in shown


def test_what_no_running_batch_demands_says_nothing(demanded):
    _client, _batch, _tree = demanded
    free = course_tree(modules=2, lessons=1)
    client = signed_in(trainer_of(free.course))
    for address in doors(free.lessons[0], free.modules[1]).values():
        assert "Diwajibkan di" not in client.get(address, follow=True).content.decode()


def test_an_hour_at_which_a_demanded_lesson_goes_is_told_with_whom_it_touches(demanded):
    client, batch, tree = demanded
    later = timezone.localtime() + dt.timedelta(days=2)
    form = {
        "title": "Arah cahaya", "slug": "arah", "summary": "", "minutes": "5",
        "body": streamfield([("text", rich_text("<p>Cahaya</p>"))]),
        "comments": inline_formset([]), "action-publish": "1",
        "expire_at": later.strftime("%Y-%m-%d %H:%M"),
    }  # fmt: skip
    address = reverse("wagtailadmin_pages:edit", args=[tree.lessons[0].pk])
    answer = client.post(address, nested_form_data(form), follow=True)
    assert f"{batch.program}, {batch} (2 orang)" in answer.content.decode()
