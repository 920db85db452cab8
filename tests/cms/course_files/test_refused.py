"""What is no file of a course, or was altered, is refused in words; nothing is taken."""

import hashlib
import json
import stat
import zipfile
from io import BytesIO

import pytest

from cms.models import (
    LessonPage,
)
from tests.cms.course_files.course import file_of, rich_course, rows
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def altered(content, change):
    """Return a file in which `change` has had its way with the entries, by name."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    entries = change(entries) or entries
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return buffer.getvalue()


def resealed(change):
    """Return a change of `course.json` that an attacker seals with the right checksum."""

    def apply(entries):
        course = json.loads(entries["course.json"])
        change(course)
        entries["course.json"] = json.dumps(course).encode()
        manifest = json.loads(entries["manifest.json"])
        manifest["files"]["course.json"] = hashlib.sha256(entries["course.json"]).hexdigest()
        entries["manifest.json"] = json.dumps(manifest).encode()

    return apply


def _newer(entries):
    manifest = json.loads(entries["manifest.json"])
    entries["manifest.json"] = json.dumps(manifest | {"version": 99}).encode()


def _altered_text(entries):
    entries["course.json"] = entries["course.json"].replace(b"Stoples", b"Stoplis")


def _altered_picture(entries):
    name = next(name for name in entries if name.startswith("files/"))
    entries[name] += b"x"


def _outside(entries):
    entries["../../etc/passwd"] = b"x"


def _bomb(entries):
    entries["files/" + "0" * 64 + ".bin"] = b"\0" * 30_000_000


def _without_list(entries):
    del entries["manifest.json"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_newer, "rilis yang lebih baru"),
        (_altered_text, "course.json"),
        (_altered_picture, "checksum"),
        (_outside, "tidak dibuka"),
        (_bomb, "tidak dibuka"),
        (_without_list, "bukan berkas kursus"),
        (resealed(lambda course: course.pop("modules")), "tidak dapat dibaca"),
        (resealed(lambda course: course["course"].update(type="homepage")), "tidak dapat dibaca"),
        (resealed(lambda course: course["modules"][0].update(key="../x")), "tidak dapat dibaca"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words_and_nothing_is_taken(
    from_elsewhere, brought, change, said
):
    manager = UserFactory(program_manager=True)
    content = altered(from_elsewhere.content, change)
    count = rows()
    file = brought(content, manager)
    assert file.state == "refused"
    assert said in file.said["refused"]
    assert rows() == count


def test_a_link_in_the_archive_is_not_followed(from_elsewhere, brought):
    buffer = BytesIO(from_elsewhere.content)
    with zipfile.ZipFile(buffer, "a") as file:
        entry = zipfile.ZipInfo("files/" + "1" * 64 + ".png")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(entry, "/etc/passwd")
    file = brought(buffer.getvalue(), UserFactory(program_manager=True))
    assert (file.state, "tidak dibuka" in file.said["refused"]) == ("refused", True)


def test_no_markup_of_a_file_is_trusted(brought):
    def script(course):
        lesson = course["modules"][0]["activities"][0]
        lesson["changed_at"] = "2999-01-01"
        lesson["content"]["body"][0]["value"] = (
            '<p onclick="x()">a<script>x()</script><img src=x onerror=x()>'
            '<a href="javascript:x()">b</a></p>'
        )

    trainer, course = rich_course()
    file = brought(altered(file_of(course, trainer), resealed(script)), trainer)
    assert file.state == "taken"
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    text = lesson.get_latest_revision_as_object().body[0].value.source
    assert text == "<p>a<a>b</a></p>"
    assert "Baca" in lesson.body[0].value.source
