"""Pictures, documents and recordings of lessons: for those who may open the lesson."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from academy.people.accounts.actions.roles import revoke_role
from academy.people.models import Role
from cms.actions.courses import open_course
from cms.blocks.pictures import SMALL, source_of
from courses.models import EnrollmentState
from tests.factories.cms import ArticlePageFactory, CoursePageFactory, StandardPageFactory
from tests.factories.course_tree import course_tree
from tests.factories.courses import BatchFactory, EnrollmentFactory, ModuleScheduleFactory
from tests.factories.files import document, drawing, photo, recording, show
from tests.factories.people import UserFactory

# Its rules are asked in one way on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def paper():
    return document()


@pytest.fixture
def medium():
    return recording()


@pytest.fixture
def pictures():
    return [photo(), drawing()]


@pytest.fixture
def tree(paper, medium, pictures):
    made = course_tree(modules=1, lessons=1)
    show(made.lessons[0], file=paper, medium=medium, pictures=pictures)
    return made


@pytest.fixture
def statuses(paper, medium, pictures):
    """Return what a browser gets for pictures, document, recording, its captions and poster."""
    # Of the page, and of the admin's lists.
    sizes = [pictures[0].get_rendition(size).url for size in (SMALL, "max-165x165")]
    addresses = (*sizes, source_of(pictures[1]).src, pictures[1].get_rendition("max-165x165").url)
    addresses += (paper.url, medium.url, medium.captions_url, medium.thumbnail.url)
    return lambda client: {client.get(address).status_code for address in addresses}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def holder(tree, **seat):
    batch = BatchFactory(courses=[tree.course], coordinators=[UserFactory(coordinator=True)])
    return EnrollmentFactory(batch=batch, **seat)


def test_who_has_a_seat_gets_the_files_of_an_open_lesson(tree, statuses, paper):
    client = signed_in(holder(tree).user)
    assert statuses(client) == {200}
    answer = client.get(paper.url)
    assert answer["Content-Disposition"] == f'attachment; filename="{paper.filename}"'
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 a"


def test_an_open_lesson_leads_to_its_files(tree, paper, medium, pictures):
    seat = holder(tree)
    lesson = tree.lessons[0].activity_id
    page = signed_in(seat.user).get(f"/belajar/{seat.batch.public_id}/materi/{lesson}/")
    assert paper.url in page.content.decode()
    assert medium.url in page.content.decode()
    sizes = re.findall(r"/gambar/[^ \"]+", page.content.decode())
    of_photo, of_drawing = map(source_of, pictures)
    assert sizes == [of_photo.src, *of_photo.srcset.split()[::2], of_drawing.src]
    assert {signed_in(seat.user).get(size).status_code for size in sizes} == {200}


def test_nobody_else_gets_them(tree, statuses):
    elsewhere = EnrollmentFactory(batch=BatchFactory(courses=[course_tree().course]))
    for user in (UserFactory(), elsewhere.user, UserFactory(coordinator=True)):
        assert statuses(signed_in(user)) == {404}


def test_a_picture_of_a_lesson_is_kept_by_nobody_on_the_way(tree, pictures):
    answer = signed_in(holder(tree).user).get(pictures[0].get_rendition(SMALL).url)
    assert answer["Cache-Control"] == "private, max-age=604800"


def test_a_visitor_is_sent_no_picture_of_a_lesson(tree, statuses):
    assert statuses(Client()) == {302}


def test_a_visitor_is_asked_to_sign_in(tree, medium):
    answer = Client().get(medium.url)
    assert answer.status_code == 302
    assert answer["Location"] == f"/masuk/?next={medium.url}"


@pytest.mark.parametrize("state", [EnrollmentState.WITHDRAWN, EnrollmentState.REPLACED])
def test_who_left_gets_them_no_more(tree, state, statuses):
    assert statuses(signed_in(holder(tree, state=state).user)) == {404}


def test_the_files_of_a_module_that_is_still_shut_wait(tree, statuses):
    seat = holder(tree)
    later = timezone.now() + dt.timedelta(days=1)
    ModuleScheduleFactory(batch=seat.batch, module=tree.modules[0], opens_at=later)
    assert statuses(signed_in(seat.user)) == {404}


def test_those_who_run_the_batch_or_write_the_course_get_them(
    tree, statuses, paper, medium, pictures
):
    coordinator = holder(tree).batch.coordinators.get()
    trainer = UserFactory(trainer=True)
    open_course(course=tree.course, trainers=[trainer], by=None)
    tree.course.refresh_from_db()
    for file in (paper, medium, *pictures):
        file.collection = tree.course.collection
        file.save()
    for user in (coordinator, trainer, UserFactory(editor=True), UserFactory(program_manager=True)):
        assert statuses(signed_in(user)) == {200}


@pytest.mark.parametrize("what", ["lesson", "module", "course"])
def test_the_files_of_what_is_unpublished_are_for_its_authors(tree, statuses, what):
    seat = holder(tree)
    {"lesson": tree.lessons[0], "module": tree.modules[0], "course": tree.course}[what].unpublish()
    assert statuses(signed_in(seat.user)) == {404}
    assert statuses(signed_in(UserFactory(editor=True))) == {200}


def test_what_is_on_a_public_page_is_for_everybody(paper, medium, pictures, statuses):
    show(StandardPageFactory(), file=paper, medium=medium, pictures=pictures)
    assert statuses(Client()) == {200}
    answer = Client().get(pictures[0].get_rendition(SMALL).url)
    assert answer["Cache-Control"] == "public, max-age=604800"


@pytest.mark.parametrize("make", [CoursePageFactory, ArticlePageFactory])
def test_the_picture_of_a_published_course_or_article_is_for_everybody(make):
    page = make(illustration=photo())
    page.save()
    address = page.illustration.get_rendition(SMALL).url
    assert Client().get(address).status_code == 200
    page.unpublish()
    assert Client().get(address).status_code == 302


def test_a_file_on_a_page_for_some_is_not_for_everybody():
    file, medium = document(), recording()
    page = StandardPageFactory()
    show(page, file=file, medium=medium)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert Client().get(file.url).status_code == 302


def test_a_file_in_a_collection_for_some_is_not_for_everybody():
    file, medium = document(), recording()
    show(StandardPageFactory(), file=file, medium=medium)
    CollectionViewRestriction.objects.create(collection=file.collection, restriction_type="login")
    assert Client().get(file.url).status_code == 302


def test_who_is_no_trainer_any_more_gets_no_files(tree, medium, statuses):
    trainer = UserFactory(trainer=True)
    open_course(course=tree.course, trainers=[trainer], by=None)
    revoke_role(user=trainer, role=Role.TRAINER, by=None)
    assert statuses(signed_in(trainer)) == {404}


def test_a_senseless_range_gets_the_whole_file(tree, medium):
    client = signed_in(holder(tree).user)
    answer = client.get(medium.url, headers={"Range": f"bytes={'9' * 5000}-"})
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"ID3" + bytes(range(200))


def test_a_player_gets_the_part_it_asks_for(tree, medium):
    client = signed_in(holder(tree).user)
    part = client.get(medium.url, headers={"Range": "bytes=3-5"})
    assert (part.status_code, part.content) == (206, bytes([0, 1, 2]))
    assert part["Content-Range"] == "bytes 3-5/203"
    assert client.get(medium.url, headers={"Range": "bytes=999-"}).status_code == 416


def test_a_handset_keeps_a_recording_and_asks_for_it_once(tree, medium):
    client = signed_in(holder(tree).user)
    first = client.get(medium.url)
    assert first["Cache-Control"] == "private, max-age=604800"
    again = client.get(medium.url, headers={"If-Modified-Since": first["Last-Modified"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_picture_costs_its_reader_few_queries(tree, pictures, django_assert_num_queries):
    client = signed_in(holder(tree).user)
    address = pictures[0].get_rendition(SMALL).url
    client.get(address)
    with django_assert_num_queries(12):
        client.get(address)
