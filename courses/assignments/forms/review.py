"""The form of the review desk: points per criterion, a mark, words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast
from uuid import uuid4

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from academy.core.text.typed import uuid_of, whole_of
from academy.people.particulars.fields import TypedDecimalField, TypedField
from academy.people.particulars.names import matching
from academy.people.requests import SignedInRequest
from cms.models import AssignmentPage, CoursePage, RubricCriterion
from courses.assignments.forms.pins import PinsForm
from courses.assignments.forms.rubric import RubricFields, RubricRow
from courses.assignments.queries.drafts import Kept, Typed
from courses.assignments.rules import mark_of
from courses.models import (
    Batch,
    Review,
    ReviewDraft,
    Submission,
    SubmissionFile,
    Verdict,
    VoiceNote,
)

LONGEST = 4000
# Of what is kept while it is typed: too long is told, not cut off.
LONGEST_DRAFT = 20_000
NOT_TYPED = {"client_id", "verdict", "sound", "voice"}


class ReviewForm(PinsForm):
    """The rubric (`RubricFields`), the mark and the feedback; begun from a draft.

    Marks on the photos among `files` are fields of their own (`PinsForm`).
    """

    # Not typed: what is recorded, or chosen as a file, and the voice note that the page showed.
    sound = forms.FileField(
        label=_("A recording from this device"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
    )
    voice = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # Of the page, too: it tells one's own earlier draft from another device's.
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    # The button that was pressed.
    verdict = forms.ChoiceField(choices=Verdict.choices, widget=forms.HiddenInput)
    mark = TypedDecimalField(
        label=_("Mark, 0 to 100"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        localize=True,
        help_text=_("Left empty, the points of the rubric make the mark."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    feedback = forms.CharField(
        label=_("Words to the participant"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    comment = TypedField(label=_("Comment to keep"), max_length=500, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        criteria: Iterable[RubricCriterion],
        draft: ReviewDraft,
        files: Sequence[SubmissionFile] = (),
    ) -> None:
        super().__init__(data, initial={"client_id": uuid4(), **draft.typed})
        # Other buttons than those that decide ask for none.
        self.fields["verdict"].required = "verdict" in self.data
        self.draft: Mapping[str, str] = draft.typed
        self.voice_note = draft.voice
        self.voice_shown = uuid_of(self.data.get("voice", ""))
        self.clashes: Collection[str] = ()
        self.rubric = RubricFields(criteria)
        self.fields.update(self.rubric.fields())
        self.data = self.add_pins(data, files, draft.typed) or self.data

    @property
    def rubric_rows(self) -> list[RubricRow]:
        return self.rubric.rows(self)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Pairs of field and text: what the page says it showed."""
        return [(name, self.draft.get(name, "")) for name in self._typed_names()]

    @property
    def said(self) -> list[tuple[Any, str]]:
        """Label and text of what is typed in words, for where it is no form any more."""
        fields = [self["feedback"], *(row.text for row in self.pins), self["comment"]]
        return [(field.label, field.value()) for field in fields if field.value()]

    @property
    def edit(self) -> int:
        """How often the page was changed; it goes on counting when it comes back."""
        return whole_of(self.data.get("edit", ""), digits=8) or 0

    def typed(self) -> Typed:
        """Return what the page sent, right or not."""
        sent = {name: _text(self.data[name]) for name in self._typed_names() if name in self.data}
        shown = {
            name: _text(self.data[f"shown_{name}"]) for name in sent if f"shown_{name}" in self.data
        }
        return Typed(
            texts=sent,
            shown=shown,
            page=self.data.get("client_id", "")[:36],
            edit=self.edit,
        )

    def tell(self, kept: Kept) -> None:
        """Say of each field that another page has changed, too, what stands there now."""
        self.draft = kept.shown_after(self.typed())
        self.clashes = kept.clashes
        for name in kept.clashes:
            text = _(
                "On another page or device this was changed meanwhile. It is now: %(value)s. What "
                "you typed is kept here; send it once more to put it in its place."
            )
            self.add_error(name, text % {"value": self.said_of(name, kept.texts.get(name, ""))})

    def show_unseen(self, kept: Kept) -> None:
        """Take in what another page has written, so that the verdict is given on what is seen."""
        typed = self.typed()
        differing = [*kept.unseen(typed), *self.pins_unsent(kept.texts, typed.texts)]
        unseen = [name for name in differing if name not in kept.clashes]
        data = cast(QueryDict, self.data).copy()
        for name in unseen:
            data[name] = kept.texts.get(name, "")
            self.add_error(
                name if name in self.fields else None,
                _(
                    "This was typed on another page or device and stands here now. Look at it, "
                    "then decide."
                ),
            )
        self.data = data
        self.draft = kept.texts if unseen else self.draft

    def _typed_names(self) -> list[str]:
        return [name for name in self.fields if name not in NOT_TYPED]

    def take_voice(self, note: VoiceNote | None) -> None:
        """Show the voice note that this page itself has put into the draft, or taken out."""
        self.voice_note = note
        self.voice_shown = note.public_id if note else None

    def scores(self) -> list[dict[str, Any]]:
        """What was given, with the rubric as it is worded now."""
        return self.rubric.scores(self.cleaned_data)

    def mark_given(self) -> Decimal | None:
        """The mark typed, or the points as a share of 100, or None without either."""
        mark: Decimal | None = self.cleaned_data.get("mark")
        if mark is not None:
            return mark
        scores = self.scores()
        if not scores or len(scores) < len(self.rubric.criteria):
            return None
        return mark_of(scores)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if self.data.get("rubric_seen", self.rubric.digest) != self.rubric.digest:
            self.add_error(
                None, _("The rubric was changed meanwhile. Look at what you chose, then decide.")
            )
        accepts = data.get("verdict") == Verdict.ACCEPTED
        if accepts and not self.errors and self.mark_given() is None:
            self.add_error(
                "mark", _("Give a mark, or points for every criterion, before accepting.")
            )
        self.check_pins()
        has_words = (data.get("feedback") or "").strip() or self.pins_given()
        if data.get("verdict") == Verdict.REVISION and not has_words:
            # Who has no ear for it, no headphones in the lab or no data left, has the words.
            words = (
                _("Write in short what should be changed, too: not everybody can listen.")
                if self.voice_note
                else _("Say what should be changed, so that the participant can do it.")
            )
            self.add_error("feedback", words)
        return data


