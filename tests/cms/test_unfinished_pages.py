"""What participants would meet empty is not published, whichever way it is tried."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.models import ActivityPage, ModulePage, Question, QuizPage
from cms.models.pages.quiz import drafts_told
from cms.readiness import NotFinished
from cms.tasks import publish_scheduled
from tests.cms.people import editor, signed_in, trainer_of
from tests.factories.cms import (
    AssignmentPageFactory,
    CoursePageFactory,
    LessonPageFactory,
    ModulePageFactory,
    QuestionFactory,
    QuizPageFactory,
    questions_for,
)
from tests.factories.course_tree import course_tree

pytestmark = pytest.mark.django_db
NO_BLOCKS = streamfield([])
# As a new quiz has it.
SHOWN = {
    name: QuizPage._meta.get_field(name).default
    for name in ("shows_mark", "shows_right", "shows_key", "shows_explanation")
}
QUIZ = {
    "kind": "quiz",
    "pass_mark": "70",
    "max_attempts": "3",
    "counting": "best",
    "time_limit": "0",
    **SHOWN,
    "quiz_questions": [],
    "draws": [],
}
WORK = {
    "evidence": "photos",
    "max_files": "6",
    "late_percent": "0",
    "late_floor": "0",
    "peer_count": "0",
    "peer_days": "7",
    "brief": NO_BLOCKS,
    "criteria": [],
}
MADE = {
    "quiz": (QuizPageFactory, {}, QUIZ, "Kuis ini belum menanyakan apa pun"),
    "lesson": (LessonPageFactory, {"body": []}, {"body": NO_BLOCKS}, "Materi ini masih kosong"),
    "assignment": (AssignmentPageFactory, {"brief": []}, WORK, "belum tahu apa yang harus"),
}


def form_of(page: Page, fields: dict, **buttons: str) -> dict[str, str]:
    common = {"title": page.title, "slug": page.slug, "summary": "Diketik", "minutes": "7"}
    formsets = {
        name: inline_formset(value)
        for name, value in fields.items()
        if name in {"quiz_questions", "draws", "criteria"}
    }
    comments = {"comments": inline_formset([])}
    return nested_form_data(common | fields | formsets | comments | buttons)


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("button", ["action-publish", "action-submit", "at its hour"])
def test_an_empty_activity_stays_a_draft_and_its_form_says_what_to_do(kind, button):
    factory, empty, fields, sentence = MADE[kind]
    tree = course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(tree.course))
    page = factory(parent=tree.modules[0], live=False, **empty)
    buttons = {button: "1"}
    if button == "at its hour":
        tomorrow = timezone.localtime() + dt.timedelta(days=1)
        buttons = {"action-publish": "1", "go_live_at": tomorrow.strftime("%Y-%m-%d %H:%M")}

    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, form_of(page, fields, **buttons), follow=True)

    assert answer.redirect_chain == [(address, 302)]
    assert sentence in answer.content.decode()
    page = ActivityPage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    assert (page.live, draft.summary, draft.minutes) == (False, "Diketik", 7)
    assert page.scheduled_revision is None
    assert not TaskState.objects.exists()


def test_a_new_empty_quiz_is_kept_and_not_published():
    tree = course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(tree.course))
    fields = QUIZ | {"action-publish": "1"}
    page = QuizPageFactory.build(title="Kuis baru", slug="kuis-baru")

    address = reverse("wagtailadmin_pages:add", args=["cms", "quizpage", tree.modules[0].pk])
    answer = client.post(address, form_of(page, fields), follow=True)

    made = ActivityPage.objects.get(title="Kuis baru")
    assert not made.live
    assert answer.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[made.pk]), 302)]


def test_what_was_emptied_after_it_was_handed_in_is_not_published_by_approving():
    tree = course_tree(modules=1, lessons=1)
    trainer_of(tree.course, may_publish=False)
    client = signed_in(editor())
    page = QuizPageFactory(parent=tree.modules[0], live=False)
    questions_for(page, tree.course)
    page.save_revision()
    page.get_workflow().start(page, user=None)
    Question.objects.filter(quiz_questions__page=page).update(live=False)

    fields = QUIZ | {"action-workflow-action": "1", "workflow-action-name": "approve"}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, form_of(page, fields), follow=True)
    assert "Belum satu pun soalnya terbit" in answer.content.decode()
    assert not ActivityPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("drafts", [1, 9])
def test_a_quiz_with_questions_that_are_drafts_is_not_published_and_says_how_many(drafts):
    tree = course_tree(modules=1, lessons=1, quiz=False, assignment=False)
    client = signed_in(trainer_of(tree.course))
    page = QuizPageFactory(parent=tree.modules[0], live=False)
    questions = QuestionFactory.create_batch(10, course=tree.course)
    keys = [question.pk for question in questions]
    Question.objects.filter(pk__in=keys[:drafts]).update(live=False)

    fields = QUIZ | {"quiz_questions": [{"question": pk} for pk in keys], "action-publish": "1"}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, form_of(page, fields), follow=True)

    assert escape(drafts_told(drafts, 10)) in answer.content.decode()
    assert not ActivityPage.objects.get(pk=page.pk).live
    Question.objects.filter(pk__in=keys).update(live=True)
    QuizPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert ActivityPage.objects.get(pk=page.pk).live


def test_a_draft_with_a_video_block_without_its_video_is_not_published_with_others():
    tree = course_tree(modules=1, lessons=2)
    client = signed_in(trainer_of(tree.course))
    for lesson in tree.lessons:
        lesson.unpublish()
    lesson = tree.lessons[1]
    lesson.body = [("text", "<p>Putar stoples.</p>"), ("video", {"video": None, "caption": ""})]
    lesson.save_revision(clean=False)

    ids = "&".join(f"id={found.pk}" for found in tree.lessons)
    answer = client.post(f"/admin/bulk/wagtailcore/page/publish/?{ids}", follow=True)

    assert "Blok 2" in answer.content.decode()
    assert [ActivityPage.objects.get(pk=found.pk).live for found in tree.lessons] == [False] * 2


def test_a_module_and_a_course_are_published_after_what_they_show():
    course = CoursePageFactory(live=False)
    module = ModulePageFactory(parent=course, live=False)
    lesson = LessonPageFactory(parent=module, live=False)
    for page in (course, module):
        with pytest.raises(NotFinished):
            page.save_revision().publish()
    for page in (lesson, module, course):
        page.save_revision().publish()
        page.refresh_from_db()
        assert page.live


def test_a_tree_of_drafts_is_published_as_a_whole_or_not_at_all():
    course = CoursePageFactory(live=False)
    module = ModulePageFactory(parent=course, live=False)
    LessonPageFactory(parent=module, live=False)
    quiz = QuizPageFactory(parent=module, live=False)
    client = signed_in(editor())
    address = f"/admin/bulk/wagtailcore/page/publish/?id={course.pk}"

    client.post(address, {"include_descendants": "on"})
    tree = Page.objects.descendant_of(course, inclusive=True)
    assert not tree.live().exists()

    questions_for(quiz, course)
    client.post(address, {"include_descendants": "on"})
    assert not tree.not_live().exists()


def test_a_module_planned_for_the_hour_of_its_activity_opens_with_it():
    module = ModulePageFactory(live=False)
    lesson = LessonPageFactory(parent=module, live=False)
    for page in (lesson, module):
        page.go_live_at = timezone.now() + dt.timedelta(hours=1)
        page.save_revision().publish()
        revision = page.get_latest_revision()
        revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
        revision.content["go_live_at"] = None
        revision.save()
    publish_scheduled()
    assert ModulePage.objects.get(pk=module.pk).live


def test_a_finished_lesson_is_published_by_the_button():
    tree = course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(tree.course))
    page = LessonPageFactory(parent=tree.modules[0], live=False)
    fields = {"body": streamfield([("text", rich_text("<p>Cahaya</p>"))]), "action-publish": "1"}
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, fields))
    assert ActivityPage.objects.get(pk=page.pk).live
