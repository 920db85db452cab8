"""How a participant watches: chosen before anything is fetched, kept on the device."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.models import AcademyMedia, ActivityPage, LessonPage, MediaState, MediaVersion
from cms.sizes import FRAME_BYTES
from courses.models import Batch
from tests.courses.seats import seat

pytestmark = pytest.mark.django_db(transaction=True)
NO_SOUND = (
    "This video has no sound, and nothing of it is fetched. Choose a size with pictures at the "
    "top of the lesson."
)
SIZES = {"audio": 20_000, "240p": 90_000, "480p": 240_000}


def video(
    state: str = MediaState.READY, transcript: str = "Taruh botol.", *, is_silent: bool = False
) -> AcademyMedia:
    media = AcademyMedia(title="Putar", type="video", state=state, transcript=transcript)
    media.file = ContentFile(b"\0\0\0\x18ftypmp42" + b"0" * 900_000, name="putar.mp4")
    media.save()
    if state == MediaState.READY:
        for quality, size in SIZES.items():
            if quality == "audio" and is_silent:
                continue
            ending = "m4a" if quality == "audio" else "mp4"
            file = ContentFile(b"\0\0\0\x18ftypmp42", name=f"putar-{quality}.{ending}")
            MediaVersion.objects.create(media=media, quality=quality, size=size, file=file)
    return media


@pytest.fixture
def place(client):
    """Return a function that shows a lesson with a video to a participant."""
    enrollment, tree = seat()
    client.force_login(enrollment.user)

    def shown(*media: AcademyMedia) -> str:
        lesson = LessonPage.objects.get(pk=tree.lessons[0].pk)
        videos = [("video", {"video": one, "caption": ""}) for one in media]
        lesson.body = [("text", "<p>a</p>"), *videos]
        lesson.save_revision().publish()
        return reverse("courses:lesson", args=[enrollment.batch.public_id, lesson.activity_id])

    return shown


def choose(client, address: str, way: str, **more):
    return client.post(f"{address}cara/", {"way": way} | more)


def test_who_has_chosen_nothing_gets_240p_and_nothing_before_it_is_started(client, place):
    media = video()
    page = client.get(place(media)).content.decode()
    assert media.copies["240p"].url in page
    assert media.copies["480p"].url not in page
    assert media.url not in page
    assert 'preload="none"' in page
    for size in ("20 kB", "90 kB", "240 kB"):
        assert size in page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("way", ["audio", "480p"])
def test_a_choice_is_kept_on_the_device(client, place, way):
    media = video()
    address = place(media)
    assert choose(client, address, way).url == address
    page = client.get(address).content.decode()
    assert media.copies[way].url in page
    assert media.copies["240p"].url not in page
    assert ("<audio" in page, "<video" in page) == (way == "audio", way != "audio")


def test_who_reads_gets_the_transcript_and_no_player(client, place):
    address = place(video())
    choose(client, address, "text")
    page = client.get(address).content.decode()
    assert '<details class="disclosure" open>' in page
    assert "<video" not in page
    assert "Taruh botol." in page


def test_who_only_listens_fetches_no_pictures_of_a_video_without_sound(client, place):
    silent, spoken = video(is_silent=True), video()
    address = place(silent, spoken)
    page = client.get(address).content.decode()
    assert silent.copies["240p"].url in page
    choose(client, address, "audio")
    page = client.get(address).content.decode()
    assert "<video" not in page
    assert silent.copies["240p"].url not in page
    assert spoken.copies["audio"].url in page
    assert str(_(NO_SOUND)) in page


def test_where_no_video_has_sound_a_former_choice_of_sound_is_none(client, place):
    media = video(is_silent=True)
    address = place(media)
    choose(client, address, "audio")
    page = client.get(address).content.decode()
    assert media.copies["240p"].url in page
    assert str(_(NO_SOUND)) not in page


def test_a_choice_that_is_none_changes_nothing(client, place):
    media = video()
    address = place(media)
    assert choose(client, address, "8K").status_code == 302
    client.cookies["tonton"] = "<script>"
    assert media.copies["240p"].url in client.get(address).content.decode()


def test_the_lesson_counts_240p(client, place):
    media = video()
    place(media)
    size = ActivityPage.objects.exclude(size__lt=SIZES["240p"]).get().size
    assert size == FRAME_BYTES + len("<p>a</p>") + SIZES["240p"]


@pytest.mark.parametrize("state", [MediaState.WAITING, MediaState.REFUSED])
def test_what_is_not_ready_is_said_and_not_played(client, place, state):
    media = video(state)
    page = client.get(place(media)).content.decode()
    assert "<video" not in page
    assert media.url not in page
    assert "embed-note" in page


def test_beyond_the_budget_one_may_read_without_being_asked_again(client, place):
    address = place(video())
    Batch.objects.update(data_budget=50_000)
    page = client.get(address).content.decode()
    assert "buka=1" in page
    answer = choose(client, address, "text", buka="1")
    assert answer.url == f"{address}?buka=1"
    assert "Taruh botol." in client.get(address).content.decode()


def test_copies_are_for_those_who_may_open_the_lesson(client, place):
    media = video()
    place(media)
    address = media.copies["240p"].url
    assert client.get(address).status_code == 200
    # The original is for those who write.
    assert client.get(media.url).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_a_kept_lesson_takes_as_many_queries_for_three_videos_as_for_one(
    client, place, count, django_assert_num_queries
):
    enrollment_page = place(video())
    lesson = LessonPage.objects.exclude(body=[]).latest("latest_revision_created_at")
    lesson.body = [("video", {"video": video(), "caption": ""})] * count
    lesson.save_revision().publish()
    client.get(enrollment_page)
    with django_assert_num_queries(4):
        client.get(enrollment_page)
