"""The bank of questions in the admin. Wagtail's views ask for the kind of a thing, not for
the row: each of ours is first looked up among the rows that the person may see."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.forms import Select
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from academy.people.requests import SignedInRequest
from cms.forms.places import PlacesInput
from cms.forms.questions import QuestionForm
from cms.models import Question, QuestionKind
from cms.queries.asked import asking_nothing_else, chosen, drawn
from cms.rules import BankPolicy, bank_of
from cms.wagtail_hooks.bank.listed import COLUMNS, BankIndex, QuestionFilterSet
from cms.wagtail_hooks.choosing import QuestionChooser
from cms.wagtail_hooks.own_rows import of_own_rows

register_permission_policy(Question, BankPolicy(Question))


def of_kinds(*kinds: QuestionKind) -> dict[str, str]:
    """Mark a panel as one for `kinds` alone."""
    return {"data-of-kinds": " ".join(kinds)}


CHOSEN = (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE)
TYPED = (QuestionKind.SHORT_TEXT, QuestionKind.NUMBER)
PLACED = (QuestionKind.MATCH, QuestionKind.ORDERING)

OPTION = [
    FieldPanel("text", widget=AdminAutoHeightTextInput()),
    FieldPanel("answer", attrs=of_kinds(QuestionKind.MATCH)),
    FieldPanel("is_correct", attrs=of_kinds(*CHOSEN, *TYPED)),
    FieldPanel("fraction", attrs=of_kinds(QuestionKind.SINGLE, QuestionKind.MULTIPLE, *TYPED)),
    FieldPanel("tolerance", attrs=of_kinds(QuestionKind.NUMBER)),
    FieldPanel("feedback", attrs=of_kinds(*CHOSEN, *TYPED), widget=AdminAutoHeightTextInput()),
    FieldPanel("picture", attrs=of_kinds(*CHOSEN, *PLACED)),
    FieldPanel("picture_alt", attrs=of_kinds(*CHOSEN, *PLACED)),
]


@hooks.register("insert_editor_js")
def fields_of_the_kind() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("js/question_form.js"))


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
    index_view_class = BankIndex
    list_display = COLUMNS
    filterset_class = QuestionFilterSet
    search_fields = ["text", "slug"]
    edit_handler = ObjectList(
        [
            FieldPanel("course"),
            FieldPanel("slug"),
            FieldPanel("kind"),
            FieldPanel("text"),
            MultiFieldPanel(
                [FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")
            ),
            FieldPanel("points"),
            FieldPanel("lesson", widget=Select()),
            # The script of the form shows those of the kind chosen (`js/question_form.js`).
            FieldPanel("spots", widget=PlacesInput(), attrs=of_kinds(QuestionKind.HOTSPOT)),
            InlinePanel(
                "options",
                label=_("Option"),
                heading=_("Options, answers, pairs or steps"),
                help_text=_(
                    "Choices: tick what is right. Short text and number: each accepted answer, "
                    "ticked if it is right (* is any other). Matching: the left half, and what "
                    "belongs to it. Ordering: the steps in their right order."
                ),
                panels=OPTION,
                attrs=of_kinds(*CHOSEN, *TYPED, *PLACED),
            ),
            MultiFieldPanel(
                [FieldPanel("unit"), FieldPanel("other_units")],
                heading=_("Units"),
                attrs=of_kinds(QuestionKind.NUMBER),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("feedback"),
                    FieldPanel("feedback_picture"),
                    FieldPanel("feedback_picture_alt"),
                    FieldPanel("feedback_right"),
                    FieldPanel("feedback_partly"),
                    FieldPanel("feedback_wrong"),
                ],
                heading=_("What is said to an answer"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("tags"),
                    FieldPanel("difficulty"),
                    FieldPanel("language"),
                    FieldPanel("category"),
                ],
                heading=_("To find it again"),
            ),
        ],
        base_form_class=QuestionForm,
    )

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Question]:
        return bank_of(request.user).select_related("course")

    def construct_view(self, view_class: Any, **kwargs: Any) -> Callable[..., HttpResponseBase]:
        return of_own_rows(super().construct_view(view_class, **kwargs), bank_of)


register_snippet(QuestionViewSet)


@hooks.register("before_delete_snippet")
def keep_asked_questions(request: HttpRequest, instances: Iterable[Model]) -> HttpResponse | None:
    """A question that a quiz asks stays; take it out of the quiz, or of what it draws, first."""
    keys = [thing.pk for thing in instances if isinstance(thing, Question)]
    questions = Question.objects.filter(pk__in=keys)
    if chosen(questions).exists():
        said = _(
            "A quiz asks this question. Take it out of the quiz first; then it can be deleted."
        )
    elif drawn(questions).exists():
        said = _(
            "A quiz draws questions with a tag of this one. Take the tag away, or unpublish the "
            "question, first; then it can be deleted."
        )
    else:
        return None
    messages.error(request, said)
    return redirect("wagtailsnippets_cms_question:list")


@hooks.register("before_unpublish")
def keep_the_last_question(request: HttpRequest, thing: Model) -> HttpResponse | None:
    """A published quiz asks something: a batch may demand what nobody could do any more."""
    emptied = asking_nothing_else(thing) if isinstance(thing, Question) else []
    if not emptied:
        return None
    titles = ", ".join(f"“{quiz.title}”" for quiz in emptied)
    said = _(
        "Without this question nothing is asked in %(titles)s, and nobody could do it. Publish "
        "another question for it, or unpublish the quiz, first."
    )
    messages.error(request, said % {"titles": titles})
    return redirect("wagtailsnippets_cms_question:list")
