"""Choosing among applications: filters of the list, reasons, scores."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.text.typed import only_digits
from academy.people.models import Gender, Pesantren, Regency
from academy.people.models.pesantren import called
from academy.people.particulars.names import matching
from academy.people.requests import SignedInRequest
from academy.web.forms.shown import ShownForm
from courses.admission.queries.applications import twin_ids
from courses.models import Application, ApplicationState, Pillar, SelectionRubric


class PesantrenChoiceField(forms.ModelChoiceField):
    """Many bear one name: the regency is said with it."""

    def label_from_instance(self, obj: Pesantren) -> str:
        return f"{obj.name}, {obj.regency}"


class PesantrenFilter(django_filters.ModelChoiceFilter):
    field_class = PesantrenChoiceField


def _pesantren(request: SignedInRequest) -> QuerySet[Pesantren]:
    batch_id = request.resolver_match.kwargs.get("batch_id")
    applied = Application.objects.sent()
    if batch_id:
        applied = applied.filter(batch__public_id=batch_id)
    return (
        Pesantren.objects.filter(pk__in=applied.values("pesantren"))
        .select_related("regency")
        .only("public_id", "name", "regency__name")
        # By the key in the end: two of one name in one regency stay in their order.
        .order_by("name", "regency__name", "pk")
    )


class ApplicationFilter(django_filters.FilterSet):
    """By name, pesantren or NSPP; state, regency, gender, pillar, probable duplicates."""

    q = django_filters.CharFilter(method="by_words", label=_("Name, pesantren or NSPP"))
    state = django_filters.ChoiceFilter(
        choices=[row for row in ApplicationState.choices if row[0] != ApplicationState.DRAFT],
        widget=forms.HiddenInput,
    )
    regency = django_filters.ModelChoiceFilter(
        field_name="pesantren__regency",
        queryset=Regency.objects.all(),
        to_field_name="kemendagri_code",
        label=_("Regency"),
        empty_label=_("All regencies"),
    )
    pesantren = PesantrenFilter(
        queryset=_pesantren,
        to_field_name="public_id",
        label=_("Pesantren"),
        empty_label=_("All pesantren"),
    )
    gender = django_filters.ChoiceFilter(
        field_name="user__gender",
        choices=[row for row in Gender.choices if row[0]],
        label=_("Gender"),
        empty_label=pgettext_lazy("gender", "All"),
    )
    pillar = django_filters.ChoiceFilter(
        choices=Pillar.choices, label=_("Pillar"), empty_label=_("All pillars")
    )
    twins = django_filters.ChoiceFilter(
        choices=[("yes", _("Probable duplicates only")), ("no", _("Without duplicates"))],
        method="by_twins",
        label=_("Duplicates"),
        empty_label=pgettext_lazy("duplicates", "All"),
    )

    scored = django_filters.ChoiceFilter(
        choices=[("no", _("Not scored yet")), ("old", _("By an older rubric"))],
        method="by_score",
        label=_("Score"),
        empty_label=pgettext_lazy("scores", "All"),
    )

    class Meta:
        model = Application
        fields: list[str] = []

    def __init__(self, *args: Any, program_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.program_id = program_id

    def by_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(
            matching(value, "user__", by_contact=True) | called(value, "pesantren__")
        )

    def by_score(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        if value == "no":
            return rows.filter(score__isnull=True)
        rubric = SelectionRubric.objects.filter(program=self.program_id).first()
        since = rubric.criteria_since if rubric else 0
        return rows.filter(assessment__rubric__version__lt=since)

    def by_twins(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        ids = twin_ids(self.program_id)
        return rows.filter(pk__in=ids) if value == "yes" else rows.exclude(pk__in=ids)


class DecisionReasonForm(forms.Form):
    """What applicants read with the decision."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The applicant reads it. Say what is missing and what to do next time."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needed


class RestForm(forms.Form):
    """What becomes of those for whom no seat is left."""

    rest_to_reserve = forms.BooleanField(
        label=_("Put the others on the reserve list, in the same order"), required=False
    )


class ScoreForm(ShownForm, forms.ModelForm):
    """Points from 0 to 100, by which seats are given."""

    class Meta:
        model = Application
        fields = ["score"]
        widgets = {"score": forms.NumberInput({"min": 0, "max": 100, "inputmode": "numeric"})}
        help_texts = {"score": _("0 to 100; empty: not scored.")}
        error_messages = {
            "score": dict.fromkeys(
                ("invalid", "min_value", "max_value"), _("A score is a whole number from 0 to 100.")
            )
        }


class NsppForm(ShownForm, forms.Form):
    """Which pesantren of the list an applicant meant."""

    nspp = forms.CharField(label=_("NSPP of the pesantren"), max_length=20, required=False)

    def clean_nspp(self) -> str:
        if not self.cleaned_data["nspp"]:
            return ""
        digits = only_digits(self.cleaned_data["nspp"])
        pesantren = Pesantren.objects.filter(nspp=digits).first() if digits else None
        if pesantren is None:
            raise forms.ValidationError(_("No pesantren of the list has this NSPP."))
        self.pesantren = pesantren
        return digits
