"""Bytes become text whatever wrote them, and markup becomes what our questions can show."""

import pytest

from academy.sheets.decoding import text_of
from cms.formats import prose
from cms.formats.numbers import figure, written
from cms.formats.written import Prose
from tests.cms.formats.questions import png

SAID = "“Café” – naïve…"

BYTES = {
    "UTF-8": SAID.encode(),
    "UTF-8 with a mark": SAID.encode("utf-8-sig"),
    "UTF-16": SAID.encode("utf-16"),
    "UTF-16 without a mark": ("Sebuah teks: " + SAID).encode("utf-16-le"),
    "UTF-16, the other way round": ("Sebuah teks: " + SAID).encode("utf-16-be"),
    "Windows-1252": SAID.encode("cp1252"),
    "UTF-8 with zeros": SAID.encode().replace(b"a", b"a\0"),
    "UTF-8 with the end of an old editor": SAID.encode() + b"\x1a",
    "UTF-8 with a word from elsewhere": ("“” é ü – …" + SAID).encode() + "é".encode("cp1252"),
}


@pytest.mark.parametrize("data", BYTES.values(), ids=BYTES)
def test_signs_come_through(data):
    assert (
        text_of(data).removeprefix("Sebuah teks: ").removeprefix("“” é ü – …").rstrip("é") == SAID
    )


def test_what_a_file_says_of_its_single_bytes_is_believed():
    assert text_of("żółw".encode("iso8859-2"), "ISO-8859-2") == "żółw"
    assert text_of("é“".encode("cp1252"), "ISO-8859-1") == "é“"
    assert text_of(b"a\xe9\x81", "no-such-thing") == "aé\x81"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028"])
def test_lines_end_one_way(end):
    assert text_of(f"a{end}{end}b".encode()) == "a\n\nb"


MARKUP = {
    "a paragraph of Moodle": ('<p dir="ltr" style="text-align: left;">satu<br></p>', "satu"),
    "two": ("<p>satu</p>\n\n<p>dua</p><p>&nbsp;</p>", "<p>satu</p><p>dua</p>"),
    "older tags": ("<b>a</b><i>b</i><del>c</del>", "<strong>a</strong><em>b</em><s>c</s>"),
    "headings": ("<h3>Judul</h3>isi", "<p><strong>Judul</strong></p>isi"),
    "divisions are lines": ("<div>satu</div><div><span>dua</span></div>", "satu<br>dua"),
    "spaces": ("  a\n  b <br> c ", "a b<br>c"),
    "spaces that are meant": ("<pre>a  b\n c</pre>", "<pre>a  b\n c</pre>"),
    "scripts": ("a<script>x()</script><style>b{}</style>", "a"),
    "handlers": ('<p onclick="x()">a</p><p>b</p>', "<p>a</p><p>b</p>"),
    "a comment": ("a<!-- b -->c", "ac"),
    "an address that runs": ('<a href="javascript:x()">a</a>', "a"),
    "an address within another place": ('<a href="/mod/page.php">a</a>', "a"),
    "an address": ('<a href="https://a.example/?b=1&c=2" target="_blank">a</a>',
                   '<a href="https://a.example/?b=1&amp;c=2">a</a>'),
    "a sign in a formula": (r"<p>\(a<b\) dan <b>c</b></p>",
                            r"\(a&lt;b\) dan <strong>c</strong>"),
    "a sign at the end": ("<b>a</b> jika c<d", "<strong>a</strong> jika c&lt;d"),
    "what is not closed": ("<b>a<p>b", "<strong>a<p>b</p></strong>"),
    "formulas": (r"\(x^2\) dan $$y$$", r"\(x^2\) dan $$y$$"),
}  # fmt: skip


@pytest.mark.parametrize(("html", "clean"), MARKUP.values(), ids=MARKUP)
def test_markup_is_cleaned_once_and_for_all(html, clean):
    assert prose.from_html(html) == Prose(clean)
    assert prose.from_html(clean) == Prose(clean)


@pytest.mark.parametrize("read", [prose.from_plain, prose.from_moodle, prose.from_markdown])
def test_what_is_cut_of_a_text_is_told(read, in_english):
    said: list[str] = []
    assert len(read("kata " * 30_000, say=said.append).html) <= prose.LONGEST
    assert [sentence.partition(";")[0] for sentence in said] == [
        "This text is longer than 100000 signs"
    ]


def test_a_picture_within_the_text_is_taken_out_and_can_be_put_back():
    packed = prose.embedded(
        prose.from_html('<img src="@@PLUGINFILE@@/a%20b.png">', {"a b.png": png()})
    )
    assert packed.startswith('<img src="data:image/png;name=a%20b.png;base64,')
    found = prose.from_html(packed)
    assert found.html == '<img src="@@PLUGINFILE@@/a%20b.png" alt="">'
    assert [(picture.name, picture.data) for picture in found.pictures] == [("a b.png", png())]


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>", "a\nb\nc\nd"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1\t2\n3"),
        ("H<sub>2</sub>O &lt; 3", "H2O < 3"),
        ("10<sup>3</sup> m<sup>-2</sup>, ke 1<sup>st</sup>", "10³ m⁻², ke 1st"),
    ],
)
def test_a_text_without_its_markup(html, read):
    assert prose.plain(prose.from_html(html)) == read


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("3,5", "3.5"), ("3.50", "3.5"), ("−2", "-2"), (" 7 ", "7"), ("-0", "0"), (".5", "0.5")),
        *(("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1E-3", "0.001"), ("1.0E+2", "100")),
    ],
)
def test_a_figure(text, number):
    assert written(figure(text)) == number


@pytest.mark.parametrize("text", ["", "x", "1e999", "NaN", "inf", "1 2", "1,2,3", "٣", "9" * 60])
def test_no_figure(text):
    assert figure(text) is None
