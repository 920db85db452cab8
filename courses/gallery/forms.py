"""What the pages of the gallery ask: why, whether it may be shown, and why it is taken down."""

from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from academy.people.models import ConsentGiver
from academy.people.particulars.fields import TypedField
from academy.people.particulars.names import matching
from academy.people.requests import SignedInRequest
from cms.models import AssignmentPage
from courses.models import Batch, GalleryState, GalleryWork, ShownName


class ProposeForm(forms.Form):
    """The trainer's word."""

    word = forms.CharField(
        label=_("Why is this work good?"),
        max_length=GalleryWork._meta.get_field("word").max_length,
        help_text=_("One or two sentences. Everybody who sees the work reads them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ShowForm(forms.Form):
    """The author's consent; for a child with the grown-up who gives it."""

    shown_name = forms.ChoiceField(
        label=_("Under which name?"), choices=ShownName.choices, widget=forms.RadioSelect
    )
    giver = forms.ChoiceField(
        label=_("Who gives consent?"),
        choices=[
            (giver.value, giver.label) for giver in (ConsentGiver.GUARDIAN, ConsentGiver.PESANTREN)
        ],
        widget=forms.RadioSelect,
    )
    giver_name = TypedField(label=_("Name of the parent, guardian or ustadz"), max_length=150)
    agreed = forms.BooleanField(
        label=_("This work may be shown to the people of my batch until I withdraw it."),
        # No browser and no script of ours ticks it again.
        widget=forms.CheckboxInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Tick the box to agree. Without it nothing is shown.")},
    )

    def __init__(self, *args: Any, minor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not minor:
            del self.fields["giver"]
            del self.fields["giver_name"]

    def said(self) -> dict[str, Any]:
        """Return what `actions.show` takes."""
        return {
            "shown_name": ShownName(self.cleaned_data["shown_name"]),
            "giver": ConsentGiver(self.cleaned_data.get("giver", ConsentGiver.SELF)),
            "giver_name": self.cleaned_data.get("giver_name", ""),
        }


class TakeDownForm(forms.Form):
    """Why a work is shown no more."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The participant reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def typed(self) -> list[tuple[Any, str]]:
        """What was sent, for where it is taken down already."""
        reason = self["reason"].value()
        return [(self["reason"].label, reason)] if reason else []


def _own_batches(request: SignedInRequest) -> QuerySet[Batch]:
    works = GalleryWork.objects.worked_with_by(request.user)
    return Batch.objects.filter(pk__in=works.values("batch"))


def _own_assignments(request: SignedInRequest) -> QuerySet[AssignmentPage]:
    works = GalleryWork.objects.worked_with_by(request.user)
    found = AssignmentPage.objects.filter(pk__in=works.values("submission__assignment"))
    return cast("QuerySet[AssignmentPage]", found)


class DeskFilter(django_filters.FilterSet):
    """By batch, assignment and state, and by the participant's name."""

    q = django_filters.CharFilter(method="by_name", label=_("Name"))
    batch = django_filters.ModelChoiceFilter(
        queryset=_own_batches, label=_("Batch"), empty_label=_("All batches")
    )
    assignment = django_filters.ModelChoiceFilter(
        field_name="submission__assignment",
        queryset=_own_assignments,
        label=_("Assignment"),
        empty_label=_("All assignments"),
    )
    state = django_filters.ChoiceFilter(
        choices=GalleryState.choices, label=_("State"), empty_label=_("All states")
    )

    class Meta:
        model = GalleryWork
        fields: list[str] = []

    def by_name(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(matching(value, "submission__enrollment__user__"))
