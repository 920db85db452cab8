"""Words of a glossary in the text of a lesson."""

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.lessons.terms import Marking, Term

LIGHT = Term("suhu warna", ("suhu warna",), "Kekuningan sebuah cahaya.")
CONTRAST = Term("kontras", ("kontras", "beda terang"), "Beda terang dan gelap.")
HTML_AND = Term("R&B", ("R&B",), "Sebuah tanda.")
ISLAM = Term("islam", ("islam",), "Sebuah kata.")


def marked(html, *terms):
    marking = Marking(terms or (LIGHT, CONTRAST, HTML_AND, ISLAM))
    return marking.marked(html), [term.word for term in marking.found]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Suhu warna pagi.</p>", ["suhu warna"]),
        ("<p>suhu  warna</p>", []),
        ("<p>Kontrasnya besar.</p>", ["kontras"]),
        ("<p>kontrastif</p>", []),
        ("<p>Beda terang, lalu kontras.</p>", ["kontras"]),
        ('<p><a href="/x">kontras</a></p>', []),
        ("<h2>Kontras</h2><p>Suhu warna</p>", ["suhu warna"]),
        ('<img alt="kontras" src="x">', []),
        ("<p>R&amp;B</p>", ["R&B"]),
        ("<script>var kontras</script><p>kontras</p>", ["kontras"]),
        ("<p>baris<br>kontras</p>", ["kontras"]),
        ("", []),
        ("<p>İslam dan ıslam</p>", []),
    ],
)
def test_a_word_is_found_where_it_is_read_and_nowhere_else(html, found):
    assert marked(html)[1] == found


def test_it_is_a_link_where_it_stands_first_and_leads_to_its_meaning():
    html, _found = marked("<p>Kontras &amp; kontras <em>kontras</em></p>")
    assert html == (
        '<p><a class="term" href="#istilah-kontras">Kontras</a> &amp; kontras <em>kontras</em></p>'
    )


def test_words_in_arabic_script_have_places_of_their_own():
    patience, thanks = Term("صبر", ("صبر",), "Sabar."), Term("شكر", ("شكر",), "Syukur.")
    assert patience.anchor != thanks.anchor


def test_words_that_differ_by_their_signs_have_places_of_their_own():
    plus, sharp = Term("C++", ("C++",), "Bahasa."), Term("C#", ("C#",), "Bahasa lain.")
    assert plus.anchor != sharp.anchor
    assert Term("Cahaya samping", (), "").anchor == "istilah-cahaya-samping"


def test_parts_of_a_lesson_are_one_text():
    marking = Marking((CONTRAST,))
    assert [marking.marked("<p>kontras</p>"), marking.marked("<p>kontras</p>")] == [
        '<p><a class="term" href="#istilah-kontras">kontras</a></p>',
        "<p>kontras</p>",
    ]


def test_without_a_glossary_nothing_is_touched():
    assert Marking(()).marked("<p>&nbsp;a &#39;b&#39;</p>") == "<p>&nbsp;a &#39;b&#39;</p>"


@given(st.text(st.characters(exclude_characters="<>&", exclude_categories=["Cs"]), max_size=60))
def test_no_text_makes_markup(text):
    html, _found = marked(f"<p>{escape(text)} kontras</p>")
    assert unescape(re.sub(r"<[^>]*>", "", html)) == unescape(f"{escape(text)} kontras")
