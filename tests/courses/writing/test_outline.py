"""A course on one page: what is told of each row, and moving rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Page

from cms.actions.arranging import below, fingerprint, key_of
from cms.actions.courses import open_course
from cms.models import LessonPage, Question, QuizDraw, QuizPage
from cms.models.pages.quiz import drafts_told
from courses.completion.actions import pin
from courses.writing.queries.outline import outline
from tests.factories.cms import CoursePageFactory, LessonPageFactory
from tests.factories.course_tree import course_tree
from tests.factories.courses import BatchFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def taught(*, may_publish=True, **tree):
    """Return a trainer, and a course that the trainer writes."""
    trainer = UserFactory(trainer=True)
    made = course_tree(**tree)
    open_course(course=made.course, by=None, trainers=[trainer], may_publish=may_publish)
    return trainer, made


def address(tree):
    return reverse("courses:writing_course", args=[tree.course.course_id])


def post(client, tree, move, shown=None):
    return client.post(
        reverse("courses:writing_move", args=[tree.course.course_id]),
        {"move": move, "shown": fingerprint(below(tree.course)) if shown is None else shown},
    )


def titles(page):
    return list(Page.objects.child_of(page).order_by("path").values_list("title", flat=True))


def sound():
    """Say what treebeard finds wrong with the tree."""
    return [bool(found) for found in Page.find_problems()] == [False] * 5


@pytest.mark.parametrize("modules", [1, 3])
def test_the_page_of_a_course_costs_the_same_for_one_module_and_for_three(client, modules):
    trainer, tree = taught(modules=modules)
    batch = BatchFactory(courses=[tree.course])
    pin(batch, by=None)
    client.force_login(trainer)
    client.get(address(tree))
    with CaptureQueriesContext(connection) as count:
        client.get(address(tree))
    assert len(count) == 20


def test_a_row_tells_minutes_bytes_beyond_the_budget_demands_and_what_is_lacking(client):
    trainer, tree = taught(modules=1)
    batch = BatchFactory(courses=[tree.course], number=7, data_budget=4_020)
    pin(batch, by=None)
    draft = LessonPage.objects.get(pk=tree.lessons[1].pk)
    draft.body = [("image", {"image": None, "alt": "Stoples", "caption": ""})]
    draft.save_revision(clean=False)
    LessonPageFactory(parent=tree.modules[0], title="Belum terbit", live=False, body=[])
    client.force_login(trainer)
    page = client.get(address(tree)).text
    assert page.count("lebih dari rencana angkatan") == 3
    assert page.count(f"Diwajibkan di {batch}") == len(tree.activities) - 1
    assert "Bagian 1 (Gambar) belum lengkap." in page
    assert "Belum ada isinya." in page
    assert "2 halaman belum terbit seperti yang tertulis" in page


def test_a_row_says_what_a_quiz_would_not_ask(client):
    trainer, tree = taught(modules=3, lessons=1, assignment=False)
    half, drawing, drafted = (QuizPage.objects.get(pk=quiz.pk) for quiz in tree.quizzes)
    question = half.quiz_questions.first().question
    Question.objects.filter(pk=question.pk).update(live=False)
    drawing.quiz_questions.all().delete()
    QuizDraw.objects.create(page=drawing, tag="cahaya", count=2)
    drafted.quiz_questions = []
    drafted.save_revision(clean=False)
    found = {
        row.page.pk: row.lacking
        for module in outline(tree.course, trainer).modules
        for row in module.activities
        if row.lacking
    }
    assert set(found) == {half.pk, drafted.pk}
    assert found[half.pk] == (drafts_told(1, 2),)
    client.force_login(trainer)
    page = client.get(address(tree)).text
    assert page.count(escape(drafts_told(1, 2))) == 1
    assert page.count("Kuis belum punya pertanyaan.") == 1


def test_buttons_move_up_down_and_over_the_end_of_a_module(client):
    trainer, tree = taught(modules=2, quiz=False, assignment=False)
    first, second = tree.lessons[:2]
    client.force_login(trainer)
    post(client, tree, f"{key_of(first)}:down")
    assert titles(tree.modules[0]) == ["Materi 1.2", "Materi 1.1"]
    post(client, tree, f"{key_of(first)}:down")
    assert titles(tree.modules[0]) == ["Materi 1.2"]
    assert titles(tree.modules[1]) == ["Materi 1.1", "Materi 2.1", "Materi 2.2"]
    post(client, tree, f"{key_of(first)}:up")
    assert titles(tree.modules[0]) == ["Materi 1.2", "Materi 1.1"]
    post(client, tree, f"{key_of(tree.modules[1])}:up")
    assert titles(tree.course) == ["Modul 2", "Modul 1"]
    assert Page.objects.get(pk=second.pk).url_path.endswith("modul-1/materi-12/")
    assert sound()


def test_a_move_is_taken_back_by_the_button_that_it_leaves(client):
    trainer, tree = taught(modules=3, quiz=False, assignment=False)
    before = [page.pk for page in below(tree.course)]
    client.force_login(trainer)
    target = key_of(tree.modules[2])
    response = post(client, tree, f"{key_of(tree.lessons[0])}:{target}:")
    page = client.get(response["Location"]).text
    assert "Kembalikan" in page
    back = page.split('name="move" value="')[1].split('"')[0]
    post(client, tree, back)
    assert [page.pk for page in below(tree.course)] == before
    assert sound()


def test_an_older_page_undoes_nothing_and_is_told(client):
    trainer, tree = taught(modules=1, quiz=False, assignment=False, lessons=3)
    client.force_login(trainer)
    seen = fingerprint(below(tree.course))
    post(client, tree, f"{key_of(tree.lessons[2])}:up")
    response = post(client, tree, f"{key_of(tree.lessons[0])}:down", shown=seen)
    page = client.get(response["Location"]).text
    assert "Urutan sudah diubah orang lain" in page
    assert titles(tree.modules[0]) == ["Materi 1.1", "Materi 1.3", "Materi 1.2"]


def test_the_same_drop_sent_twice_is_one_move(client):
    trainer, tree = taught(modules=2, quiz=False, assignment=False)
    client.force_login(trainer)
    seen = fingerprint(below(tree.course))
    drop = f"{key_of(tree.lessons[0])}:{key_of(tree.modules[1])}:{key_of(tree.lessons[3])}"
    for _time in range(2):
        response = post(client, tree, drop, shown=seen)
    assert "diubah orang lain" not in client.get(response["Location"]).text
    assert titles(tree.modules[1]) == ["Materi 2.1", "Materi 1.1", "Materi 2.2"]


def test_who_may_not_publish_moves_nothing_and_has_no_buttons(client):
    trainer, tree = taught(modules=1, may_publish=False)
    client.force_login(trainer)
    assert 'name="move"' not in client.get(address(tree)).text
    response = post(client, tree, f"{key_of(tree.lessons[0])}:down")
    assert "Anda tidak boleh memindahkan" in client.get(response["Location"]).text
    assert titles(tree.modules[0])[0] == "Materi 1.1"


@pytest.mark.parametrize(
    "nonsense",
    ["", "a", "a:up", "a:b:c", "{lesson}:{lesson}:", "{module}:{module}:", "{lesson}:{course}:"],
)
def test_nonsense_moves_nothing(client, nonsense):
    trainer, tree = taught(modules=2)
    before = [page.pk for page in below(tree.course)]
    client.force_login(trainer)
    keys = {
        "lesson": key_of(tree.lessons[0]),
        "module": key_of(tree.modules[0]),
        "course": key_of(tree.course),
    }
    assert post(client, tree, nonsense.format(**keys)).status_code == 302
    assert [page.pk for page in below(tree.course)] == before


def test_an_address_that_is_taken_in_the_other_module_is_told(client):
    trainer, tree = taught(modules=2, quiz=False, assignment=False)
    LessonPageFactory(parent=tree.modules[1], title="Sama", slug=tree.lessons[0].slug)
    client.force_login(trainer)
    target = key_of(tree.modules[1])
    response = post(client, tree, f"{key_of(tree.lessons[0])}:{target}:")
    assert "sudah ada halaman dengan alamat" in client.get(response["Location"]).text
    assert sound()


def test_a_course_of_others_is_not_found_and_participants_stay_outside(client):
    trainer, tree = taught()
    other = CoursePageFactory()
    client.force_login(trainer)
    assert client.get(reverse("courses:writing_course", args=[other.course_id])).status_code == 404
    assert client.get(reverse("courses:writing_courses"))["Location"] == address(tree)
    client.force_login(UserFactory())
    assert client.get(address(tree)).status_code == 403


def test_what_is_planned_says_its_hour(client):
    trainer, tree = taught(modules=1)
    page = LessonPage.objects.get(pk=tree.lessons[0].pk)
    page.live = False
    page.save()
    page.go_live_at = timezone.now() + timedelta(days=2)
    page.save_revision().publish()
    client.force_login(trainer)
    assert "terbit pada" in client.get(address(tree)).text
