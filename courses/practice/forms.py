"""What the page of a question posts, and the filters of the trainers' list."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from academy.core.text.spelling import holding
from academy.core.text.typed import clean_typed, whole_of
from academy.people.requests import SignedInRequest
from cms.models import CoursePage
from cms.rules import courses_of
from courses.practice.rules import Seen
from courses.quizzes.forms import answers_of

# More answers to one question than anybody gives.
_DIGITS = 6


def seen_of(data: QueryDict) -> Seen:
    """Return what the page says that it showed; nonsense counts as a first showing."""
    count = whole_of(data.get("answer_count", ""), digits=_DIGITS)
    return Seen(data.get("seen", ""), count or 0)


def given_in(data: QueryDict) -> dict[str, Any] | None:
    """Return the answer; None where the person says not to remember."""
    if "unknown" in data:
        return None
    return next((one.value for one in answers_of(data, None)), {})


def _own_courses(request: SignedInRequest) -> QuerySet[CoursePage]:
    return courses_of(request.user)


class ForgottenFilter(django_filters.FilterSet):
    """By course, and by words of the question."""

    q = django_filters.CharFilter(method="by_words", label=_("Question"))
    course = django_filters.ModelChoiceFilter(
        queryset=_own_courses, label=_("Course"), empty_label=_("All courses")
    )

    def by_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        text = clean_typed(value)
        return rows.filter(holding(text, "text", "slug")) if text else rows
