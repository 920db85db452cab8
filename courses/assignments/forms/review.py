"""The form of the review desk: points per criterion, a mark, words."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from academy.people.names import matching
from academy.people.requests import SignedInRequest
from cms.models import AssignmentPage, CoursePage, RubricCriterion
from courses.models import Batch, Submission, Verdict


class ReviewForm(forms.Form):
    """Points of the rubric (`points_<id>`), the mark and the feedback."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    # The button that was pressed.
    verdict = forms.ChoiceField(choices=Verdict.choices, widget=forms.HiddenInput)
    mark = forms.DecimalField(
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
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, criteria: Iterable[RubricCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for criterion in self.criteria:
            self.fields[f"points_{criterion.pk}"] = forms.IntegerField(
                label=criterion.title,
                min_value=0,
                max_value=criterion.points,
                required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    @property
    def rubric(self) -> list[tuple[RubricCriterion, BoundField]]:
        """Pairs of criterion and bound field, in order."""
        return [(item, self[f"points_{item.pk}"]) for item in self.criteria]

    def scores(self) -> list[dict[str, Any]]:
        """The points given, with the criterion as it is worded now."""
        return [
            {
                "criterion": item.pk,
                "title": item.title,
                "points": self.cleaned_data[f"points_{item.pk}"],
                "of": item.points,
            }
            for item in self.criteria
            if self.cleaned_data.get(f"points_{item.pk}") is not None
        ]

    def mark_given(self) -> Decimal | None:
        """The mark typed, or the points as a share of 100, or None without either."""
        mark: Decimal | None = self.cleaned_data.get("mark")
        if mark is not None:
            return mark
        scores = self.scores()
        if not scores or len(scores) < len(self.criteria):
            return None
        total: int = sum(item["of"] for item in scores)
        return (Decimal(100) * Decimal(sum(item["points"] for item in scores)) / total).quantize(
            Decimal("0.01")
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        accepts = data.get("verdict") == Verdict.ACCEPTED
        if accepts and not self.errors and self.mark_given() is None:
            self.add_error(
                "mark", _("Give a mark, or points for every criterion, before accepting.")
            )
        if data.get("verdict") == Verdict.REVISION and not (data.get("feedback") or "").strip():
            self.add_error(
                "feedback", _("Say what should be changed, so that the participant can do it.")
            )
        return data


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Comment to keep"), max_length=500)


def _own_courses(request: SignedInRequest) -> QuerySet[CoursePage]:
    found: QuerySet[CoursePage] = CoursePage.objects.filter(course_trainers__user=request.user)
    return found


def _own_batches(request: SignedInRequest) -> QuerySet[Batch]:
    return Batch.objects.filter(courses__course_trainers__user=request.user).distinct()


def _own_assignments(request: SignedInRequest) -> QuerySet[AssignmentPage]:
    found: QuerySet[AssignmentPage] = AssignmentPage.objects.filter(
        pk__in=Submission.objects.waiting()
        .filter(course__course_trainers__user=request.user)
        .order_by()
        .values("assignment_id")
    )
    return found


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
