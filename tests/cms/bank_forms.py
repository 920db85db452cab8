"""The form of a question of the bank, as a trainer sends it."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.models import Question


def first_of(tree) -> Question:
    return Question.objects.filter(course=tree.course).first()


def form_of(question: Question, **changes) -> dict[str, str]:
    options = [
        {"id": option.pk, "text": option.text, "is_correct": option.is_correct, "feedback": ""}
        for option in question.options.all()
    ]
    return nested_form_data(
        {
            "course": question.course_id,
            "slug": question.slug,
            "kind": question.kind,
            "text": question.text,
            "points": question.points,
            "accepted": "",
            "number": "",
            "tolerance": "0",
            "unit": "",
            "feedback_right": "",
            "feedback_wrong": "",
            "options": inline_formset(options, initial=len(options)),
            "action-publish": "1",
        }
        | changes
    )


def edit_address(question: Question) -> str:
    return reverse("wagtailsnippets_cms_question:edit", args=[question.pk])
