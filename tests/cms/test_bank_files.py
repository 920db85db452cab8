"""Questions that come into the bank from files, and go out into files."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from academy.web.files.storages import private_storage
from cms.actions.brought import taking_in
from cms.formats.banked.giving import given
from cms.formats.banked.shape import BankOption, BankQuestion
from cms.formats.banked.taking import taken
from cms.formats.exporting import losses, write
from cms.formats.opening import Format, open_questions
from cms.formats.written import Picture
from cms.models import AcademyImage, Question, QuestionFile
from cms.queries.exchange import export_of
from tests.cms.formats.questions import png
from tests.cms.people import signed_in, trainer_of
from tests.factories.cms import QuestionFactory
from tests.factories.course_tree import course_tree
from tests.factories.files import photo

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0" + b"\0" * 40
GIFT = """::Cahaya:: Dari mana cahaya datang? {=Samping#Tepat ~Depan}

Sebutkan satu alas. {=kain =kertas

::Rusak:: Berapa? {#tiga}

::Esai:: Ceritakan. {}

::Sudut:: Berapa derajat? {#45:5}
"""


@pytest.fixture
def course():
    return course_tree(modules=1, lessons=0, quiz=False, assignment=False).course


@pytest.fixture
def trainer(course):
    return trainer_of(course)


@pytest.fixture
def client(trainer):
    return signed_in(trainer)


def send(client, course, content: str | bytes = GIFT, name: str = "soal.txt"):
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("cms_bank_send"), {"course": course.pk, "file": file}, follow=True)


def test_a_file_is_shown_with_its_faults_by_line_and_nothing_is_made_yet(client, course):
    html = send(client, course).content.decode()
    assert "Dari mana cahaya datang?" in html
    assert "Tepat" in html
    assert re.search(r"(Baris|Line) 5", html)
    assert re.search(r"(Baris|Line) 7", html)
    assert not Question.objects.exists()


def test_a_fault_on_line_31_of_an_old_editor_s_file_is_told_by_its_line(client, course):
    whole = "".join(
        f"::Kafé {n}:: Harga “kafé” {n}? {{\r\n=Rp5.000–Rp6.000\r\n}}\r\n" for n in range(10)
    )
    broken = "::Rusak:: Berapa? {#tiga}\r\n"
    answer = send(client, course, (whole + broken).encode("cp1252"), "soal.txt")
    shown = answer.context["shown"]
    assert [fault.line for fault in shown.faults] == [31]
    assert [one.question.text for one in shown.questions] == [
        f"Harga “kafé” {n}?" for n in range(10)
    ]
    assert {one.question.options[0].text for one in shown.questions} == {"Rp5.000–Rp6.000"}


def test_a_file_is_taken_in_once_as_drafts(client, course):
    address = send(client, course).redirect_chain[-1][0]
    client.post(address)
    client.post(address)
    found = Question.objects.get(slug="sudut")
    assert Question.objects.filter(slug="cahaya").count() == 1
    assert (found.live, found.course_id, found.kind) == (False, course.pk, "number")
    assert [(o.text, o.tolerance, o.is_correct) for o in found.options.all()] == [("45", 5, True)]


def test_a_file_is_taken_in_published_where_that_is_chosen(client, course):
    address = send(client, course).redirect_chain[-1][0]
    client.post(address, {"publish": "1"})
    assert all(question.live for question in Question.objects.all())
    assert all(question.live_revision_id for question in Question.objects.all())


def test_a_key_word_that_is_taken_gets_a_number(client, course):
    QuestionFactory(course=course, slug="cahaya")
    client.post(send(client, course).redirect_chain[-1][0])
    assert Question.objects.filter(slug="cahaya-2").exists()


def test_what_is_no_file_of_questions_is_refused_in_words(client, course):
    html = send(client, course, b"%PDF-1.7").content.decode()
    assert "PDF" in html
    assert not QuestionFile.objects.exists()


def test_nobody_brings_questions_into_anothers_course_or_sees_anothers_file(client, course):
    other = course_tree(modules=1, lessons=0, quiz=False, assignment=False).course
    stranger = signed_in(trainer_of(other))
    send(client, other)
    assert not QuestionFile.objects.exists()
    address = send(client, course).redirect_chain[-1][0]
    assert stranger.get(address).status_code == 404
    assert stranger.post(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\nrusak", "bukan foto yang dapat dibuka"),
        ("a.heic", HEIC, "Di iPhone"),
    ],
    ids=["no picture", "HEIC"],
)
def test_a_picture_that_is_not_taken_is_named_with_why_and_nothing_comes_in_half(
    client, course, trainer, name, content, said
):
    broken = BankQuestion(
        "single",
        "Mana yang rusak?",
        picture=Picture(name, content),
        options=(BankOption("a", is_correct=True), BankOption("b")),
    )
    whole = BankQuestion(
        "single",
        "Utuh",
        picture=Picture("b.png", png()),
        options=(BankOption("a", is_correct=True), BankOption("b")),
    )
    data = write([given(whole), given(broken)], Format.MOODLE_XML)
    address = send(client, course, data, "soal.xml").redirect_chain[-1][0]
    page = client.post(address, follow=True).content.decode()
    assert "Gambar pada soal “Mana yang rusak?” tidak diterima" in page
    assert said in page
    assert not Question.objects.exists()
    assert not AcademyImage.objects.exists()


def test_pictures_of_moodle_xml_lie_in_the_collection_of_the_course(client, course):
    course.refresh_from_db()
    banked = BankQuestion(
        "hotspot", "Di mana?", picture=Picture("a.png", png()), picture_alt="Meja",
        spots="rectangle 1,1;2,1",
    )  # fmt: skip
    data = write([given(banked)], Format.MOODLE_XML)
    client.post(send(client, course, data, "soal.xml").redirect_chain[-1][0])
    found = Question.objects.get()
    assert found.picture.collection == course.collection
    assert (found.picture_alt, found.spots) == ("Meja", "rectangle 1,1;2,1")
    assert private_storage().exists(str(found.picture.file))


KINDS = ["single", "multiple", "true_false", "short_text", "number", "match", "ordering"]
FIELDS = [
    "kind", "text", "slug", "points", "unit", "other_units", "picture_alt", "feedback",
    "feedback_right", "feedback_wrong", "category", "difficulty", "language",
]  # fmt: skip


def as_it_is(question: Question) -> dict:
    options = [
        (o.text, o.answer, o.is_correct, o.fraction, o.tolerance or 0, o.feedback, o.picture_alt)
        for o in question.options.all()
    ]
    own = {name: getattr(question, name) for name in FIELDS}
    return own | {"options": options, "tags": sorted(question.tags.names())}


@pytest.mark.parametrize("format", [Format.MOODLE_XML, Format.GIFT])
def test_all_kinds_come_back_from_a_file_as_they_were(client, course, format):
    for kind in KINDS:
        question = QuestionFactory(
            course=course,
            slug=f"soal-{kind.replace('_', '-')}",
            kind=kind,
            text=f"Apa itu {kind}? <b> & {{ }}",
            picture=photo(width=300, height=200),
            picture_alt='Meja "kayu"',
            feedback="Lihat materi.",
            category="Bab 1",
            difficulty="hard",
            language="id",
        )
        question.tags.add("cahaya", "dasar")
        question.save()
    before = {question.slug: as_it_is(question) for question in Question.objects.all()}
    data = write(export_of(Question.objects.all()).questions, format)
    Question.objects.all().delete()
    client.post(send(client, course, data, "soal").redirect_chain[-1][0])
    assert {question.slug: as_it_is(question) for question in Question.objects.all()} == before
    assert all(question.picture_id for question in Question.objects.all())


words = st.text("abc é'.,12<&{}=~#:\\", min_size=1, max_size=12).map(
    lambda text: " ".join(f"x {text} y".split())
)
choices = st.builds(
    lambda kind, texts, right: BankQuestion(
        kind,
        "Apa?",
        slug="soal",
        options=tuple(
            BankOption(text, is_correct=at == 0 or (kind == "multiple" and at == right))
            for at, text in enumerate(texts)
        ),
    ),
    st.sampled_from(["single", "multiple", "short_text", "ordering"]),
    st.lists(words, min_size=3, max_size=4, unique=True),
    st.sampled_from([1, 2]),
)


def canonical(question: BankQuestion) -> BankQuestion:
    """Steps are not right or wrong, and each text that is accepted is right."""
    right = {"ordering": False, "short_text": True}
    options = tuple(
        BankOption(one.text, is_correct=right.get(question.kind, one.is_correct))
        for one in question.options
    )
    return BankQuestion(question.kind, question.text, question.slug, options=options)


@settings(max_examples=40, deadline=None)
@given_by(choices, st.sampled_from([Format.MOODLE_XML, Format.GIFT]))
def test_any_words_come_back_from_files(question, format):
    question = canonical(question)
    opened = open_questions(write([given(question)], format))
    assert [taken(one) for one in opened.reading.questions] == [question]


def test_what_a_format_would_lose_is_said(course):
    QuestionFactory(course=course, slug="pasangan", kind="match")
    QuestionFactory(course=course, slug="berat", kind="number", unit="kg", points=2)
    QuestionFactory(course=course, slug="arah", feedback="Lihat materi.")
    questions = export_of(Question.objects.order_by("slug")).questions
    assert losses(questions, Format.MOODLE_XML) == []
    assert [slug for slug, _said in losses(questions, Format.GIFT)] == ["berat"]
    lost = dict(losses(questions, Format.AIKEN))
    assert set(lost) == {"arah", "berat", "pasangan"}


def test_questions_are_fetched_in_a_format_after_its_losses_are_shown(client, course):
    QuestionFactory(course=course, slug="arah", feedback="Lihat materi.")
    address = reverse("cms_bank_export")
    html = client.get(address, {"format": "aiken"}).content.decode()
    assert "arah" in html
    file = client.get(address, {"format": "aiken", "fetch": "1"})
    assert file["Content-Disposition"] == 'attachment; filename="soal-aiken.txt"'
    assert b"ANSWER: A" in file.content


def test_the_template_is_a_spreadsheet_that_is_read_again(client):
    file = client.get(reverse("cms_bank_template"))
    assert BytesIO(file.content).read(2) == b"PK"


def test_a_file_left_alone_is_forgotten(client, course):
    send(client, course)
    name = str(QuestionFile.objects.get().file)
    QuestionFile.objects.update(created_at="2020-01-01T00:00Z")
    assert taking_in.forget_old_files() == 1
    assert not QuestionFile.objects.exists()
    assert name
