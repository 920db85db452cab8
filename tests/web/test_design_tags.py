import re
import uuid

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template

from academy.web import gallery
from academy.web.shell.menus import LEARNER
from academy.web.templatetags.academy import sort_state


def drawn(source, **context):
    return Template("{% load academy %}" + source).render(Context(context)).strip()


def test_an_icon_without_a_label_is_decoration():
    assert drawn('{% icon "book" %}') == (
        '<svg class="icon " aria-hidden="true"><use href="/static/svg/icons.svg#book"/></svg>'
    )


def test_an_icon_with_a_label_is_a_picture_with_that_name():
    assert drawn('{% icon "lock" label=words %}', words='"closed" & shut') == (
        '<svg class="icon " role="img" aria-label="&quot;closed&quot; &amp; shut">'
        '<use href="/static/svg/icons.svg#lock"/></svg>'
    )


def test_no_page_asks_for_an_icon_that_the_sprite_lacks():
    root = settings.BASE_DIR
    there = set(re.findall(r'<symbol id="([\w-]+)"', gallery.SPRITE.read_text()))
    asked = {
        name
        for template in (root / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)"', template.read_text())
    }
    assert asked - there == set()


def test_a_bar_is_drawn_by_attributes_alone():
    assert drawn('{% bar 1 4 "1 of 4" %}') == (
        '<svg class="bar" role="img" aria-label="1 of 4" viewBox="0 0 100 8"'
        ' preserveAspectRatio="none"><rect class="bar__track" width="100" height="8"/>'
        '<rect class="bar__fill" width="25.0" height="8"/></svg>'
    )


@pytest.mark.parametrize(
    ("value", "most", "width"), [(9, 4, "100.0"), (None, 4, "0.0"), (3, 0, "0.0")]
)
def test_a_bar_stays_inside_its_track(value, most, width):
    assert f'width="{width}"' in drawn('{% bar value most "x" %}', value=value, most=most)


def test_a_misspelt_tone_does_not_pass_as_neutral():
    with pytest.raises(ValueError, match="no such tone: 'gut'"):
        drawn('{% state "accepted" "gut" %}')


def test_a_form_carries_a_fresh_client_id(rf):
    first, second = (drawn("{% client_fields %}", request=rf.get("/")) for _ in range(2))
    assert first != second
    assert 'name="happened_at" value="" data-happened-at' in first


def test_a_form_that_comes_back_keeps_its_client_id(rf):
    sent = str(uuid.uuid4())
    request = rf.post("/", {"client_id": sent})
    assert f'name="client_id" value="{sent}"' in drawn("{% client_fields %}", request=request)


def test_a_forged_client_id_is_replaced(rf):
    request = rf.post("/", {"client_id": '"><script>'})
    assert "script" not in drawn("{% client_fields %}", request=request)


def test_sorting_turns_round_and_begins_on_page_one():
    state = sort_state(QueryDict("q=nur&sort=name&page=4"), "name")
    assert (state["query"].urlencode(), state["direction"], state["next"]) == (
        "q=nur&sort=name",
        "ascending",
        "-name",
    )
    assert sort_state(QueryDict("sort=-name"), "name")["next"] == "name"
    assert sort_state(None, "name")["direction"] == ""


def test_pages_keep_the_filters_in_their_addresses():
    page = Paginator(range(100), 10).page(2)
    html = drawn(
        '{% include "components/pagination.html" with page=page query=query only %}',
        page=page,
        query=QueryDict("q=nur&page=2"),
    )
    addresses = re.findall(r'href="(\?[^"]+)"', html)
    assert addresses == [f"?q=nur&amp;page={number}" for number in (1, 1, 3, 10, 3)]


@pytest.mark.parametrize(
    ("path", "icon"),
    [
        ("/belajar/", "home"),
        ("/belajar/kursus/fotografi-produk/", "book"),
        ("/belajar/aktivitas/7/", "book"),
        ("/belajar/jadwal/", "calendar"),
        ("/akun/profil/", "user"),
        ("/komponen/", None),
    ],
)
def test_the_bar_shows_where_a_participant_is(path, icon):
    current = [tab.icon for tab in LEARNER.items(path) if tab.current]
    assert current == ([icon] if icon else [])
