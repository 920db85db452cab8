"""What a person changes of the own data."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.ages import age_on
from academy.people.models import Gender, User
from academy.people.names import clean_name
from academy.people.phones import national_phone, normalise_phone

YOUNGEST, OLDEST = 7, 100


class ProfileForm(forms.ModelForm):
    """What a person may change about themselves."""

    class Meta:
        model = User
        fields = [
            "full_name",
            "title",
            "certificate_name",
            "arabic_name",
            "phone",
            "email",
            "gender",
            "birth_on",
            "language",
        ]
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "full_name": forms.TextInput({"autocomplete": "name"}),
            "title": forms.TextInput({"autocomplete": "honorific-prefix"}),
            "certificate_name": forms.TextInput({"autocomplete": "off"}),
            "arabic_name": forms.TextInput({"dir": "rtl", "lang": "ar", "autocomplete": "off"}),
            "phone": forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "birth_on": forms.DateInput({"type": "date", "autocomplete": "bday"}, "%Y-%m-%d"),
        }
        labels = {
            "title": _("Title before the name"),
            "certificate_name": _("Name as on the certificate"),
        }
        help_texts = {
            "title": _("For example Ustadz, Gus, Ning, KH."),
            "certificate_name": _("Only if it differs, for example with a degree behind it."),
            "phone": _("For example 0812 3456 7890. Several people may share one number."),
            "email": _("Not needed. Each address belongs to one account."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["gender"]).choices = Gender.choices
        self.fields["gender"].required = False
        self.initial["phone"] = national_phone(self.instance.phone)

    def clean_full_name(self) -> str:
        return _cleaned(self.cleaned_data["full_name"])

    def clean_title(self) -> str:
        return clean_name(self.cleaned_data["title"])

    def clean_certificate_name(self) -> str:
        name = self.cleaned_data["certificate_name"]
        return _cleaned(name) if name.strip() else ""

    def clean_arabic_name(self) -> str:
        return clean_name(self.cleaned_data["arabic_name"])

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"].strip()
        if not phone:
            return ""
        try:
            return normalise_phone(phone)
        except ValueError as error:
            raise forms.ValidationError(
                _("This is not a telephone number of Indonesia. Write it like 0812 3456 7890.")
            ) from error

    def clean_email(self) -> str | None:
        email = (self.cleaned_data["email"] or "").strip().lower()
        if email and User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("Another account has this address. Leave it empty or use another one.")
            )
        return email or None

    def clean_birth_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["birth_on"]
        if day and not YOUNGEST <= age_on(day, timezone.localdate()) <= OLDEST:
            raise forms.ValidationError(
                _("Look at the year again: participants are between 7 and 100 years old.")
            )
        return day


def _cleaned(name: str) -> str:
    name = clean_name(name)
    if sum(sign.isalpha() for sign in name) < 2:
        raise forms.ValidationError(_("Please write the full name, with 2 to 150 letters."))
    return name
