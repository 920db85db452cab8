"""A round begun, one hand-in marked, a round closed, and what was agreed."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from academy.core.text.spelling import holding
from academy.core.text.typed import clean_typed, whole_of
from academy.people.models import User
from academy.people.particulars.fields import TypedDecimalField
from academy.people.requests import SignedInRequest
from academy.web.forms.shown import ShownForm
from cms.models import AssignmentPage, RubricCriterion
from courses.assignments.forms.rubric import RubricFields, RubricRow
from courses.assignments.queries.work import rubric_of, wording_of
from courses.assignments.rules import mark_of
from courses.calibration.queries.proposal import Choice
from courses.models import Batch, CalibrationMark, CalibrationRound, Submission
from courses.models.work.calibration import (
    LEAST_TRAINERS,
    LEAST_WORKS,
    MOST_WORKS,
    CalibrationState,
)

# Of hand-ins with their photos, as many as a page bears.
DRAWN = 30


class TrainersField(forms.ModelMultipleChoiceField):
    """Trainers by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.display_name)


class BeginForm(forms.Form):
    """Which hand-ins, and who marks them; the proposed ones and everybody are ticked.

    Beside what is proposed and what is ticked, `DRAWN` others are drawn at once. Who leafs
    through them (`from`) sends the form, so that no tick is lost, and nothing begins.
    """

    works = forms.MultipleChoiceField(
        label=_("Hand-ins"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose two to five hand-ins."),
            "invalid_choice": _(
                "A hand-in was taken back or handed in anew meanwhile. Choose another one; the "
                "others are still ticked."
            ),
        },
    )
    trainers = TrainersField(
        User.objects.none(),
        label=_("Who marks them"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each sees the marks of the others only after finishing the own ones."),
        error_messages={"required": _("Choose at least two trainers: a comparison needs both.")},
    )

    def __init__(
        self, data: Any = None, *, choices: Sequence[Choice], trainers: QuerySet[User]
    ) -> None:
        self.leafs = data is not None and "from" in data
        ticked: dict[str, Any] = {
            "works": [str(one.submission.public_id) for one in choices if one.is_proposed],
            "trainers": list(trainers),
        }
        if self.leafs:
            ticked = {name: data.getlist(name) for name in ticked}
        super().__init__(None if self.leafs else data, initial=ticked)
        self.others = [one for one in choices if not one.is_proposed]
        asked = str(data["from"]) if self.leafs else ""
        wanted = whole_of(asked, digits=4) or 0
        self.start = min(wanted, max(0, len(self.others) - 1)) // DRAWN * DRAWN
        self.found = {str(one.submission.public_id): one for one in choices}
        cast(forms.MultipleChoiceField, self.fields["works"]).choices = [
            (key, key) for key in self.found
        ]
        cast(TrainersField, self.fields["trainers"]).queryset = trainers

    @property
    def rows(self) -> list[tuple[Choice, bool]]:
        """Each hand-in, and whether it is ticked."""
        ticked = set(self["works"].value() or ())
        return [(one, key in ticked) for key, one in self.found.items()]

    @property
    def drawn(self) -> list[tuple[Choice, bool]]:
        """Those of `rows` that stand on the page."""
        here = {one.number for one in self.others[self.start : self.end]}
        return [
            (one, is_ticked)
            for one, is_ticked in self.rows
            if one.is_proposed or is_ticked or one.number in here
        ]

    @property
    def end(self) -> int:
        return min(self.start + DRAWN, len(self.others))

    @property
    def before(self) -> int | None:
        """Where the others begin that came before those drawn; None: there are none."""
        return self.start - DRAWN if self.start else None

    @property
    def after(self) -> int | None:
        return self.end if self.end < len(self.others) else None

    def begun(self, assignment: AssignmentPage) -> dict[str, Any]:
        """Return what the action takes."""
        return {**self.cleaned_data, "rubric": wording_of(rubric_of(assignment))}

    def clean_works(self) -> list[Submission]:
        keys = self.cleaned_data["works"]
        if not LEAST_WORKS <= len(keys) <= MOST_WORKS:
            raise forms.ValidationError(_("Choose two to five hand-ins."))
        return [self.found[key].submission for key in keys]

    def clean_trainers(self) -> list[User]:
        people = list(self.cleaned_data["trainers"])
        if len(people) < LEAST_TRAINERS:
            raise forms.ValidationError(_("Choose at least two trainers: a comparison needs both."))
        return people


class MarkForm(ShownForm, forms.Form):
    """What one would give: the rubric, or a mark where there is none, and a sentence.

    Half of it is kept too. What another page of the same trainer has changed is told.
    """

    words = forms.CharField(
        label=_("In a sentence: why?"),
        required=False,
        max_length=CalibrationMark._meta.get_field("words").max_length,
        help_text=_("The other trainers read it when they have finished, too."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        criteria: Iterable[RubricCriterion],
        kept: CalibrationMark | None,
    ) -> None:
        super().__init__(data, initial={"words": kept.words if kept else ""})
        self.rubric = RubricFields(criteria)
        stored = _stored(self.rubric, kept)
        for name, field in self.rubric.fields().items():
            self.show(name, field, stored.get(name))
        if not self.rubric.criteria:
            self.show("mark", _mark_field(), kept.mark if kept else None)
        self.order_fields([*self.rubric.fields(), "mark", "words"])

    @property
    def rubric_rows(self) -> list[RubricRow]:
        return self.rubric.rows(self)

    @property
    def shown(self) -> SafeString:
        """What the page says it showed of the rubric, whose fields are drawn by hand."""
        names = self.rubric.fields()
        return mark_safe("".join(self[name].as_hidden(only_initial=True) for name in names))

    @property
    def typed_scores(self) -> list[dict[str, Any]]:
        """What was sent of the rubric, to be read where its fields stand no more."""
        return self.rubric.scores(self.cleaned_data) if self.is_bound else []

    def given(self) -> dict[str, Any]:
        """Return what the action takes."""
        scores = self.rubric.scores(self.cleaned_data)
        mark: Decimal | None = self.cleaned_data.get("mark")
        if self.rubric.criteria:
            is_whole = len(scores) == len(self.rubric.criteria)
            mark = mark_of(scores) if is_whole else None
        return {"scores": scores, "mark": mark, "words": self.cleaned_data["words"]}

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.data.get("rubric_seen", self.rubric.digest) != self.rubric.digest:
            self.add_error(
                None, _("The rubric was changed meanwhile. Look at what you chose, then save.")
            )
        return self.cleaned_data


def _mark_field() -> TypedDecimalField:
    return TypedDecimalField(
        label=_("Mark, 0 to 100"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


def _stored(rubric: RubricFields, kept: CalibrationMark | None) -> dict[str, Any]:
    """Return what was kept, as far as the rubric of today has a place for it."""
    found: dict[str, Any] = {}
    by_criterion = {score["criterion"]: score for score in kept.scores} if kept else {}
    for item in rubric.criteria:
        score = by_criterion.get(item.pk)
        if score is None:
            continue
        levels = {level.pk for level in rubric.levels[item.pk]}
        key = (score.get("level") or {}).get("key")
        if key in levels:
            found[f"level_{item.pk}"] = str(key)
        elif not levels and score["points"] <= item.points:
            found[f"points_{item.pk}"] = score["points"]
    return found


class CloseForm(forms.Form):
    """Why a round ends before everybody has finished."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=CalibrationRound._meta.get_field("close_reason").max_length,
        help_text=_("All who were asked read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AgreedForm(ShownForm, forms.ModelForm):
    """What the trainers want to do alike from now on."""

    class Meta:
        model = CalibrationRound
        fields = ["agreed"]
        widgets = {"agreed": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "agreed": _("For example: a label that cannot be read is never more than “enough”.")
        }


def _batches(request: SignedInRequest) -> QuerySet[Batch]:
    seen = CalibrationRound.objects.visible_to(request.user)
    return Batch.objects.filter(pk__in=seen.values("batch")).order_by("-starts_on", "-number")


class RoundFilter(django_filters.FilterSet):
    """By batch, by how far it is, and by the title of the assignment."""

    q = django_filters.CharFilter(method="by_title", label=_("Assignment"))
    batch = django_filters.ModelChoiceFilter(
        queryset=_batches, label=_("Batch"), empty_label=_("All batches")
    )
    state = django_filters.ChoiceFilter(
        method="by_state",
        label=_("State"),
        empty_label=_("All states"),
        choices=CalibrationState.choices,
    )

    class Meta:
        model = CalibrationRound
        fields: list[str] = []

    def by_title(self, rows: Any, _name: str, value: str) -> Any:
        return rows.filter(holding(clean_typed(value), "title"))

    def by_state(self, rows: Any, _name: str, value: str) -> Any:
        return rows.in_state(value)
