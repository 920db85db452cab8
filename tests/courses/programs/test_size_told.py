"""Authors are told what a page costs to open, once for each time that they save."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.cms.people import signed_in, trainer_of
from tests.factories.course_tree import course_tree

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("accept", "told"), [("text/html", True), ("application/json", False)])
def test_the_size_is_told_on_saving_and_not_when_the_editor_saves_by_itself(accept, told):
    tree = course_tree(modules=1, lessons=1)
    page = tree.lessons[0]
    form = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "minutes": "10",
            "body": streamfield([("text", rich_text("<p>Kata baru</p>"))]),
            "comments": inline_formset([]),
        }
    )
    answer = signed_in(trainer_of(tree.course)).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form, headers={"accept": accept}
    )
    words = [str(message) for message in get_messages(answer.wsgi_request)]
    assert any("kB" in sentence for sentence in words) is told
    page.refresh_from_db()
    assert page.has_unpublished_changes
