"""The same photo handed in by two people is pointed out to who reviews both."""

import uuid
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageEnhance, ImageOps

from academy.demo.load.photos import FOLDER
from courses.assignments.actions import files, submissions
from courses.assignments.actions.likeness import find_lookalikes
from courses.models import PhotoLikeness, PhotoMark, Submission
from tests.courses.world import world
from tests.factories.courses import EnrollmentFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

PHOTO = "24-1-close-good"


def opened(name=PHOTO):
    return Image.open(FOLDER / f"{name}.webp").convert("RGB")


def sent(image, quality=85):
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return SimpleUploadedFile("foto.jpg", buffer.getvalue(), "image/jpeg")


def hand_in(here, enrollment, *images):
    """Let the person hand in `images`; return the hand-in."""
    draft = submissions.start_submission(
        enrollment=enrollment, assignment=here.tree.assignments[0], client_id=uuid.uuid4()
    )
    for image in images:
        files.add_file(submission=draft, file=sent(image), client_id=uuid.uuid4())
    fresh = Submission.objects.get(pk=draft.pk)
    return submissions.hand_in(submission=fresh, note="", is_own=True, client_id=uuid.uuid4())


def two():
    """Return a world without hand-ins and two people in it."""
    here = world(0)
    return here, *(EnrollmentFactory(batch=here.batch) for _number in range(2))


def cut(image, left, top, right, bottom):
    width, height = image.size
    box = (left * width, top * height, (1 - right) * width, (1 - bottom) * height)
    return image.crop(tuple(int(edge) for edge in box))


CHANGED = {
    "smaller": (lambda image: image.resize((240, 320)), False),
    "brighter": (lambda image: ImageEnhance.Brightness(image).enhance(1.2), False),
    "cut by a tenth": (lambda image: cut(image, 0.1, 0, 0, 0.1), False),
    "cut by a fifth": (lambda image: cut(image, 0.05, 0.13, 0.15, 0.07), False),
    "mirrored": (ImageOps.mirror, True),
    "mirrored and cut": (lambda image: cut(ImageOps.mirror(image), 0.08, 0.1, 0.02, 0), True),
}


@pytest.mark.parametrize("change", CHANGED)
def test_a_changed_copy_is_found(change, run_jobs):
    here, first, second = two()
    made, is_mirrored = CHANGED[change]
    original = hand_in(here, first, opened())
    copy = hand_in(here, second, made(opened()))
    run_jobs()
    found = PhotoLikeness.objects.get()
    assert (found.file.submission, found.other.submission) == (copy, original)
    assert found.is_mirrored == is_mirrored


def test_a_cut_copy_that_came_first_is_found_too(run_jobs):
    here, first, second = two()
    hand_in(here, first, cut(opened(), 0.1, 0.05, 0.05, 0.1))
    hand_in(here, second, opened())
    run_jobs()
    assert PhotoLikeness.objects.count() == 1


@pytest.mark.parametrize(
    "other", ["24-1-context-good", "24-1-front-good", "104-2-close-good", "36-1-front-good"]
)
def test_other_photos_also_of_the_same_product_are_others(other, run_jobs):
    here, first, second = two()
    hand_in(here, first, opened())
    hand_in(here, second, opened(other))
    run_jobs()
    assert PhotoLikeness.objects.count() == 0
    assert PhotoMark.objects.exists()


def test_the_own_former_photo_is_not_pointed_out(run_jobs):
    here, first, _second = two()
    hand_in(here, first, opened())
    Submission.objects.update(state="revision")
    hand_in(here, first, opened())
    run_jobs()
    assert PhotoLikeness.objects.count() == 0


def test_the_reviewer_is_led_to_the_other_hand_in_and_the_participant_hears_nothing(
    client, run_jobs
):
    here, first, second = two()
    original = hand_in(here, first, opened())
    copy = hand_in(here, second, ImageOps.mirror(opened()))
    run_jobs()
    client.cookies["django_language"] = "en"
    client.force_login(here.trainer)
    for one, other in ((original, copy), (copy, original)):
        page = client.get(reverse("courses:review_desk", args=[one.public_id])).text
        assert "Photo 1, mirrored:" in page
        assert reverse("courses:review_desk", args=[other.public_id]) in page
    client.force_login(second.user)
    page = here.tree.assignments[0]
    shown = client.get(
        reverse("courses:assignment", args=[here.batch.public_id, page.activity_id])
    ).text
    assert "mirrored" not in shown
    assert first.user.full_name not in shown


def test_who_may_not_see_the_other_hand_in_hears_nothing_of_it(client, run_jobs):
    here, first, _second = two()
    elsewhere = EnrollmentFactory(batch=world(0).batch)
    elsewhere.batch.batch_courses.create(course=here.tree.course, position=9)
    copy = hand_in(here, first, opened())
    original = hand_in(here, elsewhere, opened())
    run_jobs()
    assert PhotoLikeness.objects.count() == 1
    client.force_login(here.coordinator)
    page = client.get(reverse("courses:review_desk", args=[copy.public_id])).text
    assert str(original.public_id) not in page
    client.force_login(UserFactory(program_manager=True))
    page = client.get(reverse("courses:review_desk", args=[copy.public_id])).text
    assert str(original.public_id) in page


@pytest.mark.parametrize("count", [1, 3])
def test_finding_asks_the_same_for_one_photo_of_others_and_three(
    count, run_jobs, django_assert_num_queries
):
    here, first, second = two()
    names = ["24-1-context-good", "104-2-close-good", "36-1-front-good"]
    hand_in(here, first, *(opened(name) for name in names[:count]))
    found = hand_in(here, second, opened())
    run_jobs()
    with django_assert_num_queries(FIND_QUERIES):
        find_lookalikes(found)


FIND_QUERIES = 6
