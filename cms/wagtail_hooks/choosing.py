"""Choosing questions for a quiz: found by words, filtered, several at once, with their keys."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.widgets import AdminSnippetChooser

from academy.core.text.spelling import holding
from academy.core.text.typed import clean_typed
from academy.people.requests import SignedInRequest
from cms.models import CoursePage, Question, QuestionKind, QuestionOption
from cms.rules import bank_of, courses_of

CHOSEN_LENGTH = 90
AT_ONCE = {"data-chooser-modal-search-filter": True}


def key_of(question: Question, options: Iterable[QuestionOption] | None = None) -> str:
    """Return what answers `question`; `options` are its own where they are known."""
    if question.kind == QuestionKind.HOTSPOT:
        return question.spots.replace("\n", " / ")
    options = list(question.options.all() if options is None else options)
    if question.kind == QuestionKind.MATCH:
        return " / ".join(f"{option.text} → {option.answer}" for option in options if option.text)
    if question.kind == QuestionKind.ORDERING:
        return " → ".join(option.text for option in options)
    right = " / ".join(option.text for option in options if option.is_correct)
    return f"{right} {question.unit}".strip()


def yes(is_so: bool) -> str:
    return pgettext("published", "yes") if is_so else pgettext("published", "not yet")


def in_a_line(question: Question) -> str:
    """Return `question` as it stands in a quiz once it is chosen: words, kind, key."""
    words = Truncator(question.text).chars(CHOSEN_LENGTH)
    return f"{words} [{question.get_kind_display()}: {key_of(question)}]"


class QuestionsWanted(BaseFilterForm):
    """Which questions are shown to choose from."""

    q = forms.CharField(label=_("Search term"), required=False)
    course = forms.ModelChoiceField(
        CoursePage.objects.none(),
        label=_("course"),
        required=False,
        widget=forms.Select(attrs=AT_ONCE),
    )
    kind = forms.ChoiceField(
        label=_("kind"),
        required=False,
        choices=[("", _("All kinds")), *QuestionKind.choices],
        widget=forms.Select(attrs=AT_ONCE),
    )

    def filter(self, objects: QuerySet[Question]) -> QuerySet[Question]:
        wanted = self.cleaned_data
        if wanted["course"]:
            objects = objects.filter(course=wanted["course"])
        if wanted["kind"]:
            objects = objects.filter(kind=wanted["kind"])
        for word in clean_typed(wanted["q"]).split():
            objects = objects.filter(holding(word, "text", "slug"))
        self.search_query = wanted["q"]
        self.is_searching = any(wanted.values())
        return objects


class OwnChoices:
    """The questions to choose from: those of one's own courses."""

    request: SignedInRequest
    results: Any

    def get_object_list(self) -> QuerySet[Question]:
        return bank_of(self.request.user)

    def get_filter_form(self) -> QuestionsWanted:
        form = QuestionsWanted(self.request.GET)
        form.fields["course"].queryset = courses_of(self.request.user).order_by("title")
        return form

    def get_results_page(self, request: SignedInRequest) -> Any:
        page = super().get_results_page(request)  # type: ignore[misc]  # of the view beside it
        page.object_list = list(page.object_list)
        options: dict[int, list[QuestionOption]] = defaultdict(list)
        for option in QuestionOption.objects.filter(question__in=page.object_list):
            options[option.question_id].append(option)
        for question in page.object_list:
            question.key = key_of(question, options[question.pk])
        return page

    @property
    def columns(self) -> list[Column]:
        # Wagtail's own column of states asks the database about each row.
        text: Column = self.title_column  # type: ignore[attr-defined]  # of the view beside it
        text.label = _("question")
        kind = Column("kind", label=_("kind"), accessor="get_kind_display")
        key = Column("key", label=_("right answer"), accessor="key")
        key_word = Column("slug", label=_("key word"), accessor="slug")
        state = Column("live", label=_("Published"), accessor=lambda row: yes(row.live))
        return [text, kind, key, key_word, state]


class ChooseQuestion(OwnChoices, ChooseView):
    pass


class ChooseQuestionResults(OwnChoices, ChooseResultsView):
    pass


class ChosenQuestion(SnippetChosenView):
    def get_object(self, pk: Any) -> Question:
        return bank_of(self.request.user).get(pk=pk)

    def get_display_title(self, instance: Question) -> str:
        return in_a_line(instance)


class ChosenQuestions(SnippetChosenMultipleView):
    def get_objects(self, pks: Any) -> QuerySet[Question]:
        return bank_of(self.request.user).filter(pk__in=pks)

    def get_display_title(self, instance: Question) -> str:
        return in_a_line(instance)


class QuestionWidget(AdminSnippetChooser):
    def get_display_title(self, instance: Question) -> str:
        return in_a_line(instance)


class QuestionChooser(SnippetChooserViewSet):
    choose_view_class = ChooseQuestion
    choose_results_view_class = ChooseQuestionResults
    chosen_view_class = ChosenQuestion
    chosen_multiple_view_class = ChosenQuestions
    base_widget_class = QuestionWidget
