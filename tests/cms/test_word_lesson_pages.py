"""A trainer brings a lesson that was written in Word, on the pages of the content admin."""

import datetime as dt
import io
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from academy.web.files.orphans import _named
from academy.web.files.storages import private_storage
from academy.web.files.uploads import MAX_BYTES
from cms.actions.brought import word as actions
from cms.models import AcademyImage, AcademyRendition, LessonPage, WordFile, WordPicture
from cms.tasks import forget_word_files
from tests.cms.people import signed_in, trainer_of
from tests.factories import word
from tests.factories.cms import LessonPageFactory
from tests.factories.course_tree import course_tree

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]
OLD = '[{"type": "text", "value": "<p>Lama</p>"}]'


@pytest.fixture
def module():
    return course_tree().modules[0]


@pytest.fixture
def trainer(module):
    return trainer_of(module.get_parent().specific)


def send(browser, page, content: bytes, name: str = "cahaya.docx"):
    return browser.post(
        reverse("cms_word", args=[page.pk]), {"file": SimpleUploadedFile(name, content)}
    )


def in_storage() -> set[str]:
    storage = private_storage()
    return {
        f"{folder}/{name}"
        for folder in ("images", "original_images")
        if storage.exists(folder)
        for name in storage.listdir(folder)[1]
    }


@pytest.fixture
def stored():
    """Return a function that tells which files pictures have brought since the test began."""
    before = in_storage()
    return lambda: in_storage() - before


def test_a_word_file_is_looked_at_then_becomes_a_draft_in_the_module(module, trainer, stored):
    browser = signed_in(trainer)
    listing = browser.get(reverse("wagtailadmin_explore", args=[module.pk])).content.decode()
    assert reverse("cms_word", args=[module.pk]) in listing
    answer = send(browser, module, word.a_lesson())
    found = WordFile.objects.get()
    preview = reverse("cms_word_preview", args=[found.public_id])
    assert answer["Location"] == preview
    page = browser.get(preview).content.decode()
    assert "1 catatan kaki tidak ikut." in page
    assert 'value="Cahaya jendela"' in page
    shown = browser.get(reverse("cms_word_shown", args=[found.public_id])).content.decode()
    picture = reverse("cms_word_picture", args=[found.public_id, 0])
    assert "Menyiapkan meja" in shown
    assert picture in shown
    assert browser.get(picture)["Content-Type"] == "image/webp"
    assert not LessonPage.objects.child_of(module).filter(title="Cahaya dan meja").exists()
    assert not AcademyImage.objects.exists()

    form = {"title": " Cahaya  dan meja "}
    first, second = browser.post(preview, form), browser.post(preview, form)
    lesson = LessonPage.objects.get(title="Cahaya dan meja")
    editor = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert first["Location"] == second["Location"] == editor
    assert (lesson.live, lesson.owner, lesson.get_parent().pk) == (False, trainer, module.pk)
    assert [block.block_type for block in lesson.body] == [
        *("heading", "text", "image", "table", "text"),
    ]
    assert lesson.body[1].value.source == (
        "<p>Letakkan stoples di dekat <b>jendela</b></p>"
        "<ol><li>Padamkan lampu</li><li>Buka tirai</li></ol>"
    )
    image = AcademyImage.objects.get()
    assert image.collection == module.get_parent().specific.collection
    assert lesson.body[2].value["image"] == image
    assert lesson.lacking() == []
    # The sizes drawn for the preview are the picture's own now.
    assert {str(image.file), *map(str, image.renditions.values_list("file", flat=True))} <= stored()
    assert not WordPicture.objects.exists()
    assert browser.get(editor).status_code == 200


def test_what_the_preview_says_participants_fetch_is_what_the_lesson_costs(module, trainer):
    found = actions.read_word_file(
        file=io.BytesIO(word.a_lesson(2)), filename="a.docx", page=module, by=trainer
    )
    said = (
        signed_in(trainer).get(reverse("cms_word_preview", args=[found.public_id])).context["size"]
    )
    lesson = actions.make_lesson(found=found, title="Cahaya", by=trainer)
    assert lesson.size == said
    assert AcademyRendition.objects.count() == 2


