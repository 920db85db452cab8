"""The steps of applying."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.core.text.typed import clean_typed
from academy.people.accounts.forms import PersonForm
from academy.people.entrance.fields import SecretField
from academy.people.models import Gender, MembershipRole, Pesantren, Regency
from academy.people.particulars.fields import TypedField
from academy.web.files.uploads import MAX_BYTES
from academy.web.forms.shown import ShownForm
from courses.models import Application, Pillar

# A companion is named by the academy, not by applying.
ROLES = [choice for choice in MembershipRole.choices if choice[0] != MembershipRole.COMPANION]


class ApplicantForm(PersonForm):
    """Who I am."""

    class Meta(PersonForm.Meta):
        fields = ["full_name", "birth_on", "gender", "phone", "email"]
        widgets = PersonForm.Meta.widgets | {"gender": forms.RadioSelect}
        help_texts = PersonForm.Meta.help_texts | {
            "full_name": _("As on the identity card. One word is fine; titles are added later."),
            "phone": _(
                "For the coordinator's message on WhatsApp, e.g. 0812 3456 7890. "
                "A number that several people share is fine."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["gender"]).choices = [
            row for row in Gender.choices if row[0]
        ]
        for name in ("gender", "birth_on"):
            self.fields[name].required = True


class IdentityForm(ShownForm, ApplicantForm):
    """Who I am, where an account is there already. Its e-mail address is changed there."""

    class Meta(ApplicantForm.Meta):
        fields = ["full_name", "birth_on", "gender", "phone"]


class AccountForm(ApplicantForm):
    """Who I am, and the PIN that makes my account."""

    secret = SecretField(
        label=_("Choose a PIN of six digits"),
        autocomplete="new-password",
        help_text=_("With it you come back to this application. Not your birthday, not 123456."),
    )
    secret_again = SecretField(label=_("Repeat the same PIN"), autocomplete="new-password")

    def clean_email(self) -> str:
        """Say nothing of other accounts: their owners are told by mail."""
        return clean_typed(self.cleaned_data["email"] or "").lower()

    def _get_validation_exclusions(self) -> set[str]:
        # Django's own look for another account with the address would tell of it.
        return {*super()._get_validation_exclusions(), "email"}  # type: ignore[misc]  # not in the stubs

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        secret, again = data.get("secret"), data.get("secret_again")
        if secret and again and secret != again:
            self.add_error("secret_again", _("The two are not the same. Type both once more."))
        return data

    def account(self) -> dict[str, Any]:
        """Return what `register` needs."""
        data = self.cleaned_data
        names = ("full_name", "birth_on", "gender", "phone", "secret")
        return {name: data[name] for name in names} | {"email": data["email"] or ""}


class PesantrenSearchForm(forms.Form):
    """Look for a pesantren: by name or NSPP, in one regency or in all."""

    q = forms.CharField(
        label=_("Name of the pesantren, or its NSPP"), max_length=100, required=False
    )
    regency = forms.ModelChoiceField(
        Regency.objects.all(),
        label=_("Regency or city"),
        empty_label=_("All of East Java"),
        required=False,
    )


class PesantrenForm(forms.ModelForm):
    """My pesantren, chosen from what was found, and my role there."""

    pesantren = forms.ModelChoiceField(
        Pesantren.objects.select_related("regency"),
        to_field_name="public_id",
        required=False,
        label=_("Your pesantren"),
        error_messages={"invalid_choice": _("Choose one of the pesantren that were found.")},
    )
    membership_role = forms.ChoiceField(
        label=_("What are you there?"), choices=ROLES, widget=forms.RadioSelect
    )

    class Meta:
        model = Application
        fields = ["pesantren", "pesantren_note", "membership_role"]
        field_classes = {"pesantren_note": TypedField}
        labels = {"pesantren_note": _("My pesantren is not in the list")}
        help_texts = {
            "pesantren_note": _(
                "Then write its name and regency here. The coordinator adds it to the list."
            )
        }

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("pesantren"):
            data["pesantren_note"] = ""
        elif not data.get("pesantren_note") and "pesantren" not in self.errors:
            self.add_error(
                "pesantren",
                _("Search for your pesantren and choose it, or write its name in the last field."),
            )
        return data


class AboutForm(ShownForm, forms.ModelForm):
    """About me and why I want to join."""

    pillar = forms.ChoiceField(
        label=_("Which pillar do you belong to?"),
        widget=forms.RadioSelect,
        choices=[
            (
                Pillar.SANTRI,
                pgettext_lazy("pillar choice", "Santripreneur: I learn at a pesantren"),
            ),
            (
                Pillar.PESANTREN,
                pgettext_lazy("pillar choice", "Pesantrenpreneur: I work for its cooperative"),
            ),
            (
                Pillar.SOCIO,
                pgettext_lazy("pillar choice", "Sosiopreneur: alumni or people around it"),
            ),
        ],
    )
    has_phone = forms.TypedChoiceField(
        label=_("Do you have a phone of your own to learn with?"),
        help_text=_("Both answers are fine: it helps us to plan. Nobody is refused for it."),
        widget=forms.RadioSelect,
        choices=[
            ("yes", pgettext_lazy("phone", "Yes")),
            ("no", pgettext_lazy("phone", "No, I share one or use the computer room")),
        ],
        coerce=lambda value: value == "yes",
    )

    class Meta:
        model = Application
        fields = ["pillar", "has_phone", "motivation", "experience"]
        widgets = {
            "motivation": forms.Textarea({"rows": 5, "maxlength": 2000}),
            "experience": forms.Textarea({"rows": 4, "maxlength": 2000}),
        }
        labels = {
            "motivation": _("Why do you want to join?"),
            "experience": _("What have you made or sold so far?"),
        }
        help_texts = {
            "motivation": _(
                "Two or three sentences are enough. What do you want to be able to do?"
            ),
            "experience": _("Nothing yet is fine too; then leave this empty."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motivation"].required = True
        if self.instance.has_phone is not None:
            self.initial["has_phone"] = "yes" if self.instance.has_phone else "no"


class DocumentForm(forms.Form):
    """One paper: a photo of it, or a PDF."""

    file = forms.FileField(
        label=_("Student card, or a letter of the pesantren"),
        help_text=_("A clear photo is enough. JPG, PNG or PDF, up to 20 MB."),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file or take a photo, then press “Add”.")},
        widget=forms.FileInput({"accept": "image/*,application/pdf,.docx", "data-most": MAX_BYTES}),
    )
