"""The bank of questions in the admin. Wagtail's views ask for the kind of a thing, not for
the row: each of ours is first looked up among the rows that the person may see."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import SnippetViewSet

from academy.people.requests import SignedInRequest
from cms.forms import QuestionForm
from cms.models import CoursePage, Question
from cms.rules import BankPolicy, bank_of, courses_of

register_permission_policy(Question, BankPolicy(Question))


class OwnChoices:
    """The questions to choose from: those of one's own courses."""

    request: SignedInRequest

    def get_object_list(self) -> QuerySet[Question]:
        return bank_of(self.request.user)


class ChooseQuestion(OwnChoices, ChooseView):
    pass


class ChooseQuestionResults(OwnChoices, ChooseResultsView):
    pass


class ChosenQuestion(SnippetChosenView):
    def get_object(self, pk: Any) -> Question:
        return bank_of(self.request.user).get(pk=pk)


class ChosenQuestions(SnippetChosenMultipleView):
    def get_objects(self, pks: Any) -> QuerySet[Question]:
        return bank_of(self.request.user).filter(pk__in=pks)


class QuestionChooser(SnippetChooserViewSet):
    choose_view_class = ChooseQuestion
    choose_results_view_class = ChooseQuestionResults
    chosen_view_class = ChosenQuestion
    chosen_multiple_view_class = ChosenQuestions


def courses_asked_for(request: SignedInRequest) -> QuerySet[CoursePage]:
    return courses_of(request.user).order_by("title")


class QuestionFilterSet(WagtailFilterSet):
    course = ModelChoiceFilter(queryset=courses_asked_for, label=_("course"))

    class Meta:
        model = Question
        fields = ["course", "kind"]


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_name = "questions"
    menu_order = 300
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    chooser_viewset_class = QuestionChooser
    list_display = ["text", "course", "kind", "points"]
    filterset_class = QuestionFilterSet
    search_fields = ["text", "slug"]
    edit_handler = ObjectList(
        [
            FieldPanel("course"),
            FieldPanel("slug"),
            FieldPanel("kind"),
            FieldPanel("text"),
            FieldPanel("points"),
            InlinePanel("options", label=_("Option"), heading=_("Options")),
            MultiFieldPanel(
                [
                    FieldPanel("accepted"),
                    FieldPanel("number"),
                    FieldPanel("tolerance"),
                    FieldPanel("unit"),
                    FieldPanel("feedback_right"),
                    FieldPanel("feedback_wrong"),
                ],
                heading=_("Short text and number"),
            ),
        ],
        base_form_class=QuestionForm,
    )

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Question]:
        return bank_of(request.user).select_related("course")

    def construct_view(self, view_class: Any, **kwargs: Any) -> Callable[..., HttpResponseBase]:
        view = super().construct_view(view_class, **kwargs)

        def asked_of_own_rows(
            request: SignedInRequest, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            pk = kwargs.get("pk")
            if pk is not None and not bank_of(request.user).filter(pk=unquote(str(pk))).exists():
                raise Http404
            return cast(HttpResponseBase, view(request, *args, **kwargs))

        return asked_of_own_rows


register_snippet(QuestionViewSet)


@hooks.register("before_delete_snippet")
def keep_asked_questions(request: HttpRequest, instances: Iterable[Model]) -> HttpResponse | None:
    """A question that a quiz asks stays; take it out of the quiz first."""
    asked = [thing for thing in instances if isinstance(thing, Question)]
    if not any(question.quiz_questions.exists() for question in asked):
        return None
    messages.error(
        request,
        _("A quiz asks this question. Take it out of the quiz first; then it can be deleted."),
    )
    return redirect("wagtailsnippets_cms_question:list")
