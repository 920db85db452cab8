"""A video becomes small copies by itself, whatever a phone or a camera has made of it."""

from functools import partial

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtailmedia.forms import get_media_form

from academy.web.films.faults import FilmFault
from cms.models import AcademyMedia, ActivityPage, CoursePage, MediaState, MediaVersion
from cms.sizes import FRAME_BYTES
from tests.cms.people import signed_in, trainer_of
from tests.factories.cms import CoursePageFactory, LessonPageFactory
from tests.factories.films import film
from tests.factories.word import jpeg

pytestmark = pytest.mark.django_db(transaction=True)

# What happens to an hour happens to a second, in less time.
short = partial(film, seconds=1)


@pytest.fixture
def course() -> CoursePage:
    return CoursePageFactory()


@pytest.fixture
def trainer(course) -> Client:
    return signed_in(trainer_of(course))


def added(client: Client, content: bytes, name: str = "putar.mp4", kind: str = "video"):
    """Return the medium that a trainer has added by the ordinary form."""
    file = SimpleUploadedFile(name, content)
    form = {"title": "Memutar botol", "file": file, "collection": "1", "transcript": ""}
    answer = client.post(reverse("wagtailmedia:add", args=[kind]), form)
    assert answer.status_code == 302, answer.context["form"].errors
    return AcademyMedia.objects.latest("pk")


def copies(media: AcademyMedia) -> dict[str, tuple[int, int]]:
    rows = MediaVersion.objects.filter(media=media)
    return {row.quality: (row.width, row.height) for row in rows}


def names(folder: str = "media/") -> set[str]:
    try:
        return set(storages["private"].listdir(folder)[1])
    except FileNotFoundError:
        return set()


def test_a_video_gets_small_copies_a_poster_and_its_length(storage_place, trainer, run_jobs):
    media = added(trainer, short(width=1280, height=720))
    assert media.state == MediaState.WAITING
    run_jobs()
    media.refresh_from_db()
    assert media.state == MediaState.READY
    assert copies(media) == {"audio": (0, 0), "240p": (426, 240), "480p": (852, 480)}
    assert (media.width, media.height, round(media.duration)) == (1280, 720, 1)
    assert media.thumbnail.read(12)[8:] == b"WEBP"
    played = media.played()
    assert played.quality == "240p"
    assert played.size == played.file.size < media.size
    # It begins to play before it is there: what a player reads first stands first.
    start = played.file.read()
    assert start.index(b"moov") < start.index(b"mdat")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"turned": 90, "width": 1280, "height": 720}, {"audio", "240x426", "480x852"}),
        ({"sound": False, "width": 640, "height": 480}, {"320x240", "640x480"}),
        ({"width": 160, "height": 120}, {"audio", "160x120"}),
        ({"width": 3840, "height": 2160, "frames": 60, "seconds": 0.2},
         {"audio", "426x240", "852x480"}),
        ({"width": 321, "height": 181, "ending": "webm"}, {"audio", "320x180"}),
        ({"width": 640, "height": 360, "ending": "mov"}, {"audio", "426x240", "640x360"}),
    ],
    ids=["upright", "without sound", "small", "4K at 60 frames", "odd webm", "mov"],
)  # fmt: skip
def test_upright_stays_upright_and_nothing_grows(trainer, run_jobs, given, expected):
    media = added(trainer, short(**given), f"film.{given.get('ending', 'mp4')}")
    run_jobs()
    found = {f"{w}x{h}" if w else "audio" for w, h in copies(media).values()}
    assert found == expected


def test_a_recording_becomes_one_copy(trainer, run_jobs):
    media = added(trainer, short(picture=False, ending="mp3"), "sapa.mp3", "audio")
    run_jobs()
    media.refresh_from_db()
    assert (media.state, copies(media)) == (MediaState.READY, {"audio": (0, 0)})
    assert media.played().quality == "audio"


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


