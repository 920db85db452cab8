"""Copies of pages: each is known by a name of its own."""

import pytest
from django.urls import reverse

from cms.models import CoursePage, LessonPage, Question, QuestionOption, QuizPage
from tests.cms.people import editor, signed_in, trainer_of
from tests.factories.cms import QuestionFactory
from tests.factories.course_tree import course_tree

pytestmark = pytest.mark.django_db


def copy(client, page, **more):
    form = {
        "new_title": "Salinan",
        "new_slug": "salinan",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form | more)


def test_a_copied_lesson_or_quiz_is_an_activity_of_its_own_also_when_published_again():
    tree = course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(tree.course))
    for page in (tree.lessons[0], tree.quizzes[0]):
        page.save_revision().publish()
        assert copy(client, page, new_slug=f"salinan-{page.pk}").status_code == 302
    for model, original in ((LessonPage, tree.lessons[0]), (QuizPage, tree.quizzes[0])):
        made = model.objects.get(slug=f"salinan-{original.pk}")
        assert made.live
        own = made.activity_id
        assert own != original.activity_id
        made.get_latest_revision().publish()
        assert model.objects.get(pk=made.pk).activity_id == own


def test_a_copied_course_has_its_own_group_and_collection():
    tree = course_tree(modules=1, lessons=1)
    trainer_of(tree.course)
    answer = copy(signed_in(editor()), tree.course, copy_subpages="on")
    assert answer.status_code == 302
    tree.course.refresh_from_db()
    made = CoursePage.objects.get(slug="salinan")
    assert made.course_id != tree.course.course_id
    assert made.trainer_group != tree.course.trainer_group
    assert made.collection != tree.course.collection
    assert LessonPage.objects.descendant_of(made).count() == 1


def test_an_old_draft_of_a_course_does_not_take_its_group_away():
    tree = course_tree(modules=1, lessons=1)
    draft = tree.course.save_revision()
    trainer_of(tree.course)
    draft.publish()
    tree.course.refresh_from_db()
    assert tree.course.trainer_group is not None


def test_an_alias_is_refused():
    tree = course_tree(modules=1, lessons=1)
    client = signed_in(trainer_of(tree.course))
    copy(client, tree.lessons[0], alias="on")
    assert LessonPage.objects.count() == 1


def asked_by(quiz: QuizPage) -> list[Question]:
    return [row.question for row in quiz.quiz_questions.select_related("question")]


def test_a_copied_course_asks_questions_of_its_own_bank_also_in_drafts_and_old_versions():
    tree = course_tree(modules=1, lessons=0, assignment=False)
    quiz = tree.quizzes[0]
    quiz.save_revision().publish()
    first, second = asked_by(quiz)
    quiz.quiz_questions.set([quiz.quiz_questions.first()])
    quiz.save_revision()
    assert copy(signed_in(editor()), tree.course, copy_subpages="on").status_code == 302
    made = CoursePage.objects.get(slug="salinan")
    copied = QuizPage.objects.descendant_of(made).get()
    copies = asked_by(copied)
    assert [(one.course, one.slug, one.text) for one in copies] == [
        (made, first.slug, first.text),
        (made, second.slug, second.text),
    ]
    own = {one.pk for one in copies}
    for revision in copied.revisions.all():
        assert {row["question"] for row in revision.content["quiz_questions"]} <= own
    copied.get_latest_revision().publish()
    copied.refresh_from_db()
    assert asked_by(copied) == copies[:1]
    assert asked_by(QuizPage.objects.get(pk=quiz.pk)) == [first, second]


def test_an_unfinished_draft_of_a_question_goes_along_as_it_is():
    tree = course_tree(modules=1, lessons=0, assignment=False)
    question = asked_by(tree.quizzes[0])[0]
    question.text = ""
    question.save_revision(clean=False)
    assert copy(signed_in(editor()), tree.course, copy_subpages="on").status_code == 302
    made = CoursePage.objects.get(slug="salinan")
    copied = made.questions.get(slug=question.slug)
    assert copied.get_latest_revision_as_object().text == ""
    assert asked_by(QuizPage.objects.descendant_of(made).get())[0] == copied


def test_a_copied_question_has_the_key_the_draft_and_the_state_of_the_original():
    tree = course_tree(modules=1, lessons=0, assignment=False)
    published, unpublished = asked_by(tree.quizzes[0])
    option = published.options.first()
    option.text = "Dari jendela"
    published.options.add(option)
    published.text = "Lebih jelas?"
    published.save_revision()
    Question.objects.filter(pk=unpublished.pk).update(live=False)
    copy(signed_in(editor()), tree.course, copy_subpages="on")
    made = CoursePage.objects.get(slug="salinan")
    first, second = made.questions.order_by("slug")
    assert (first.live, first.has_unpublished_changes, second.live) == (True, True, False)
    assert first.text == "Dari mana cahaya datang?"
    before = list(first.options.values_list("pk", "text", "is_correct"))
    assert [row[1:] for row in before] == [
        ("Dari samping", True),
        ("Dari depan", False),
        ("Dari atas", False),
    ]
    first.get_latest_revision().publish()
    first = Question.objects.get(pk=first.pk)
    assert (first.course, first.text) == (made, "Lebih jelas?")
    assert first.options.get(text="Dari jendela").pk == before[0][0]
    assert first.options.count() == 3
    ids = QuestionOption.objects.values_list("option_id", flat=True)
    assert len(set(ids)) == len(ids)


