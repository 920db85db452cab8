"""Rich text as it is typed on a phone, and back: nothing is lost, nothing else gets in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.lessons.markup import rich, typed

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Satu <b>dua</b> <i>tiga</i>.</p>", "Satu **dua** *tiga*."),
        ('<p data-block-key="x1">Satu</p><p data-block-key="x2">Dua</p>', "Satu\n\nDua"),
        ("<p>Satu<br/>dua</p>", "Satu\ndua"),
        ("<ul><li>Satu</li><li>Dua</li></ul>", "- Satu\n- Dua"),
        (
            "<p>Dua langkah:</p><ol><li>Satu</li><li>Dua</li></ol>",
            "Dua langkah:\n\n1. Satu\n2. Dua",
        ),
        ('<p><a href="https://a.example/x">laman</a></p>', "[laman](https://a.example/x)"),
        ('<p>Baca <a linktype="page" id="3">ini</a>.</p>', "Baca [ini](#1)."),
        ("<p>2 * 3 &amp; [4] &lt; 5</p>", r"2 \* 3 & \[4\] < 5"),
        ("<p>- bukan daftar</p>", r"\- bukan daftar"),
        ("<p>1. bukan daftar</p>", r"1\. bukan daftar"),
        ("<p>1) bukan daftar</p>", r"1\) bukan daftar"),
        ("<p>• bukan daftar</p>", r"\• bukan daftar"),
        ("", ""),
    ],
)
def test_rich_text_is_typed_with_few_signs_and_comes_back_the_same(html, text):
    found = typed(html)
    assert found is not None
    assert found.text == text
    assert rich(found.text, found.links) == re.sub(r' data-block-key="\w+"', "", html)


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>Satu<ul><li>dalam</li></ul></li></ul>",
        "<h3>Judul</h3>",
        '<p>Lihat <embed embedtype="image" id="1"/></p>',
    ],
)
def test_what_the_signs_cannot_say_is_left_to_the_editor(html):
    assert typed(html) is None


@given(TEXTS)
def test_whatever_is_typed_brings_no_tag_of_its_own(text):
    html = rich(text)
    assert set(re.findall(r"<(/?\w+)", html)) <= {
        *("p", "/p", "b", "/b", "i", "/i", "a", "/a", "ul", "/ul", "ol", "/ol", "li", "/li", "br"),
    }
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', html)).lower()


@pytest.mark.parametrize(
    "text",
    ["[a](javascript:alert(1))", "[a](#9)", '[a](https://x"onclick=1)', "[a](data:text/html,1)"],
)
def test_an_address_that_is_none_stays_as_it_was_typed(text):
    assert "<a" not in rich(text)


@given(TEXTS)
def test_plain_words_come_back_as_they_were(text):
    plain = " ".join(text.split()).replace("\\", "")
    html = f"<p>{plain.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>"
    found = typed(html)
    assert found is None or plain == "" or rich(found.text) == html
