"""What a course file takes along beside pages and questions: kept rubrics, a trainer's posters."""

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from cms.models import AcademyMedia, LessonPage, Rubric, RubricPart, RubricPartLevel
from tests.cms.course_files.course import file_of, forget, rich_course, told
from tests.cms.course_files.test_refused import altered, resealed
from tests.factories.files import photo
from tests.factories.films import film
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def filmed(course):
    """Let the first lesson of `course` show a video with a poster that its trainer has chosen."""
    media = AcademyMedia(title="Putar", type="video", collection=course.collection)
    media.file = ContentFile(film(), name="putar.mp4")
    with photo().file.open() as poster:
        media.thumbnail = ContentFile(poster.read(), name="poster.jpg")
    media.save()
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    lesson.body = [("video", {"video": media, "caption": ""})]
    lesson.save_revision().publish()


def test_the_kept_rubrics_of_a_course_come_along_once(from_elsewhere, brought):
    content = from_elsewhere.content
    manager = UserFactory(program_manager=True)
    file = brought(content, manager)
    assert (file.state, file.said["rubrics"]) == ("taken", {"new": 1})
    assert told(file.course) == from_elsewhere.told
    twin = Rubric.objects.get(course=file.course)
    sample = RubricPartLevel.objects.get(criterion__rubric=twin, title="Tajam").sample
    assert (twin.name, sample.collection) == ("Foto produk", file.course.collection)
    file = brought(content, manager)
    assert file.said["rubrics"] == {"same": 1}
    RubricPart.objects.filter(rubric=twin).update(points=70)
    Rubric.objects.get(pk=twin.pk).save()
    file = brought(content, manager)
    assert file.said["rubrics"] == {"left": 1}
    assert RubricPart.objects.get(rubric=twin).points == 70


def test_a_rubric_that_is_newer_in_the_file_is_taken_over(brought):
    trainer, course = rich_course()
    rubric = Rubric.objects.get(course=course)
    RubricPart.objects.filter(rubric=rubric).update(description="Lebih lembut")
    Rubric.objects.get(pk=rubric.pk).save()
    content = file_of(course, trainer)
    RubricPart.objects.filter(rubric=rubric).update(description="Lama")
    Rubric.objects.filter(pk=rubric.pk).update(changed_at="2020-01-01T00:00Z")
    file = brought(content, trainer)
    assert file.said["rubrics"] == {"newer": 1}
    assert RubricPart.objects.get(rubric=rubric).description == "Lebih lembut"
    assert Rubric.objects.filter(course=course).count() == 1


def test_a_poster_that_a_trainer_has_chosen_comes_along_with_its_video(brought):
    trainer, course = rich_course()
    filmed(course)
    content = file_of(course, trainer)
    forget(course)
    AcademyMedia.objects.all().delete()
    file = brought(content, UserFactory(program_manager=True))
    media = AcademyMedia.objects.get(collection=file.course.collection)
    with media.thumbnail.open() as poster:
        assert Image.open(poster).getpixel((5, 5)) == pytest.approx((28, 107, 76), abs=3)
    # It is not taken out of the video when that has been converted.
    assert (media.state, media.poster_is_from_video) == ("ready", False)


def test_a_file_of_an_older_release_has_neither_and_is_taken(from_elsewhere, brought):
    def older(course):
        del course["rubrics"]

    content = altered(from_elsewhere.content, resealed(older))
    file = brought(content, UserFactory(program_manager=True))
    assert (file.state, file.said["rubrics"]) == ("taken", {})


@pytest.mark.parametrize(
    "change",
    [
        lambda rubric: rubric.update(name=7),
        lambda rubric: rubric.pop("changed_at"),
        lambda rubric: rubric.update(content=[]),
        lambda rubric: rubric["content"]["criteria"][0].pop("points"),
        lambda rubric: rubric["content"]["criteria"][0].update(points="9999"),
    ],
)
def test_a_rubric_that_is_none_is_refused_with_the_whole_file(from_elsewhere, brought, change):
    content = altered(
        from_elsewhere.content, resealed(lambda told_there: change(told_there["rubrics"][0]))
    )
    file = brought(content, UserFactory(program_manager=True))
    assert (file.state, "tidak dapat dibaca" in file.said["refused"]) == ("refused", True)
    assert not Rubric.objects.exists()
