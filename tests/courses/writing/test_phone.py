"""What trainers do with a page on a phone: correct, add a picture, publish, take back."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Revision

from cms.models import AcademyImage, LessonPage
from tests.courses.writing.test_outline import taught
from tests.factories.files import photo

pytestmark = pytest.mark.django_db

BODY = [
    ("text", '<p>Cahaya <b>samping</b> dari <a linktype="page" id="1">jendela</a>.</p>'),
    ("quote", {"text": "Foto yang jujur.", "source": "Pengurus"}),
    (
        "steps",
        {"title": "Meja", "steps": ["<p>Padamkan lampu.</p>", "<p>Dekatkan meja.</p>"]},
    ),
]


def written(*, body=BODY, **more):
    """Return a trainer, the course, and its first lesson with `body` published."""
    trainer, tree = taught(modules=1, **more)
    lesson = LessonPage.objects.get(pk=tree.lessons[0].pk)
    lesson.body = body
    lesson.save_revision().publish()
    return trainer, tree, LessonPage.objects.get(pk=lesson.pk)


def address(tree, lesson, name="writing_page", *more):
    return reverse(f"courses:{name}", args=[tree.course.course_id, lesson.activity_id, *more])


def block_address(tree, lesson, at):
    return address(tree, lesson, "writing_block", lesson.body[at].id)


def filled(page, **changes):
    """Return what a browser sends of the form on `page`, with `changes`."""
    found = {}
    for field in re.findall(r"<(?:input|textarea)[^>]*>(?:[^<]*</textarea>)?", page):
        name = re.search(r'name="([^"]*)"', field)
        if name is None or 'type="file"' in field:
            continue
        value = re.search(r'value="([^"]*)"', field)
        text = re.search(r">([^<]*)</textarea>", field)
        raw = text[1].removeprefix("\n") if text else value[1] if value else ""
        for sign, entity in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;")):
            raw = raw.replace(entity, sign)
        found[name[1]] = raw.replace("&amp;", "&")
    return found | changes


def draft(lesson):
    return LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()


def picture(name="IMG_001.jpg", size=(300, 200)):
    buffer = BytesIO()
    Image.new("RGB", size, "#1C6B4C").save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")


def test_a_text_is_corrected_as_a_draft_and_what_it_links_to_stays(client):
    trainer, tree, lesson = written()
    client.force_login(trainer)
    place = block_address(tree, lesson, 0)
    form = filled(client.get(place).text)
    assert form["value"] == "Cahaya **samping** dari [jendela](#1)."
    client.post(place, form | {"value": "Cahaya *samping* dari [jendela](#1) itu & teras."})
    assert draft(lesson).body[0].value.source == (
        '<p>Cahaya <i>samping</i> dari <a linktype="page" id="1">jendela</a> itu &amp; teras.</p>'
    )
    published = LessonPage.objects.get(pk=lesson.pk)
    assert "<b>samping</b>" in published.body[0].value.source
    assert published.has_unpublished_changes
    assert draft(lesson).body[1].value["source"] == "Pengurus"


def test_kept_and_published_in_one_go(client):
    trainer, tree, lesson = written()
    client.force_login(trainer)
    place = block_address(tree, lesson, 2)
    form = filled(client.get(place).text)
    client.post(place, form | {"steps__1": "Dekatkan meja ke jendela.", "then": "publish"})
    published = LessonPage.objects.get(pk=lesson.pk)
    assert [str(step) for step in published.body[2].value["steps"]] == [
        "<p>Padamkan lampu.</p>",
        "<p>Dekatkan meja ke jendela.</p>",
    ]
    assert not published.has_unpublished_changes


def test_an_older_page_undoes_nothing_and_what_was_typed_stays(client):
    trainer, tree, lesson = written()
    client.force_login(trainer)
    place = block_address(tree, lesson, 1)
    older = filled(client.get(place).text)
    client.post(place, older | {"source": "Bendahara"})
    # Another field of the same block: both stay.
    client.post(place, older | {"text": "Foto yang jujur menjual."})
    value = draft(lesson).body[1].value
    assert (value["text"], value["source"]) == ("Foto yang jujur menjual.", "Bendahara")
    # The same field: told, and nothing is lost.
    response = client.post(place, older | {"source": "Ketua"})
    assert "sekarang: Bendahara" in response.text.replace("Sekarang", "sekarang")
    assert 'value="Ketua"' in response.text
    assert draft(lesson).body[1].value["source"] == "Bendahara"


def test_a_picture_is_exchanged_and_another_is_added_below_with_its_description(client):
    body = [("image", {"image": photo(), "alt": "Stoples", "caption": ""}), *BODY]
    trainer, tree, lesson = written(body=body)
    client.force_login(trainer)
    place = block_address(tree, lesson, 0)
    client.post(place, filled(client.get(place).text) | {"image": picture()})
    made = draft(lesson).body[0].value["image"]
    assert made.pk != lesson.body[0].value["image"].pk
    tree.course.refresh_from_db()
    assert (made.collection, made.uploaded_by_user) == (tree.course.collection, trainer)
    place = f"{address(tree, lesson, 'writing_add', 'gambar')}?sesudah={lesson.body[1].id}"
    assert 'accept="image/*"' in client.get(place).text
    client.post(place, {"file": picture(), "alt": "Meja di teras", "caption": ""})
    kinds = [(child.block_type, child.block_type == "image") for child in draft(lesson).body]
    assert [kind for kind, _is_image in kinds] == ["image", "text", "image", "quote", "steps"]
    assert draft(lesson).body[2].value["alt"] == "Meja di teras"


def test_a_picture_without_a_description_and_a_file_that_is_none_are_refused(client):
    trainer, tree, lesson = written()
    client.force_login(trainer)
    place = address(tree, lesson, "writing_add", "gambar")
    count = AcademyImage.objects.count()
    assert client.post(place, {"file": picture(), "alt": ""}).status_code == 200
    text = SimpleUploadedFile("foto.jpg", b"<script>", "image/jpeg")
    response = client.post(place, {"file": text, "alt": "Meja"})
    assert 'value="Meja"' in response.text
    assert AcademyImage.objects.count() == count
    assert len(draft(lesson).body) == 3


def test_an_earlier_version_is_brought_back_and_none_is_lost(client):
    trainer, tree, lesson = written()
    client.force_login(trainer)
    first = lesson.latest_revision_id
    place = block_address(tree, lesson, 1)
    client.post(place, filled(client.get(place).text, source="Salah"))
    page = client.get(address(tree, lesson)).text
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    act = address(tree, lesson, "writing_act")
    client.post(act, {"act": f"back:{first}", "seen": seen})
    assert draft(lesson).body[1].value["source"] == "Pengurus"
    assert Revision.page_revisions.filter(object_id=str(lesson.pk)).count() == 3
    # Once more from the page that was open before: told, and nothing is done.
    client.post(act, {"act": f"back:{seen}", "seen": seen})
    assert draft(lesson).body[1].value["source"] == "Pengurus"


def test_who_may_not_publish_keeps_a_draft_and_hands_it_in(client):
    trainer, tree, lesson = written(may_publish=False)
    client.force_login(trainer)
    place = block_address(tree, lesson, 1)
    page = client.get(place).text
    assert "Simpan dan terbitkan" not in page
    client.post(place, filled(page, source="Ketua", then="publish"))
    published = LessonPage.objects.get(pk=lesson.pk)
    assert published.body[1].value["source"] == "Pengurus"
    assert draft(lesson).body[1].value["source"] == "Ketua"


def test_a_locked_page_is_read_and_not_changed(client):
    trainer, tree, lesson = written()
    LessonPage.objects.filter(pk=lesson.pk).update(locked=True)
    client.force_login(trainer)
    place = block_address(tree, lesson, 1)
    page = client.get(address(tree, lesson)).text
    assert "tidak dapat Anda ubah" in page
    response = client.post(place, filled(client.get(place).text, source="Ketua"))
    assert "Anda tidak boleh mengubah halaman ini" in response.text
    assert draft(lesson).body[1].value["source"] == "Pengurus"


def test_a_block_that_is_gone_is_not_found_and_a_page_unfinished_is_not_published(client):
    trainer, tree, lesson = written()
    client.force_login(trainer)
    page = LessonPage.objects.get(pk=lesson.pk)
    page.body.append(("image", {"image": None, "alt": "", "caption": ""}))
    del page.body[0]
    page.save_revision(clean=False)
    assert client.get(block_address(tree, lesson, 0)).status_code == 404
    seen = LessonPage.objects.get(pk=lesson.pk).latest_revision_id
    response = client.post(
        address(tree, lesson, "writing_act"), {"act": "publish", "seen": seen}, follow=True
    )
    assert "belum lengkap" in response.text
    assert LessonPage.objects.get(pk=lesson.pk).has_unpublished_changes


def test_title_and_minutes_are_changed_and_a_quiz_has_no_such_page(client):
    trainer, tree, lesson = written()
    client.force_login(trainer)
    page = client.get(address(tree, lesson)).text
    client.post(address(tree, lesson), filled(page, title="Arah cahaya", minutes="15"))
    assert (draft(lesson).title, draft(lesson).minutes) == ("Arah cahaya", 15)
    assert LessonPage.objects.get(pk=lesson.pk).title == "Materi 1.1"
    assert client.get(address(tree, tree.quizzes[0])).status_code == 404


def test_what_a_colleague_has_drafted_meanwhile_is_not_published_unseen(client):
    trainer, tree, lesson = written()
    client.force_login(trainer)
    place = block_address(tree, lesson, 1)
    form = filled(client.get(place).text)
    other = block_address(tree, lesson, 0)
    client.post(other, filled(client.get(other).text, value="Belum selesai"))
    response = client.post(place, form | {"source": "Ketua", "then": "publish"}, follow=True)
    assert "Disimpan sebagai draf dan belum diterbitkan" in response.text
    published = LessonPage.objects.get(pk=lesson.pk)
    assert "Belum selesai" not in published.body[0].value.source
    assert draft(lesson).body[1].value["source"] == "Ketua"


def test_a_form_that_came_back_with_a_fault_still_publishes_only_what_it_had_shown(client):
    trainer, tree, lesson = written()
    client.force_login(trainer)
    place = address(tree, lesson, "writing_add", "teks")
    form = filled(client.get(place).text)
    other = block_address(tree, lesson, 0)
    client.post(other, filled(client.get(other).text, value="Belum selesai"))
    again = filled(client.post(place, form | {"text": " "}).text)
    response = client.post(place, again | {"text": "Baru", "then": "publish"}, follow=True)
    assert "Disimpan sebagai draf dan belum diterbitkan" in response.text


def test_a_first_version_written_on_a_phone_is_published(client):
    trainer, tree, lesson = written()
    Revision.page_revisions.filter(object_id=str(lesson.pk)).delete()
    LessonPage.objects.filter(pk=lesson.pk).update(latest_revision=None, live_revision=None)
    client.force_login(trainer)
    place = block_address(tree, lesson, 1)
    client.post(place, filled(client.get(place).text, source="Ketua", then="publish"))
    assert LessonPage.objects.get(pk=lesson.pk).body[1].value["source"] == "Ketua"


def test_a_picture_sent_again_after_a_lost_answer_stands_there_once(client):
    trainer, tree, lesson = written()
    client.force_login(trainer)
    place = f"{address(tree, lesson, 'writing_add', 'gambar')}?sesudah={lesson.body[0].id}"
    form = filled(client.get(place).text, alt="Meja di teras", then="publish")
    for _time in range(2):
        response = client.post(place, form | {"file": picture()}, follow=True)
        assert "Sudah diterbitkan" in response.text
    assert AcademyImage.objects.filter(title="Meja di teras").count() == 1
    kinds = [child.block_type for child in LessonPage.objects.get(pk=lesson.pk).body]
    assert kinds == ["text", "image", "quote", "steps"]


def test_a_picture_for_a_part_that_is_gone_is_not_kept(client):
    trainer, tree, lesson = written()
    client.force_login(trainer)
    place = f"{address(tree, lesson, 'writing_add', 'gambar')}?sesudah={lesson.body[0].id}"
    form = filled(client.get(place).text, alt="Meja di teras")
    page = LessonPage.objects.get(pk=lesson.pk)
    del page.body[0]
    page.save_revision(clean=False)
    response = client.post(place, form | {"file": picture()})
    assert 'value="Meja di teras"' in response.text
    assert not AcademyImage.objects.filter(title="Meja di teras").exists()


def test_a_title_typed_while_the_page_was_locked_is_still_there(client):
    trainer, tree, lesson = written()
    client.force_login(trainer)
    form = filled(client.get(address(tree, lesson)).text, title="Arah cahaya pagi")
    LessonPage.objects.filter(pk=lesson.pk).update(locked=True)
    response = client.post(address(tree, lesson), form)
    assert "Anda tidak boleh mengubah halaman ini" in response.text
    assert "Arah cahaya pagi" in response.text