def _text(value: object) -> str:
    """Return what was typed as it is stored: a browser sends line ends of its own."""
    return str(value).replace("\r\n", "\n").replace("\0", "")[:LONGEST_DRAFT]


def _own_courses(request: SignedInRequest) -> QuerySet[CoursePage]:
    found: QuerySet[CoursePage] = CoursePage.objects.filter(course_trainers__user=request.user)
    # A page is a wide row of three tables, of which a select box shows the title.
    return found.only("title")


def _own_batches(request: SignedInRequest) -> QuerySet[Batch]:
    own = Batch.objects.filter(courses__course_trainers__user=request.user)
    return own.only("name", "number").distinct()


def _own_assignments(request: SignedInRequest) -> QuerySet[AssignmentPage]:
    found: QuerySet[AssignmentPage] = AssignmentPage.objects.filter(
        pk__in=Submission.objects.waiting()
        .filter(course__course_trainers__user=request.user)
        .order_by()
        .values("assignment_id")
    )
    return found.only("title")


class QueueFilter(django_filters.FilterSet):
    """By batch, course and assignment, and by the participant's name."""

    q = django_filters.CharFilter(method="by_name", label=_("Name"))
    course = django_filters.ModelChoiceFilter(
        queryset=_own_courses, label=_("Course"), empty_label=_("All courses")
    )
    batch = django_filters.ModelChoiceFilter(
        field_name="enrollment__batch",
        queryset=_own_batches,
        label=_("Batch"),
        empty_label=_("All batches"),
    )
    assignment = django_filters.ModelChoiceFilter(
        queryset=_own_assignments, label=_("Assignment"), empty_label=_("All assignments")
    )

    class Meta:
        model = Submission
        fields: list[str] = []

    def by_name(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(matching(value, "enrollment__user__"))


def _reviewed_batches(request: SignedInRequest) -> QuerySet[Batch]:
    return Batch.objects.filter(
        pk__in=Review.objects.filter(reviewer=request.user).values("submission__enrollment__batch")
    )


def _reviewed_assignments(request: SignedInRequest) -> QuerySet[AssignmentPage]:
    found: QuerySet[AssignmentPage] = AssignmentPage.objects.filter(
        pk__in=Review.objects.filter(reviewer=request.user).values("submission__assignment")
    )
    return found


class ReviewedFilter(django_filters.FilterSet):
    """By batch, assignment and verdict, and by the participant's name."""

    q = django_filters.CharFilter(method="by_name", label=_("Name"))
    batch = django_filters.ModelChoiceFilter(
        field_name="submission__enrollment__batch",
        queryset=_reviewed_batches,
        label=_("Batch"),
        empty_label=_("All batches"),
    )
    assignment = django_filters.ModelChoiceFilter(
        field_name="submission__assignment",
        queryset=_reviewed_assignments,
        label=_("Assignment"),
        empty_label=_("All assignments"),
    )
    verdict = django_filters.ChoiceFilter(
        choices=Verdict.choices, label=_("Verdict"), empty_label=_("All verdicts")
    )

    class Meta:
        model = Review
        fields: list[str] = []

    def by_name(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(matching(value, "submission__enrollment__user__"))
