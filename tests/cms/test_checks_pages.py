"""The checks beside a form look at the preview: it has to bring what counts and looks."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.cms.people import signed_in, trainer_of
from tests.factories.course_tree import course_tree

pytestmark = pytest.mark.django_db


def test_the_preview_beside_the_form_brings_the_checks_and_no_other_page_does():
    tree = course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(tree.course))
    lesson = tree.lessons[0]
    form = {
        "title": lesson.title, "slug": lesson.slug, "summary": "", "minutes": "5",
        "body": streamfield([("text", rich_text("<p>Cahaya</p>"))]),
        "comments": inline_formset([]),
    }  # fmt: skip
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    client.post(address, nested_form_data(form))
    beside = client.get(address, {"in_preview_panel": "true"}).content.decode()
    alone = client.get(address).content.decode()
    assert "wagtail-userbar" in beside
    assert "userbar.js" in beside
    assert "wagtail-userbar" not in alone
    assert "wagtail-userbar" not in client.get(tree.course.url).content.decode()
