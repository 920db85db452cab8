"""Forms of the pesantren that the academy knows."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from academy.core.text.typed import only_digits
from academy.people.models import District, Pesantren, Regency
from academy.people.models.pesantren import CoachingStage
from academy.people.particulars.fields import NameField, TypedField
from academy.sheets.opening import MAX_BYTES
from academy.sheets.refusals import SheetTooLarge
from academy.web.forms.selects import QuickSelect
from academy.web.forms.shown import ShownForm


class PesantrenFilter(django_filters.FilterSet):
    """By name or NSPP, by place and by stage."""

    q = django_filters.CharFilter(method="called", label=_("Name or NSPP"))
    regency = django_filters.ModelChoiceFilter(
        queryset=Regency.objects.all(), label=_("Regency"), empty_label=_("All regencies")
    )
    stage = django_filters.ChoiceFilter(
        choices=CoachingStage.choices, label=_("Stage of coaching"), empty_label=_("All stages")
    )

    class Meta:
        model = Pesantren
        fields: list[str] = []

    def called(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(pk__in=Pesantren.objects.matching(value))


class NsppField(forms.CharField):
    """Twelve digits; blanks, points and dashes between them do not count."""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value) or ""
        digits = only_digits(text)
        if text and (not digits or any(sign.isalpha() for sign in text)):
            raise forms.ValidationError(_("An NSPP has 12 digits."))
        return digits or None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "numeric", "maxlength": "20"}


class DistrictField(forms.ModelChoiceField):
    """A kecamatan; several have one name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.regency.name}"


class PesantrenForm(ShownForm, forms.ModelForm):
    """One pesantren; names repeat, the NSPP tells them apart."""

    name = NameField(label=_("Name of the pesantren"), max_length=150)
    nspp = NsppField(
        label=_("NSPP"),
        required=False,
        help_text=_("12 digits, as on its licence. Leave it empty while there is none."),
    )
    kopontren_name = TypedField(label=_("Cooperative (kopontren)"), max_length=150, required=False)
    product = TypedField(label=_("Product"), max_length=100, required=False)
    regency = forms.ModelChoiceField(Regency.objects.all(), label=_("Regency"))
    district = DistrictField(
        District.objects.select_related("regency").order_by("regency", "name"),
        label=_("District"),
        required=False,
    )

    class Meta:
        model = Pesantren
        fields = ["name", "nspp", "regency", "district", "kopontren_name", "product", "stage"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("regency", "district"):
            self.fields[name].widget = QuickSelect.instead_of(self.fields[name].widget)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        regency, district = data.get("regency"), data.get("district")
        if regency and district and district.regency_id != regency.pk:
            self.add_error(
                "district",
                _("%(district)s lies in %(regency)s. Choose the regency or the district anew.")
                % {"district": district, "regency": district.regency},
            )
        return data


class ListForm(forms.Form):
    """A list of many pesantren, as a file."""

    file = forms.FileField(
        label=_("Excel or CSV file"),
        widget=forms.FileInput({"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        error_messages={
            "required": _("Choose the file first."),
            "empty": _("This file is empty. Choose it again."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(SheetTooLarge.message)
        return file
