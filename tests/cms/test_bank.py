"""The bank of questions: each trainer's own, with the keys nobody else sees."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.models import Question, QuizDraw, QuizPage, QuizQuestion
from cms.queries.asked import quizzes_of, unasked
from tests.cms.bank_forms import edit_address, first_of, form_of
from tests.cms.people import editor, signed_in, trainer_of
from tests.factories.cms import QuestionFactory
from tests.factories.course_tree import course_tree
from tests.factories.files import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return course_tree(modules=1, lessons=0, assignment=False)


@pytest.fixture
def other():
    return course_tree(modules=1, lessons=0, assignment=False)


@pytest.fixture
def client(own):
    return signed_in(trainer_of(own.course))


def test_a_trainer_edits_and_publishes_a_question_of_the_own_course(client, own):
    question = first_of(own)
    response = client.post(edit_address(question), form_of(question, text="Dari sisi mana?"))
    assert response.status_code == 302
    question.refresh_from_db()
    assert (question.text, question.live) == ("Dari sisi mana?", True)


def test_a_question_of_another_course_is_neither_shown_nor_changed_by_post(client, own, other):
    trainer_of(other.course)
    question = first_of(other)
    before = question.text
    assert client.get(edit_address(question)).status_code == 404
    answer = client.post(edit_address(question), form_of(question, text="Diubah"))
    assert answer.status_code == 404
    for name in ("delete", "unpublish"):
        address = reverse(f"wagtailsnippets_cms_question:{name}", args=[question.pk])
        assert client.post(address).status_code == 404
    question.refresh_from_db()
    assert (question.text, question.live) == (before, True)


def test_a_question_cannot_be_put_into_another_course(client, own, other):
    question = first_of(own)
    client.post(edit_address(question), form_of(question, course=other.course.pk))
    question.refresh_from_db()
    assert question.course_id == own.course.pk


def test_questions_of_another_course_are_not_deleted_in_bulk(client, own, other):
    question = first_of(other)
    question.quiz_questions.all().delete()
    address = reverse("wagtail_bulk_action", args=["cms", "question", "delete"])
    client.post(f"{address}?id={question.pk}")
    assert Question.objects.filter(pk=question.pk).exists()


def test_the_list_and_the_chooser_hold_the_own_bank_alone(client, own, other):
    Question.objects.filter(course=own.course).update(text="Soal sendiri")
    Question.objects.filter(course=other.course).update(text="Soal orang lain")
    for name in ("wagtailsnippets_cms_question:list", "wagtailsnippetchoosers_cms_question:choose"):
        html = client.get(reverse(name)).content.decode()
        assert "Soal sendiri" in html
        assert "Soal orang lain" not in html


def test_an_editor_sees_every_bank(own, other):
    Question.objects.filter(course=other.course).update(text="Soal kursus lain")
    html = signed_in(editor()).get(reverse("wagtailsnippets_cms_question:list")).content.decode()
    assert "Soal kursus lain" in html


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({"kind": "number"}, None),
        ({"kind": "short_text"}, None),
        ({"kind": "true_false"}, None),
        ({"kind": "single"}, 0),
        ({"kind": "single"}, 2),
        ({"kind": "multiple"}, 0),
    ],
)
def test_a_question_without_a_key_that_can_be_marked_is_not_saved(client, own, changes, right):
    question = first_of(own)
    data = form_of(question, text="Diubah", **changes)
    if right is not None:
        for number in range(3):
            data.pop(f"options-{number}-is_correct", None)
            if number < right:
                data[f"options-{number}-is_correct"] = "on"
    assert client.post(edit_address(question), data).status_code == 200
    question.refresh_from_db()
    assert question.text != "Diubah"


def test_a_question_that_a_quiz_asks_is_not_deleted(client, own):
    question = first_of(own)
    address = reverse("wagtailsnippets_cms_question:delete", args=[question.pk])
    response = client.post(address, follow=True)
    assert response.status_code == 200
    assert Question.objects.filter(pk=question.pk).exists()


def quiz_form(quiz: QuizPage, question_ids: list[int]) -> dict[str, str]:
    rows = [{"question": pk} for pk in question_ids]
    return nested_form_data(
        {
            "title": quiz.title,
            "slug": quiz.slug,
            "summary": "",
            "minutes": "5",
            "kind": "quiz",
            "pass_mark": "70",
            "max_attempts": "3",
            "quiz_questions": inline_formset(rows),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )


def test_a_quiz_takes_questions_of_its_own_course_alone(client, own, other):
    quiz = own.quizzes[0]
    address = reverse("wagtailadmin_pages:edit", args=[quiz.pk])
    client.post(address, quiz_form(quiz, [first_of(other).pk]))
    latest = quiz.get_latest_revision_as_object()
    asked = {row.question.course_id for row in latest.quiz_questions.all()}
    assert asked == {own.course.pk}


def test_a_preview_shows_no_question_of_another_course(client, own, other):
    Question.objects.filter(course=other.course).update(text="Soal rahasia")
    quiz = own.quizzes[0]
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[quiz.pk])
    client.post(address, quiz_form(quiz, [first_of(other).pk]))
    assert "Soal rahasia" not in client.get(address).content.decode()


@pytest.mark.parametrize(("kind", "count"), [("match", 3), ("ordering", 3), ("hotspot", 0)])
def test_a_preview_draws_each_kind_as_it_is_answered(own, kind, count):
    quiz = own.quizzes[0]
    quiz.quiz_questions.all().delete()
    shown = {"picture": photo(), "picture_alt": "P"}
    question = QuestionFactory(course=own.course, kind=kind, **shown)
    QuizQuestion.objects.create(page=quiz, question=question, sort_order=0)
    page = quiz.make_preview_request(RequestFactory().get("/"), "").render().content.decode()
    main = page.partition("<main")[2].partition("</main")[0]
    assert (main.count("<select"), main.count('type="radio"')) == (count, 0)
    assert 'alt="P"' in main


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_the_bank_asks_the_same_for_one_and_three(
    client, own, django_assert_num_queries, count
):
    for _number in range(count):
        question = QuestionFactory(course=own.course)
        question.tags.add("cahaya")
        question.save()
        QuizQuestion.objects.create(page=own.quizzes[0], question=question)
    address = reverse("wagtailsnippets_cms_question:list")
    client.get(address)
    with django_assert_num_queries(18):
        client.get(address)


@pytest.fixture
def drawing(own):
    """A quiz that draws by a tag, and a question that it may draw."""
    quiz = own.quizzes[0]
    QuizDraw.objects.create(page=quiz, tag=" Cahaya ", count=1)
    question = QuestionFactory(course=own.course, text="Diundi kapan saja")
    question.tags.add("cahaya")
    question.save()
    return quiz, question


def test_a_question_that_a_quiz_draws_is_listed_as_asked_and_not_deleted(client, own, drawing):
    quiz, question = drawing
    address = reverse("wagtailsnippets_cms_question:list")
    for used, found in (("yes", True), ("no", False)):
        html = client.get(address, {"used": used, "q": "Diundi kapan"}).content.decode()
        assert ("Diundi kapan saja" in html.partition("<table")[2]) is found
    assert quizzes_of([question]) == {question.pk: [_("%(quiz)s (drawn)") % {"quiz": quiz.title}]}
    client.post(reverse("wagtailsnippets_cms_question:delete", args=[question.pk]))
    bulk = reverse("wagtail_bulk_action", args=["cms", "question", "delete"])
    client.post(f"{bulk}?id={question.pk}")
    assert Question.objects.filter(pk=question.pk).exists()


def test_drafts_are_seen_and_found_in_the_list(client, own):
    QuestionFactory(course=own.course, text="Masih draf", live=False)
    QuestionFactory(course=own.course, text="Sudah terbit")
    changed = QuestionFactory(course=own.course, text="Berubah")
    Question.objects.filter(pk=changed.pk).update(has_unpublished_changes=True)
    address = reverse("wagtailsnippets_cms_question:list")
    drafts, published = (client.get(f"{address}?state={state}").text for state in ("draft", "live"))
    assert "Terbit, berubah sejak itu" in drafts
    assert ["Masih draf" in drafts, "Berubah" in drafts, "Sudah terbit" in drafts] == [
        True, True, False,
    ]  # fmt: skip
    assert ["Masih draf" in published, "Sudah terbit" in published] == [False, True]


@pytest.mark.usefixtures("drawing")
def test_what_no_quiz_of_its_course_draws_is_not_asked(client, own, other):
    elsewhere = QuestionFactory(course=other.course)
    elsewhere.tags.add("cahaya")
    elsewhere.save()
    draft = QuestionFactory(course=own.course, live=False)
    draft.tags.add("cahaya")
    draft.save()
    untagged = QuestionFactory(course=own.course)
    questions = Question.objects.filter(pk__in=[elsewhere.pk, draft.pk, untagged.pk])
    assert set(unasked(questions)) == {elsewhere, draft, untagged}
    assert not quizzes_of(list(questions))
    client.post(reverse("wagtailsnippets_cms_question:delete", args=[draft.pk]))
    assert not Question.objects.filter(pk=draft.pk).exists()


def test_a_place_beside_the_picture_is_told_by_its_line_and_not_kept(client, own):
    """So it comes when the picture is exchanged for a smaller one."""
    large, small = (photo(width=width, height=width) for width in (1200, 300))
    for image in (large, small):
        image.collection = own.course.collection
        image.save()
    spots = "circle 100,100;40,0\n\nrectangle 200,280;60,60"
    question = QuestionFactory(
        course=own.course, kind="hotspot", picture=large, picture_alt="Meja", spots=spots
    )
    shown = {"kind": "hotspot", "picture": large.pk, "picture_alt": "Meja", "spots": spots}
    assert client.post(edit_address(question), form_of(question, **shown)).status_code == 302
    page = client.post(edit_address(question), form_of(question, **shown | {"picture": small.pk}))
    [told] = page.context["form"].errors["spots"]
    assert "rectangle 200,280;60,60" in told
    assert "300 × 300" in told
    question.refresh_from_db()
    assert question.picture == large
    # What reaches over the edge, but lies on the picture, stays.
    kept = shown | {"picture": small.pk, "spots": "rectangle 200,260;60,60"}
    assert client.post(edit_address(question), form_of(question, **kept)).status_code == 302