def test_a_draft_gets_new_content_and_its_history_keeps_the_old(module, trainer):
    lesson = LessonPageFactory(parent=module, title="Lama", body=OLD)
    browser = signed_in(trainer)
    send(browser, lesson, word.a_lesson())
    preview = reverse("cms_word_preview", args=[WordFile.objects.get().public_id])
    assert "Ganti isi “Lama”?" in browser.get(preview).content.decode()
    # Somebody writes in it meanwhile.
    lesson.save_revision()
    browser.post(preview, {"seen": ""})
    lesson.refresh_from_db()
    assert lesson.revisions.count() == 1
    browser.post(preview, {"seen": str(lesson.latest_revision_id)})
    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert draft.title == "Lama"
    assert draft.body[0].value["text"] == "Menyiapkan meja"
    old = lesson.revisions.order_by("pk").first().as_object()
    assert old.body[0].value.source == "<p>Lama</p>"
    lesson.refresh_from_db()
    assert (lesson.live, lesson.body[0].value.source) == (True, "<p>Lama</p>")


def test_a_published_lesson_without_a_version_keeps_what_it_had(module, trainer):
    lesson = LessonPageFactory(parent=module, title="Lama", body=OLD)
    found = actions.read_word_file(
        file=io.BytesIO(word.a_lesson(0)), filename="a.docx", page=lesson, by=trainer
    )
    actions.replace_content(found=found, seen=None, by=trainer)
    assert [r.as_object().body[0].block_type for r in lesson.revisions.order_by("pk")] == [
        *("text", "heading"),
    ]


def test_a_file_that_cannot_be_read_is_refused_with_what_to_do_and_leaves_nothing(
    module, trainer, stored
):
    browser = signed_in(trainer)
    for content, words in (
        (b"%PDF-1.7", "Ini bukan berkas Word."),
        (b"", "Berkas ini kosong."),
        (b"x" * (MAX_BYTES + 1), "lebih dari 20 MB"),
    ):
        answer = send(browser, module, content)
        assert (answer.status_code, words in answer.content.decode()) == (200, True), words
    assert not WordFile.objects.exists()
    assert stored() == set()


def test_a_lesson_that_cannot_be_made_leaves_no_picture_behind(module, trainer, stored):
    found = actions.read_word_file(
        file=io.BytesIO(word.a_lesson()), filename="a.docx", page=module, by=trainer
    )
    before = stored()
    with pytest.raises(ValidationError):
        actions.make_lesson(found=found, title="", by=trainer)
    assert not AcademyImage.objects.exists()
    assert stored() == before
    assert actions.make_lesson(found=found, title="Cahaya", by=trainer).slug == "cahaya"


def test_only_who_may_add_pages_there_brings_a_file_and_only_its_reader_sees_it(module, trainer):
    elsewhere = trainer_of(course_tree(slug="lain", title="Lain").course)
    browser, other = signed_in(trainer), signed_in(elsewhere)
    assert send(other, module, word.a_lesson()).status_code == 404
    assert not WordFile.objects.exists()
    # A course is no place for a lesson.
    assert send(browser, module.get_parent(), word.a_lesson()).status_code == 404
    send(browser, module, word.a_lesson())
    found = WordFile.objects.get()
    for name, *more in (("cms_word_preview",), ("cms_word_shown",), ("cms_word_picture", 0)):
        address = reverse(name, args=[found.public_id, *more])
        assert (browser.get(address).status_code, other.get(address).status_code) == (200, 404)
    assert other.post(reverse("cms_word_preview", args=[found.public_id])).status_code == 404
    assert browser.get(reverse("cms_word_preview", args=[uuid4()])).status_code == 404


def test_what_was_read_and_left_is_forgotten_with_its_pictures(
    module, trainer, stored, django_capture_on_commit_callbacks
):
    browser = signed_in(trainer)
    send(browser, module, word.a_lesson())
    first = stored()
    assert first <= _named()
    # Chosen anew, for the same module.
    with django_capture_on_commit_callbacks(execute=True):
        send(browser, module, word.a_lesson())
    assert len(stored()) == len(first)
    assert not first & stored()
    WordFile.objects.update(created_at=timezone.now() - dt.timedelta(hours=25))
    with django_capture_on_commit_callbacks(execute=True):
        forget_word_files()
    assert not WordFile.objects.exists()
    assert stored() == set()


def test_a_title_like_that_of_its_neighbour_or_without_letters_has_an_address(module, trainer):
    slugs = []
    for title in ("Cahaya", "Cahaya", "؟؟"):
        found = actions.read_word_file(
            file=io.BytesIO(word.a_lesson(0)), filename="a.docx", page=module, by=trainer
        )
        slugs.append(actions.make_lesson(found=found, title=title, by=trainer).slug)
    assert slugs == ["cahaya", "cahaya-2", "halaman"]
