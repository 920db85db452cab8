"""Settings of a program."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from academy.people.models import Role, User
from academy.people.particulars.fields import TypedField, TypedSlugField
from academy.web.forms.days import DayInput, check_days
from academy.web.forms.shown import ShownForm
from courses.models import Program


class ProgramForm(ShownForm, forms.ModelForm):
    """Name, target, period, what data costs, and who may look at its figures."""

    partners = forms.ModelMultipleChoiceField(
        User.objects.filter(role_grants__role=Role.PARTNER).order_by("full_name"),
        label=_("Partners who see its figures"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Program
        fields = [
            "name",
            "slug",
            "code",
            "description",
            "target",
            "starts_on",
            "ends_on",
            "rupiah_per_mb",
            "partners",
        ]
        field_classes = {"name": TypedField, "code": TypedField, "slug": TypedSlugField}
        widgets = {
            "description": forms.Textarea({"rows": 4}),
            "starts_on": DayInput(),
            "ends_on": DayInput(),
        }
        help_texts = {
            "slug": _("Small letters and hyphens, for example “go-nusantara”."),
            "code": _("Stands before the certificate numbers, for example “GN”."),
            "target": _("How many graduates are promised."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = cast(forms.ModelMultipleChoiceField, self.fields["partners"])
        if not cast(QuerySet[User], partners.queryset).exists():
            # Nobody to choose: the role is given first.
            del self.fields["partners"]

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).upper()

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        check_days(self)
        return data
