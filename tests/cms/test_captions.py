"""Captions are read with their faults by line, typed beside the video, and kept as WebVTT."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cms.captions import (
    CaptionsRefused,
    Cue,
    read_captions,
    read_time,
    shifted,
    shown_time,
    written,
)
from cms.models import AcademyMedia
from tests.cms.people import signed_in, trainer_of
from tests.factories.cms import CoursePageFactory

pytestmark = pytest.mark.every_database

SRT = """1
00:00:01,000 --> 00:00:04,500
<i>Taruh botol</i> dekat jendela.

2
00:00:05,000 --> 00:00:07,000
Putar & lihat
"""
VTT = """WEBVTT

NOTE catatan

00:01.000 --> 00:04.500 align:start
Taruh botol dekat jendela.

dua
00:05.000 --> 00:07.000
Putar &amp; lihat
"""
CUES = [Cue(1000, 4500, "Taruh botol dekat jendela."), Cue(5000, 7000, "Putar & lihat")]


@pytest.mark.parametrize("given_text", [SRT, VTT, SRT.replace("\n", "\r\n"), "\ufeff" + VTT])
def test_both_kinds_are_read(given_text):
    assert read_captions(given_text.encode()) == CUES


def test_old_encodings_are_read():
    assert read_captions(SRT.encode("utf-16")) == CUES
    assert read_captions("1\n0:01 --> 0:02\nCafé\n".encode("cp1252"))[0].text == "Café"


def test_each_fault_is_told_with_its_line():
    faulty = (
        "WEBVTT\n\n00:01.000 -> 00:0x\nSatu\n\nkata saja\n\n00:09 --> 00:03\nTiga\n\n0:1 --> 0:2\n"
    )
    with pytest.raises(CaptionsRefused) as refusal:
        read_captions(faulty.encode())
    assert [fault.split(":")[0] for fault in refusal.value.faults] == [
        *("Baris 3", "Baris 6", "Baris 8", "Baris 11"),
    ]


def test_a_file_of_something_else_is_refused():
    for content in (b"", b"WEBVTT\n", b"\0\1\2", b"%PDF-1.7 x"):
        with pytest.raises(CaptionsRefused):
            read_captions(content)


TEXTS = st.sampled_from(["a", "Putar & lihat", "<b>", "3 < 4 > 2", "&lt;", "é: 1 - 2"])
TIMES = st.integers(0, 3_600_000)


@given(
    st.lists(
        st.builds(lambda s, d, t: Cue(s, s + 1 + d, t), TIMES, TIMES, TEXTS),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_written_is_read_again(cues):
    ordered = sorted(cues, key=lambda cue: (cue.start, cue.end))
    assert read_captions(written(cues)) == ordered


@given(TIMES)
def test_a_time_shown_is_the_time_read(moment):
    assert read_time(shown_time(moment)) == moment


def test_times_are_typed_as_people_do():
    assert [read_time(text) for text in ("4", "0:04", "1:02,5", "1:00:00", "x", "")] == [
        *(4000, 4000, 62500, 3_600_000, None, None)
    ]


def test_moved_captions_begin_no_earlier_than_the_video():
    assert shifted(CUES, -2000) == [Cue(0, 2500, CUES[0].text), Cue(3000, 5000, CUES[1].text)]
    assert shifted(CUES, -5000) == [Cue(0, 2000, CUES[1].text)]


@pytest.fixture
def course():
    return CoursePageFactory()


@pytest.fixture
def trainer(course):
    return signed_in(trainer_of(course))


@pytest.fixture
def media(course, trainer):
    course.refresh_from_db()
    made = AcademyMedia(title="Putar", type="video", collection=course.collection)
    made.file = ContentFile(b"\0\0\0\x18ftypmp42", name="putar.mp4")
    made.save()
    return made


def typed(media: AcademyMedia, *rows: tuple[str, str, str], **more) -> dict:
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    form = dict(zip(("start", "end", "text"), map(list, columns), strict=True))
    return form | {"seen": str(media.captions)} | more


def stored(media: AcademyMedia) -> list[Cue]:
    media.refresh_from_db()
    return read_captions(media.captions.read())


@pytest.mark.django_db(transaction=True)
def test_a_subrip_file_is_kept_as_webvtt(trainer, media):
    form = {
        "title": "Putar",
        "collection": str(media.collection_id),
        "captions": SimpleUploadedFile("a.srt", SRT.encode()),
    }
    assert trainer.post(reverse("wagtailmedia:edit", args=[media.pk]), form).status_code == 302
    assert stored(media) == CUES
    assert media.captions.name.endswith(".vtt")


@pytest.mark.django_db
def test_faults_of_a_file_stand_at_its_field(trainer, media):
    file = SimpleUploadedFile("a.vtt", b"WEBVTT\n\n00:09 --> 00:03\nTiga\n")
    form = {"title": "Putar", "collection": str(media.collection_id), "captions": file}
    answer = trainer.post(reverse("wagtailmedia:edit", args=[media.pk]), form)
    assert "Baris 3" in str(answer.context["form"].errors["captions"])


@pytest.mark.django_db(transaction=True)
def test_captions_are_typed_moved_and_taken_away(trainer, media):
    address = reverse("cms_media_captions", args=[media.pk])
    assert trainer.get(address).status_code == 200
    rows = [("0:05", "0:07", "Putar"), ("0:01", "0:04.5", "Taruh\r\nbotol"), ("", "", "")]
    assert trainer.post(address, typed(media, *rows)).status_code == 302
    assert stored(media) == [Cue(1000, 4500, "Taruh\nbotol"), Cue(5000, 7000, "Putar")]
    rows = [("0:01", "0:04", "Taruh"), ("0:05", "0:07", "  ")]
    assert trainer.post(address, typed(media, *rows, shift="1,5")).status_code == 302
    assert stored(media) == [Cue(2500, 5500, "Taruh")]
    assert trainer.post(address, typed(media)).status_code == 302
    media.refresh_from_db()
    assert not media.captions


@pytest.mark.django_db
def test_a_row_with_a_fault_keeps_what_was_typed_and_saves_nothing(trainer, media):
    rows = [("0:01", "0:04", "Taruh"), ("lima", "0:07", "Putar")]
    answer = trainer.post(reverse("cms_media_captions", args=[media.pk]), typed(media, *rows))
    page = answer.content.decode()
    assert "lima" in page
    assert "Putar" in page
    media.refresh_from_db()
    assert not media.captions


@pytest.mark.django_db(transaction=True)
def test_an_older_page_undoes_nothing(trainer, media):
    old = typed(media, ("0:01", "0:02", "lama"))
    address = reverse("cms_media_captions", args=[media.pk])
    trainer.post(address, typed(media, ("0:01", "0:02", "baru")))
    answer = trainer.post(address, old)
    assert answer.status_code == 200
    assert "lama" in answer.content.decode()
    assert stored(media)[0].text == "baru"


@pytest.mark.django_db(transaction=True)
def test_a_fault_mended_on_an_older_page_undoes_nothing_either(trainer, media):
    address = reverse("cms_media_captions", args=[media.pk])
    old = typed(media, ("lima", "0:02", "lama"))
    trainer.post(address, typed(media, ("0:01", "0:02", "baru")))
    page = trainer.post(address, old)
    again = typed(media, ("0:01", "0:02", "lama")) | {"seen": page.context["seen"]}
    answer = trainer.post(address, again)
    assert answer.status_code == 200
    assert "lama" in answer.content.decode()
    assert stored(media)[0].text == "baru"