def test_a_copied_question_leads_to_the_lesson_of_its_own_course():
    tree = course_tree(modules=2, lessons=1, assignment=False)
    published, drafted = asked_by(tree.quizzes[0])
    Question.objects.filter(pk=published.pk).update(lesson=tree.lessons[1])
    drafted.lesson = tree.lessons[0]
    drafted.save_revision()
    assert copy(signed_in(editor()), tree.course, copy_subpages="on").status_code == 302
    made = CoursePage.objects.get(slug="salinan")
    lessons = list(LessonPage.objects.descendant_of(made).order_by("path"))
    assert made.questions.get(slug=published.slug).lesson == lessons[1]
    copied = made.questions.get(slug=drafted.slug)
    assert (copied.lesson, copied.get_latest_revision_as_object().lesson) == (None, lessons[0])
    published.refresh_from_db()
    assert published.lesson == tree.lessons[1]


def test_a_question_that_goes_to_another_course_leads_to_no_lesson_of_the_old_one():
    tree = course_tree(modules=1, lessons=1, assignment=False)
    other = course_tree(modules=1, lessons=0, quiz=False, assignment=False)
    Question.objects.filter(course=tree.course).update(lesson=tree.lessons[0])
    copy(signed_in(editor()), tree.quizzes[0], new_parent_page=other.modules[0].pk)
    assert [one.lesson for one in asked_by(QuizPage.objects.get(slug="salinan"))] == [None, None]
    # A module that moves takes its lesson along.
    tree.modules[0].slug = "modul-lain"
    tree.modules[0].save()
    move = reverse("wagtailadmin_pages:move_confirm", args=[tree.modules[0].pk, other.course.pk])
    assert signed_in(editor()).post(move).status_code == 302
    moved = asked_by(tree.quizzes[0])
    assert [(one.course, one.lesson) for one in moved] == [(other.course, tree.lessons[0])] * 2


def test_questions_that_no_quiz_asks_are_copied_with_the_course():
    tree = course_tree(modules=1, lessons=0, assignment=False)
    spare = QuestionFactory(course=tree.course, text="Untuk nanti?")
    copy(signed_in(editor()), tree.course, copy_subpages="on")
    made = CoursePage.objects.get(slug="salinan")
    assert made.questions.filter(slug=spare.slug, text="Untuk nanti?").exists()
    assert made.questions.count() == 3


def test_a_trainer_of_the_copy_reads_no_question_of_the_original():
    tree = course_tree(modules=1, lessons=0, assignment=False)
    trainer_of(tree.course)
    copy(signed_in(editor()), tree.course, copy_subpages="on")
    made = CoursePage.objects.get(slug="salinan")
    Question.objects.filter(course=tree.course).update(text="Soal asli")
    Question.objects.filter(course=made).update(text="Soal salinan")
    client = signed_in(trainer_of(made))
    quiz = QuizPage.objects.descendant_of(made).get()
    for address in (
        reverse("wagtailadmin_pages:edit", args=[quiz.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[quiz.pk]),
        reverse("wagtailsnippets_cms_question:list"),
    ):
        html = client.get(address).content.decode()
        assert "Soal salinan" in html
        assert "Soal asli" not in html


def test_a_module_copied_within_its_course_asks_the_same_questions():
    tree = course_tree(modules=1, lessons=0, assignment=False)
    copy(signed_in(trainer_of(tree.course)), tree.modules[0], copy_subpages="on")
    copied = QuizPage.objects.exclude(pk=tree.quizzes[0].pk).get()
    assert asked_by(copied) == asked_by(tree.quizzes[0])
    assert Question.objects.count() == 2


def test_a_quiz_copied_or_moved_into_another_course_brings_its_questions():
    tree = course_tree(modules=2, lessons=0, assignment=False)
    other = course_tree(modules=1, lessons=0, quiz=False, assignment=False)
    taken = QuestionFactory(course=other.course, slug=asked_by(tree.quizzes[0])[0].slug)
    client = signed_in(editor())
    copy(client, tree.quizzes[0], new_parent_page=other.modules[0].pk)
    copied = QuizPage.objects.get(slug="salinan")
    moved = tree.quizzes[1]
    move = reverse("wagtailadmin_pages:move_confirm", args=[moved.pk, other.modules[0].pk])
    assert client.post(move).status_code == 302
    for quiz in (copied, moved):
        assert {question.course for question in asked_by(quiz)} == {other.course}
    assert asked_by(copied)[0].slug == f"{taken.slug}-2"
    assert {question.course for question in asked_by(tree.quizzes[0])} == {tree.course}


def test_quizzes_moved_in_bulk_bring_their_questions():
    tree = course_tree(modules=1, lessons=0, assignment=False)
    other = course_tree(modules=1, lessons=0, quiz=False, assignment=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    answer = signed_in(editor()).post(
        f"{address}?id={tree.quizzes[0].pk}", {"chooser": other.modules[0].pk}
    )
    assert answer.status_code == 302
    assert {question.course for question in asked_by(tree.quizzes[0])} == {other.course}
