"""What a person changes of the own data."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.text.typed import clean_typed
from academy.people.ages import age_on
from academy.people.entrance import devices
from academy.people.entrance.actions import try_secret
from academy.people.entrance.fields import SecretField
from academy.people.models import Gender, User
from academy.people.particulars.fields import NameField, PhoneField, TypedEmailField, TypedField
from academy.people.particulars.phones import national_phone
from academy.people.requests import SignedInRequest
from academy.web.forms.shown import ShownForm

YOUNGEST, OLDEST = 7, 100


def usable_birth_day(day: dt.date | None) -> dt.date | None:
    """Return `day` as it is. Raises ValidationError for one of nobody who takes part."""
    if day and not YOUNGEST <= age_on(day, timezone.localdate()) <= OLDEST:
        raise forms.ValidationError(
            _("Look at the year again: participants are between 7 and 100 years old.")
        )
    return day


class PersonForm(forms.ModelForm):
    """Who somebody is and how to reach them."""

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
        field_classes = {
            "full_name": NameField,
            "title": TypedField,
            "certificate_name": NameField,
            "arabic_name": TypedField,
            "phone": PhoneField,
            "email": TypedEmailField,
        }
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
            "title": _("For example Gus, KH., Dr."),
            "certificate_name": _("Only if it differs, for example with a degree behind it."),
            "phone": _("For example 0812 3456 7890. Several people may share one number."),
            "email": _("Not needed. Each address belongs to one account."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["gender"]).choices = Gender.choices
        self.fields["gender"].required = False
        self.initial["phone"] = national_phone(self.instance.phone)

    def clean_email(self) -> str | None:
        email = clean_typed(self.cleaned_data["email"] or "").lower()
        if email and User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("Another account has this address. Leave it empty or use another one.")
            )
        return email or None

    def clean_birth_on(self) -> dt.date | None:
        return usable_birth_day(self.cleaned_data["birth_on"])


class ProfileForm(ShownForm, PersonForm):
    """What a person may change about themselves. The e-mail address has a form of its own."""

    class Meta(PersonForm.Meta):
        fields = [
            "full_name",
            "title",
            "certificate_name",
            "arabic_name",
            "phone",
            "gender",
            "birth_on",
            "language",
        ]


class EmailForm(forms.Form):
    """A new e-mail address, and the secret: who finds a handset open does not know it."""

    email = TypedEmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Empty: the account has no address any more."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    secret = SecretField(label=_("PIN or password"), autocomplete="current-password")

    def __init__(self, *args: Any, request: SignedInRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        cast(SecretField, self.fields["secret"]).with_letters()

    def clean_secret(self) -> str:
        secret: str = self.cleaned_data["secret"]
        user = self.request.user
        origin = devices.origin_of(self.request, user)
        if wrong := try_secret(user=user, secret=secret, origin=origin):
            raise forms.ValidationError(wrong, code="wrong")
        return secret
