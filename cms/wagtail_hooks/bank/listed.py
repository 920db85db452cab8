"""The list of the bank: found by words and by what a question is, with where it is asked and how
it fares."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_filters import ChoiceFilter, ModelChoiceFilter
from taggit.models import Tag
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView

from academy.people.requests import SignedInRequest
from academy.web import formats
from cms.bank import faring
from cms.models import CoursePage, Question
from cms.queries.asked import asked, quizzes_of, unasked
from cms.rules import bank_of, courses_of

USED, UNUSED = "yes", "no"
DRAFT, PUBLISHED = "draft", "live"


def courses_asked_for(request: SignedInRequest) -> QuerySet[CoursePage]:
    return courses_of(request.user).order_by("title")


def tags_asked_for(request: SignedInRequest) -> QuerySet[Tag]:
    own = bank_of(request.user).values("pk")
    found: QuerySet[Tag] = Tag.objects.filter(cms_questiontag_items__content_object__in=own)
    return found.distinct().order_by("name")


class QuestionFilterSet(WagtailFilterSet):
    course = ModelChoiceFilter(queryset=courses_asked_for, label=_("course"))
    tags = ModelChoiceFilter(queryset=tags_asked_for, label=_("tag"))
    used = ChoiceFilter(
        label=_("asked by a quiz"),
        choices=[(USED, _("Asked")), (UNUSED, _("Not asked"))],
        method="by_use",
    )
    state = ChoiceFilter(
        label=_("State"),
        choices=[(DRAFT, _("Draft, or changed since")), (PUBLISHED, _("Published as it stands"))],
        method="by_state",
    )

    class Meta:
        model = Question
        fields = ["course", "kind", "difficulty", "language"]

    def by_use(self, questions: QuerySet[Question], _name: str, value: str) -> QuerySet[Question]:
        return asked(questions) if value == USED else unasked(questions)

    def by_state(self, questions: QuerySet[Question], _name: str, value: str) -> QuerySet[Question]:
        as_it_stands = Q(live=True, has_unpublished_changes=False)
        return questions.filter(as_it_stands if value == PUBLISHED else ~as_it_stands)


def state_of(question: Question) -> str | Promise:
    """Return whether `question` is a draft. Wagtail's own words for it ask once more a row."""
    if not question.live:
        return _("Draft")
    return _("Published, changed since") if question.has_unpublished_changes else _("Published")


def asked_in(question: Any) -> str:
    """Return the quizzes that ask `question`."""
    return ", ".join(question.asked_by) or "–"


def fares(question: Any) -> str:
    """Return how `question` fares: the share of the points that answers earned, of how many."""
    told = question.faring
    if told is None:
        return "–"
    said = ngettext("%(share)s of %(count)s answer", "%(share)s of %(count)s answers", told.count)
    share = formats.percent(told.share)
    return said % {"share": share, "count": formats.number(told.count)}


class BankIndex(IndexView):
    """Wagtail's list, with the rows of a page asked about at once."""

    def get_table(self, object_list: Any) -> Any:
        rows = list(object_list)
        quizzes = quizzes_of(rows)
        told = faring.of(row.question_id for row in rows)
        for row in rows:
            row.asked_by, row.faring = quizzes.get(row.pk, ()), told.get(row.question_id)
        return super().get_table(rows)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [
            *super().header_more_buttons,
            Button(_("Type many"), reverse("cms_bank_typed"), icon_name="edit"),
            Button(_("From a file"), reverse("cms_bank_send"), icon_name="upload"),
            Button(_("Into a file"), reverse("cms_bank_export"), icon_name="download"),
        ]


COLUMNS = [
    "text",
    Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
    Column("difficulty", label=_("Difficulty"), accessor="get_difficulty_display"),
    Column("state", label=_("State"), accessor=state_of, sort_key="live"),
    Column("asked_by", label=_("Asked in"), accessor=asked_in),
    Column("faring", label=_("Earned"), accessor=fares),
    "course",
]