FAULTY = {
    "the index is missing": (half(short()), "video", FilmFault.HALF),
    # It can be read, and says that it is as long as it was.
    "the end is missing": (half(film(seconds=8, index_first=True)), "video", FilmFault.HALF),
    "sound alone": (short(picture=False, ending="m4a"), "video", FilmFault.NO_PICTURE),
    "no sound": (short(sound=False), "audio", FilmFault.NO_SOUND),
    "nothing in it": (b"\0\0\0\x18ftypmp42" + b"0" * 9000, "video", FilmFault.HALF),
    "a list of addresses": (
        b"\0\0\0\x18ftyp#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/a.ts\n", "video", FilmFault.HALF
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FAULTY)
def test_what_is_no_video_is_refused_in_words_on_its_page(trainer, run_jobs, what):
    content, kind, fault = FAULTY[what]
    media = added(trainer, content, "film.mp4" if kind == "video" else "film.m4a", kind)
    run_jobs()
    media.refresh_from_db()
    assert (media.state, media.fault, copies(media)) == (MediaState.REFUSED, fault, {})
    page = trainer.get(reverse("wagtailmedia:edit", args=[media.pk]), HTTP_ACCEPT_LANGUAGE="en")
    assert media.get_fault_display() in page.content.decode()


def test_the_lists_say_what_has_become_of_each(trainer, run_jobs):
    media = added(trainer, short(), "satu.mp4")
    pages = [reverse("wagtailmedia:index"), reverse("wagtailmedia:chooser_typed", args=["video"])]
    for page in pages:
        assert str(MediaState.WAITING.label) in trainer.get(page).content.decode()
    run_jobs()
    media.refresh_from_db()
    for page in pages:
        assert "1 detik · " in trainer.get(page).content.decode().replace("\\u00b7", "·")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    trainer, run_jobs, django_assert_num_queries, count
):
    for _number in range(count):
        added(trainer, short())
    trainer.get(reverse("wagtailmedia:index"))
    with django_assert_num_queries(13):
        trainer.get(reverse("wagtailmedia:index"))


def test_files_of_a_replaced_and_of_a_deleted_video_are_gone(storage_place, trainer, run_jobs):
    before = names()
    media = added(trainer, short())
    run_jobs()
    first = names() - before
    # The original, the sound, and 240p of a video that is no larger.
    assert len(first) == 3
    edit = reverse("wagtailmedia:edit", args=[media.pk])
    file = SimpleUploadedFile("lain.mp4", film(seconds=2))
    trainer.post(edit, {"title": "Lain", "file": file, "collection": "1"})
    assert not names() & first
    run_jobs()
    assert len(names() - before) == 3
    media.refresh_from_db()
    poster = media.thumbnail.name
    trainer.post(reverse("wagtailmedia:delete", args=[media.pk]))
    assert names() == before
    assert not storages["private"].exists(poster)


def test_done_twice_it_is_one_set_of_files(storage_place, trainer, run_jobs):
    media = added(trainer, short())
    run_jobs()
    first = names()
    again = reverse("cms_media_convert", args=[media.pk])
    trainer.post(again)
    trainer.post(again)
    run_jobs()
    assert names() == first
    assert len(copies(media)) == 2


def test_a_poster_given_later_stays_when_the_video_is_converted_again(trainer, run_jobs):
    media = added(trainer, short())
    run_jobs()
    edit = reverse("wagtailmedia:edit", args=[media.pk])
    answer = trainer.post(
        edit,
        {
            "title": "Botol",
            "collection": "1",
            "thumbnail": SimpleUploadedFile("poster.jpg", jpeg()),
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    media.refresh_from_db()
    own = media.thumbnail.name
    trainer.post(reverse("cms_media_convert", args=[media.pk]))
    run_jobs()
    media.refresh_from_db()
    assert (media.state, media.thumbnail.name) == (MediaState.READY, own)
    # It comes along in the file of the course as well.
    assert not media.poster_is_from_video


def test_a_title_corrected_while_it_is_converted_ends_no_conversion(course, trainer, run_jobs):
    media = added(trainer, short())
    # What the page had read when the trainer pressed the button.
    form = get_media_form(AcademyMedia)(
        {"title": "Botol berputar", "collection": "1"},
        instance=AcademyMedia.objects.get(pk=media.pk),
        user=media.uploaded_by_user,
    )
    run_jobs()
    assert form.is_valid(), form.errors
    form.save()
    media.refresh_from_db()
    assert (media.title, media.state) == ("Botol berputar", MediaState.READY)
    assert media.thumbnail
    assert media.duration


def test_a_lesson_counts_what_is_played_to_who_has_chosen_nothing(trainer, run_jobs):
    media = added(trainer, short())
    page = LessonPageFactory(body=[("video", {"video": media, "caption": "ab"})])
    page.save()
    assert ActivityPage.objects.get(pk=page.pk).size == FRAME_BYTES + 2
    run_jobs()
    played = MediaVersion.objects.get(media=media, quality="240p")
    assert ActivityPage.objects.get(pk=page.pk).size == FRAME_BYTES + 2 + played.size


def test_another_trainer_neither_sees_nor_starts_it(trainer):
    media = added(trainer, short())
    other = signed_in(trainer_of(CoursePageFactory()))
    media.collection = CoursePage.objects.exclude(collection=None).earliest("pk").collection
    media.save()
    assert other.get(reverse("cms_media_state", args=[media.pk])).status_code in {302, 403}
    assert other.post(reverse("cms_media_convert", args=[media.pk])).status_code in {302, 403}
